import { expect, it } from 'vitest'
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
