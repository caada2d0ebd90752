import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it, vi } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'
import type { StartedAction } from '../support/run-action.ts'
import { isNightly } from '../support/scale.ts'

const KEY = makeKey('abort', writePolicy([...USUAL, 'on-cancel', 'create'], NAMES))
const FOREVER_MS = 600_000

/** A run whose update or creation has begun, and takes as long as in reality. */
async function startSlowly(
  scenario: DeployScenario,
  inputs: Readonly<Record<string, string>> = {},
): Promise<StartedAction> {
  scenario.beanstalk.setPace(1000)
  const started = await scenario.start({
    env: toEnvironmentVariables(KEY),
    inputs: { 'on-cancel': 'abort', 'version-label': 'v2', preflight: 'off', ...inputs },
  })
  await started.waitForLine(/(Environment update|createEnvironment) is starting/)
  return started
}

async function cancel(started: StartedAction) {
  started.cancel()
  const run = await started.finished
  expect(run.exitCode, run.log).toBe(1)
  const [error] = run.annotations.filter(({ level }) => level === 'error')
  return { run, title: error?.title, message: error?.message ?? '' }
}

describe('with on-cancel: abort', { timeout: 120_000 }, () => {
  it('the update of the run is aborted, and that is told', async () => {
    const scenario = await openScenario({ keys: [KEY] })
    const { run, title, message } = await cancel(await startSlowly(scenario))
    expect(title).toBe('The run was cancelled, and so was its update')
    expect(message).toContain('Beanstalk was asked to abort the deployment of the version "v2", and took that.')
    expect(message).toContain('Deploy again')
    expect(run.log).toContain('done: abort the update of the environment "chat-prod".')
    expect(scenario.changes().slice(-2)).toEqual(['UpdateEnvironment', 'AbortEnvironmentUpdate'])
    expect(run.outputs['environment-status']).toMatch(/^(Aborting|Ready)$/)
    scenario.beanstalk.setPace(0)
    await scenario.waitUntilSettled('chat-prod')
    expect(scenario.beanstalk.lookUp('chat-prod')?.versionLabel).not.toBe('v2')
  })

  it('the update of somebody else is left, also where it has taken the place of that of the run', async () => {
    const scenario = await openScenario({ keys: [KEY] })
    const started = await startSlowly(scenario)
    scenario.beanstalk.setFaults([{ kind: 'slow', operation: 'elasticbeanstalk:DescribeEnvironments', ms: FOREVER_MS }])
    scenario.beanstalk.setPace(0)
    const status = () => scenario.beanstalk.lookUp('chat-prod')?.status
    await vi.waitFor(() => expect(status()).toBe('Ready'), { timeout: 60_000 })
    scenario.beanstalk.setPace(1000)
    const OptionSettings = [
      { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'BY', Value: 'another' },
    ]
    const { elasticBeanstalk } = scenario.clients
    await elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName: 'chat-prod', OptionSettings }))
    const { run, title, message } = await cancel(started)
    expect(title).toBe('The run ended before its deployment was proved')
    expect(message).toMatch(/goes on in Beanstalk\. It was not aborted\. The update of somebody else has begun since/)
    expect(run.log).not.toContain('abort the update')
    expect(status()).toBe('Updating')
  })

  it.runIf(isNightly)('a creation goes on, for Beanstalk can abort an update only', async () => {
    const scenario = await openScenario({ keys: [KEY], environment: 'none' })
    const { message } = await cancel(
      await startSlowly(scenario, {
        'solution-stack-name': '64bit Amazon Linux 2023 v6.7.2 running Node.js 24',
        'option-settings': 'aws:autoscaling:launchconfiguration:IamInstanceProfile=mine',
      }),
    )
    expect(message).toContain(
      'The creation with the version "v2" goes on in Beanstalk. It was not aborted. Beanstalk can abort an update, and not a creation.',
    )
    expect(message).toContain('aws elasticbeanstalk terminate-environment --environment-name chat-prod')
    expect(scenario.beanstalk.lookUp('chat-prod')?.status).toBe('Launching')
  })

  it.runIf(isNightly)('what Beanstalk refuses is told', async () => {
    const scenario = await openScenario({ keys: [KEY] })
    const started = await startSlowly(scenario)
    scenario.beanstalk.setFaults([{ kind: 'slow', operation: 'elasticbeanstalk:DescribeEnvironments', ms: FOREVER_MS }])
    scenario.beanstalk.setPace(0)
    await vi.waitFor(() => expect(scenario.beanstalk.lookUp('chat-prod')?.status).toBe('Ready'), { timeout: 60_000 })
    const { run, message } = await cancel(started)
    expect(message).toMatch(
      /It was not aborted\. AWS refused elasticbeanstalk:AbortEnvironmentUpdate .+ Must be pending deployment/,
    )
    expect(run.log).toContain('failed: abort the update of the environment "chat-prod".')
  })
})
