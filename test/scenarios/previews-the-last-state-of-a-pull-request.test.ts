import {
  DescribeEnvironmentsCommand,
  type EnvironmentDescription,
  TerminateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { describe, expect, it } from 'vitest'
import { openAnsweringProxy } from '../support/answering-proxy.ts'
import { readHoldings } from '../support/holdings.ts'
import { openPreviewScenario, type PreviewScenario } from '../support/preview-scenario.ts'

/** Of a second of Beanstalk's own time: a creation does not end before it is told to. */
const SLOW = 100
const QUICK = { 'proxy-files': 'off', preflight: 'off' }
const REMOVED = { action: 'removed', url: '', 'websocket-url': '', handshake: 'skipped' }

describe('the last state of a pull request wins', { timeout: 120_000 }, () => {
  it('where a commit is pushed during the deployment of the one before', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    scenario.beanstalk.setPace(SLOW)
    const first = await scenario.start('opened', pullRequest, { inputs: QUICK })
    await first.waitForLine(/createEnvironment is starting/)
    scenario.push(pullRequest)
    const pushed = await scenario.start('synchronize', pullRequest, { inputs: QUICK })
    await pushed.waitForLine(/somebody else is creating it/)
    scenario.beanstalk.setPace(0)
    const [overtaken, second] = await Promise.all([first.finished, pushed.finished])
    expect([overtaken.exitCode, second.exitCode]).toEqual([0, 0])
    expect(overtaken.log).toContain('has a later commit by now: the run of that commit deploys it.')
    expect(second.outputs).toMatchObject({ action: 'updated', handshake: 'accepted' })
    const [preview] = await listPreviews(scenario)
    expect(preview?.VersionLabel).toBe(second.outputs['version-label'])
    expect(scenario.comment(pullRequest)).toContain(`(commit [${pullRequest.headSha.slice(0, 7)}]`)
    expect(scenario.deployments(pullRequest)).toEqual(['inactive', 'success'])
  })

  it('where a commit is pushed before anything is asked for: nothing is deployed, and nothing said', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    const started = await scenario.start('opened', pullRequest, { inputs: QUICK })
    await started.waitForLine(/▾ Publish the version/)
    scenario.push(pullRequest)
    const run = await started.finished
    expect([run.exitCode, run.outputs]).toEqual([0, expect.objectContaining({ action: 'skipped', url: '' })])
    expect(await listPreviews(scenario)).toEqual([])
    expect(scenario.deployments(pullRequest)).toEqual(['inactive'])
  })

  it('where it is closed during the creation', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest()
    scenario.beanstalk.setPace(SLOW)
    const opened = await scenario.start('opened', pullRequest, { inputs: QUICK })
    await opened.waitForLine(/createEnvironment is starting/)
    scenario.close(pullRequest)
    const closing = await scenario.start('closed', pullRequest)
    await closing.waitForLine(/is Launching; waiting until it can be terminated/)
    scenario.beanstalk.setPace(0)
    const [overtaken, closed] = await Promise.all([opened.finished, closing.finished])
    expect([overtaken.exitCode, closed.exitCode]).toEqual([0, 0])
    expect([overtaken.outputs, closed.outputs]).toMatchObject([REMOVED, REMOVED])
    expect(scenario.comment(pullRequest)).toContain('is removed\n')
    expect(scenario.comment(pullRequest)).not.toContain('127.0.0.1')
    expect(scenario.deployments(pullRequest)).toEqual(['inactive'])
    expect(await readHoldings(scenario)).toEqual(before)
  })

  it('where it is closed while its WebSocket is waited for', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest()
    const files = { 'server.js': 'require("node:net").createServer(() => {}).listen(process.env.PORT)' }
    const opened = await scenario.start('opened', pullRequest, { inputs: QUICK, files })
    await opened.waitForLine(/▾ Open a WebSocket/)
    scenario.close(pullRequest)
    const run = await opened.finished
    expect([run.exitCode, run.outputs]).toMatchObject([0, REMOVED])
    expect(run.durationMs).toBeLessThan(30_000)
    expect(await readHoldings(scenario)).toEqual(before)
  })

  it('where the label is taken from it during the creation, and no other run removes it', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const before = await readHoldings(scenario)
    const pullRequest = scenario.openPullRequest({ labels: ['preview'] })
    scenario.beanstalk.setPace(SLOW)
    const inputs = { ...QUICK, 'only-with-label': 'preview' }
    const opened = await scenario.start({ labeled: 'preview' }, pullRequest, { inputs })
    await opened.waitForLine(/createEnvironment is starting/)
    scenario.setLabels(pullRequest, [])
    scenario.beanstalk.setPace(0)
    const run = await opened.finished
    expect([run.exitCode, run.outputs]).toMatchObject([0, REMOVED])
    expect(run.log, 'what it has taken back itself').not.toContain('To take all of it back')
    expect(scenario.comment(pullRequest)).toContain('**To get it back:** Add the label "preview" again.')
    expect(await readHoldings(scenario)).toEqual(before)
  })

  it('where two workflows deploy it at once', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    const runs = await Promise.all([
      scenario.run('opened', pullRequest, { inputs: QUICK }),
      scenario.run('opened', pullRequest, { inputs: QUICK }),
    ])
    expect(
      runs.map(({ exitCode }) => exitCode),
      runs.map(({ log }) => log).join('\n\n'),
    ).toEqual([0, 0])
    // The one that was the first to deploy may be overtaken by the other, and says so.
    expect(runs.map(({ outputs }) => outputs.handshake)).toContain('accepted')
    expect(await listPreviews(scenario)).toHaveLength(1)
    expect([...scenario.github.world.comments.values()]).toHaveLength(1)
    expect(scenario.comment(pullRequest)).toContain('is live')
    expect(scenario.deployments(pullRequest).toSorted()).toEqual(['inactive', 'success'])
  })

  it('where it is opened again while its preview is being terminated', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    await scenario.run('opened', pullRequest, { inputs: QUICK })
    scenario.beanstalk.setPace(SLOW)
    scenario.close(pullRequest)
    const closed = await scenario.start('closed', pullRequest, { inputs: QUICK })
    await closed.waitForLine(/terminateEnvironment is starting/)
    scenario.reopen(pullRequest)
    const again = await scenario.start('reopened', pullRequest, { inputs: QUICK })
    await again.waitForLine(/▾ Look at the base environment/)
    scenario.beanstalk.setPace(0)
    const [overtaken, reopened] = await Promise.all([closed.finished, again.finished])
    expect([overtaken.exitCode, reopened.exitCode]).toEqual([0, 0])
    expect(reopened.outputs).toMatchObject({ action: 'created', handshake: 'accepted' })
    expect(await listPreviews(scenario)).toMatchObject([{ VersionLabel: reopened.outputs['version-label'] }])
    expect(scenario.comment(pullRequest)).toContain('is live')
    expect(scenario.deployments(pullRequest)).toEqual(['inactive', 'success'])
  })

  it('where somebody terminates its environment under the hands of a run', async () => {
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0 })
    const pullRequest = scenario.openPullRequest()
    await scenario.run('opened', pullRequest, { inputs: QUICK })
    const [preview] = await listPreviews(scenario)
    scenario.push(pullRequest)
    const terminate = new TerminateEnvironmentCommand({ EnvironmentId: preview?.EnvironmentId })
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    proxy.change(async (operation, answer) => {
      if (operation !== 'CreateApplicationVersion') return answer
      proxy.change(undefined)
      await scenario.clients.elasticBeanstalk.send(terminate)
      return answer
    })
    const env = { AWS_ENDPOINT_URL: proxy.endpoint }
    const run = await scenario.run('synchronize', pullRequest, { inputs: QUICK, env })
    expect(run.outputs).toMatchObject({ action: 'created', handshake: 'accepted' })
    expect(run.log).toContain('The environment was terminated by somebody else meanwhile; it is made again.')
  })
})

async function listPreviews({ clients }: PreviewScenario): Promise<EnvironmentDescription[]> {
  const { Environments = [] } = await clients.elasticBeanstalk.send(
    new DescribeEnvironmentsCommand({ IncludeDeleted: false }),
  )
  return Environments.filter(({ EnvironmentName }) => EnvironmentName?.startsWith('chat-pr-'))
}
