import { AllocateAddressCommand } from '@aws-sdk/client-ec2'
import {
  CreateEnvironmentCommand,
  TerminateEnvironmentCommand,
  UpdateTagsForResourceCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { readHoldings } from '../support/holdings.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { openPreviewScenario, type PreviewScenario, type PreviewStep } from '../support/preview-scenario.ts'

const inputs = { 'proxy-files': 'off', preflight: 'off', 'fail-on': 'never', 'handshake-timeout': '1' }

it('a preview that cannot be is refused with the reason, and nothing is created', { timeout: 240_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const { clients } = scenario
  await expectRefusal(
    scenario,
    { inputs: { 'base-environment-name': 'chat-gone' } },
    'environment-missing',
    /"chat-gone"/,
  )

  await scenario.createEnvironment({ application: 'chat', environment: 'chat-worker' })
  const live = await scenario.createEnvironment({ application: 'chat', environment: 'chat-live' })
  const TagsToAdd = [{ Key: 'environment', Value: 'production' }]
  await clients.elasticBeanstalk.send(new UpdateTagsForResourceCommand({ ResourceArn: live.EnvironmentArn, TagsToAdd }))
  await scenario.waitUntilSettled('chat-live')
  await expectRefusal(
    scenario,
    { inputs: { 'base-environment-name': 'chat-live' } },
    'base-is-production',
    /"production"/,
  )

  const worker = { ApplicationName: 'chat', EnvironmentName: 'chat-jobs', SolutionStackName: NODE_24 }
  const Tier = { Name: 'Worker', Type: 'SQS/HTTP' }
  await clients.elasticBeanstalk.send(new CreateEnvironmentCommand({ ...worker, Tier }))
  await scenario.waitUntilSettled('chat-jobs')
  await expectRefusal(scenario, { inputs: { 'base-environment-name': 'chat-jobs' } }, 'worker-tier', /chat-jobs/)

  const first = scenario.openPullRequest({ number: 1 })
  const opened = await scenario.run('opened', first, { inputs })
  expect(opened.outputs, opened.log).toMatchObject({ action: 'created' })
  await expectRefusal(scenario, { inputs: { 'max-previews': '1' } }, 'preview-limit-reached', /#.{0,12}1/)

  for (const environment of ['chat-worker', 'chat-live', 'chat-jobs']) {
    await clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: environment }))
    // Its address is free again only then.
    await scenario.waitUntilSettled(environment)
  }
  for (;;) {
    const full = await clients.ec2.send(new AllocateAddressCommand({})).then(
      () => false,
      () => true,
    )
    if (full) break
  }
  await expectRefusal(scenario, {}, 'elastic-ip-limit-reached', /Elastic IP/)
})

async function expectRefusal(scenario: PreviewScenario, step: PreviewStep, code: string, told: RegExp): Promise<void> {
  const before = await readHoldings(scenario)
  const pullRequest = scenario.openPullRequest({ number: 100 + scenario.github.world.issues.size })
  const run = await scenario.run('opened', pullRequest, { ...step, inputs: { ...inputs, ...step.inputs } })
  const [report = '{}'] = Object.values(run.temporaryFiles)
  expect([run.exitCode, JSON.parse(report).verdict.problem.code], run.log).toEqual([1, code])
  expect(run.outputs).toMatchObject({ action: '', url: '', handshake: 'skipped' })
  expect(scenario.comment(pullRequest), code).toMatch(/## ❌ /)
  expect(scenario.comment(pullRequest), code).toMatch(told)
  expect(await readHoldings(scenario), code).toEqual(before)
}
