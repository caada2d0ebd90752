import { CreateEnvironmentCommand, type Tag, TerminateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { readHoldings } from '../support/holdings.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { openPreviewScenario } from '../support/preview-scenario.ts'
import { TOKEN } from '../support/run-action.ts'

const inputs = {
  'proxy-files': 'off',
  preflight: 'off',
  'fail-on': 'never',
  'handshake-timeout': '1',
  'max-previews': '9',
}
const OURS = 'beanstalk-websockets:'

/** An account has five addresses, of which each single instance takes one. */
const BALANCED = [
  { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'EnvironmentType', Value: 'LoadBalanced' },
  { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'LoadBalancerType', Value: 'application' },
]

/** As somebody else, or an earlier run, has tagged them. */
const tagsOf = (repository: string, pullRequest: number) => [
  { Key: `${OURS}repository`, Value: repository },
  { Key: `${OURS}pull-request`, Value: String(pullRequest) },
  { Key: `${OURS}expires`, Value: '2020-01-01T00:00:00.000Z' },
]

it('a sweep removes what nobody needs, says how to get it back, and keeps the rest', { timeout: 240_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const [open, closed, expired] = ['a', 'b', 'c'].map(headBranch => scenario.openPullRequest({ headBranch }))
  if (!open || !closed || !expired) throw new Error('There is no pull request')
  const create = async (EnvironmentName: string, Tags: Tag[]) => {
    const environment = {
      ApplicationName: 'chat',
      SolutionStackName: NODE_24,
      EnvironmentName,
      Tags,
      OptionSettings: BALANCED,
    }
    await scenario.clients.elasticBeanstalk.send(new CreateEnvironmentCommand(environment))
    await scenario.waitUntilSettled(EnvironmentName)
  }
  await scenario.run('opened', open, { inputs })
  await create('chat-pr-2-0123456', tagsOf('octo-org/other', 2))
  await create('chat-pr-9-0123456', [])
  const before = await readHoldings(scenario)

  await scenario.run('opened', closed, { inputs })
  scenario.close(closed)
  await create('chat-pr-3-0123456', tagsOf('octo-org/chat', 3))
  const leftOver = scenario.openPullRequest({ headBranch: 'd' })
  const made = await scenario.run('opened', leftOver, { inputs })
  const asked = { EnvironmentName: made.outputs['environment-name'] }
  await scenario.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand(asked))
  await scenario.waitUntilSettled(made.outputs['environment-name'] ?? '')
  scenario.close(leftOver)
  const run = await scenario.sweep()
  expect([run.exitCode, run.outputs], run.log).toMatchObject([0, { action: 'swept', url: '' }])
  expect(run.summary).toMatch(/chat-pr-1-\w+ \| kept \| its pull request is open/)
  expect(run.summary).toContain('## ✅ Previews swept: 3 removed, 1 kept')
  expect(scenario.comment(open)).not.toContain('removed')
  expect(scenario.comment(closed)).toContain('the pull request is closed')
  expect(scenario.comment(expired)).toMatch(/To get it back:\*\* .*[Pp]ush/)
  expect(await readHoldings(scenario)).toEqual(before)
})

it('a sweep touches nothing of which GitHub does not say whether it is needed', { timeout: 240_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const pullRequest = scenario.openPullRequest()
  await scenario.run('opened', pullRequest, { inputs })
  scenario.close(pullRequest)
  const before = await readHoldings(scenario)
  scenario.github.tokens.set(TOKEN, { login: 'github-actions[bot]', permissions: { contents: 'read' } })
  const run = await scenario.sweep()
  expect(run.outputs.action, run.log).toBe('swept')
  expect(run.summary).toContain('GitHub did not say whether its pull request is open')
  expect(run.log).toContain('pull-requests: read')
  expect(await readHoldings(scenario)).toEqual(before)
})
