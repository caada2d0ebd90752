import { expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { readHoldings } from '../support/holdings.ts'
import { openPreviewScenario } from '../support/preview-scenario.ts'

it(
  'a pull request has an environment that opens WebSockets, is updated, and leaves nothing behind',
  { timeout: 120_000 },
  async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest()
    const opened = await scenario.run('opened', pullRequest)
    expect(opened.exitCode).toBe(0)
    expect(opened.outputs).toMatchObject({ action: 'created', handshake: 'accepted' })
    scenario.push(pullRequest)
    const pushed = await scenario.run('synchronize', pullRequest)
    expect(pushed.outputs).toMatchObject({ action: 'updated', handshake: 'accepted' })
    expect(scenario.deployments(pullRequest)).toEqual(['inactive', 'success'])
    scenario.close(pullRequest)
    const closed = await scenario.run('closed', pullRequest)
    expect(closed.outputs).toMatchObject({ action: 'removed' })
    expect(scenario.deployments(pullRequest)).toEqual(['inactive', 'inactive'])
    expect(await readHoldings(scenario)).toEqual(before)
  },
)

it('a WebSocket that does not open fails the step, and the comment says why', { timeout: 120_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const pullRequest = scenario.openPullRequest()
  const inputs = { 'proxy-files': 'off', preflight: 'off', 'handshake-timeout': '1' }
  const run = await scenario.run('opened', pullRequest, { inputs })
  expect([run.exitCode, run.outputs], run.log).toMatchObject([1, { action: 'created', handshake: 'rejected' }])
  expect(run.outputs.finding).toBe('connection-refused')
  const [report = '{}'] = Object.values(run.temporaryFiles)
  const { problem } = JSON.parse(report).verdict
  const comment = scenario.comment(pullRequest)
  expect(comment).toMatch(/\n## ❌ /)
  expect(comment).toContain(problem.title)
  expect(scenario.deployments(pullRequest)).toEqual(['failure'])
})
