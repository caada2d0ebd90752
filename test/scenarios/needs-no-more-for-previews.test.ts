import { expect, it } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { PERMISSIONS } from '../../src/aws/permissions.ts'
import { makeKey, PREVIEW_FEATURES, PREVIEW_NAMES, toEnvironmentVariables } from '../support/least-privilege.ts'
import { openPreviewScenario, type PreviewScenario } from '../support/preview-scenario.ts'
import type { ActionRun } from '../support/run-action.ts'

const OF_PREVIEWS = PERMISSIONS.filter(({ features }) => features.every(feature => feature === 'preview'))

/** A key that may do everything that docs/permissions.md has for previews but for that statement. */
function keyWithout(sid: string) {
  const { Statement, ...policy } = writePolicy(PREVIEW_FEATURES, PREVIEW_NAMES)
  const without = Statement.filter(statement => statement.Sid !== sid)
  expect(without).toHaveLength(Statement.length - 1)
  return makeKey(`without-${sid}`, { ...policy, Statement: without })
}

type Run = (scenario: PreviewScenario, env: Readonly<Record<string, string>>) => Promise<ActionRun>

const open: Run = (scenario, env) => scenario.run('opened', scenario.openPullRequest(), { env })

/** Statement -> a run that asks for it. */
const RUNS: Readonly<Record<string, Run>> = {
  FindLeftBundles: (scenario, env) => scenario.sweep({ env }),
  ReadTags: open,
  CountAddresses: open,
  AddTags: open,
  async TerminateEnvironment(scenario, env) {
    const pullRequest = scenario.openPullRequest()
    await scenario.run('opened', pullRequest)
    scenario.close(pullRequest)
    return scenario.run('closed', pullRequest, { env })
  },
}

it(
  'a preview with one statement less than docs/permissions.md has names exactly that one',
  { timeout: 120_000 },
  async () => {
    expect(Object.keys(RUNS)).toEqual(OF_PREVIEWS.map(({ sid }) => sid))
    const keys = OF_PREVIEWS.map(({ sid }) => keyWithout(sid))
    const scenario = await openPreviewScenario({ keys, paceMsPerSecond: 0 })
    for (const [index, { sid, actions, without }] of OF_PREVIEWS.entries()) {
      const env = toEnvironmentVariables(keys[index] ?? keyWithout(sid))
      const run = await RUNS[sid]?.(scenario, env)
      const denied = [...(run?.log.matchAll(/AWS denied (\w+:\w+)/g) ?? [])].map(match => match[1])
      expect({ sid, exitCode: run?.exitCode, isDenied: denied.length > 0 }, run?.log).toEqual({
        sid,
        exitCode: without === 'fails' ? 1 : 0,
        isDenied: true,
      })
      expect(run?.log).toContain(actions[0])
    }
  },
)
