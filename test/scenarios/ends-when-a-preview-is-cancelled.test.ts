import { expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openPreviewScenario } from '../support/preview-scenario.ts'

it('a preview whose job is cancelled during its creation says so everywhere', { timeout: 120_000 }, async () => {
  const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
  const pullRequest = scenario.openPullRequest()
  scenario.beanstalk.setPace(1000)
  const started = await scenario.start('opened', pullRequest, { inputs: { 'proxy-files': 'off', preflight: 'off' } })
  await started.waitForLine(/createEnvironment is starting/)
  const cancelledMs = performance.now()
  started.cancel()
  const run = await started.finished
  expect(performance.now() - cancelledMs).toBeLessThan(7500)
  expect(run.outputs, run.log).toMatchObject({ action: 'created', handshake: 'skipped' })
  expect(run.outputs['environment-name']).toMatch(/^chat-pr-1-/)
  expect(run.log).toMatch(/done: create the environment/)
  expect(run.summary).toContain('cancelled')
  expect(scenario.comment(pullRequest)).toMatch(/^.*\n## ❌ [\s\S]*was cancelled/)
  expect(scenario.deployments(pullRequest)).toEqual(['failure'])
  scenario.beanstalk.setPace(0)
})
