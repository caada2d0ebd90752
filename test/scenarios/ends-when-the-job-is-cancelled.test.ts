import { access, chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openScenario, type ScenarioStep } from '../support/deploy-scenario.ts'
import { findRemains, type Holdings, takeStock } from '../support/process-tree.ts'
import type { ActionRun, StartedAction } from '../support/run-action.ts'
import { scaled } from '../support/scale.ts'
import { openWorkspace } from '../support/workspace.ts'

const FOREVER_MS = 600_000
const QUICK = { 'proxy-files': 'off', preflight: 'off' }

/** Where a run is when its job is cancelled. */
interface Point {
  readonly step?: ScenarioStep
  readonly faults?: readonly Fault[]
  /** Of a second of Beanstalk's own time. */
  readonly paceMs?: number
  /** Resolves when the run is there. */
  readonly reached: (run: RunOnItsWay) => Promise<unknown>
  readonly headline: string
  readonly tells: RegExp
  /** Of the list of changes. */
  readonly changes: RegExp
  readonly outputs?: Readonly<Record<string, string>>
}

interface RunOnItsWay {
  readonly started: StartedAction
  /** Names of the operations that it has asked for. */
  readonly operations: () => readonly string[]
  /** The folder of what stands in nginx's place. */
  readonly nginxFolder: string
}

const NOTHING = { headline: 'Nothing was deployed', changes: /Nothing was changed\./ }

const line =
  (pattern: RegExp): Point['reached'] =>
  ({ started }) =>
    started.waitForLine(pattern)

/** The run has asked for it so often, and has no answer yet. */
function asked(operation: string, times = 1): Point['reached'] {
  return async ({ operations }) => {
    const count = () => operations().filter(name => name === operation).length
    await vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(times), { timeout: 60_000 })
  }
}

const slow = (operation: string): Fault => ({ kind: 'slow', operation, ms: FOREVER_MS })

/** The first five at every change, all of them in the night. The settling, and an upload in parts, have scenarios of their own. */
const POINTS: Readonly<Record<string, Point>> = {
  'a proxy tries out its files': {
    ...NOTHING,
    reached: ({ nginxFolder }) => vi.waitFor(() => access(join(nginxFolder, 'runs')), { timeout: 60_000 }),
    tells: /The run was cancelled \(SIGINT\)\.$/,
  },
  'the version is processed': {
    headline: 'Nothing was deployed',
    step: { inputs: QUICK },
    faults: [{ kind: 'lagging-version', ms: FOREVER_MS }],
    // Before the plan, and twice while it is waited for: the answer to the one before has been seen by then.
    reached: asked('DescribeApplicationVersions', 3),
    tells: /waiting for the application version ".+" to be processed; last seen: not listed yet/,
    changes: /done: create the application version/,
  },
  'the update has been asked for and not answered': {
    headline: 'It is not known whether the version is deployed',
    step: { inputs: { ...QUICK, 'on-cancel': 'abort' } },
    faults: [slow('elasticbeanstalk:UpdateEnvironment')],
    paceMs: 1000,
    reached: asked('UpdateEnvironment'),
    tells: /not answered: deploy the version[\s\S]+The environment "chat-prod" was Updating[\s\S]+Nothing was aborted/,
    changes: /asked for, not answered: deploy the version/,
    outputs: { 'environment-status': 'Updating', 'deployment-action-type': '' },
  },
  'a WebSocket is opened': {
    headline: 'The run ended before its deployment was proved',
    step: {
      inputs: QUICK,
      files: { 'server.js': 'require("node:net").createServer(() => {}).listen(process.env.PORT)' },
    },
    reached: line(/▾ Open a WebSocket/),
    tells: /The version ".+" is deployed; whether a client can open a WebSocket to it was not found out\./,
    changes: /done: deploy the version/,
    outputs: { 'environment-status': 'Ready', 'deployment-action-type': 'update' },
  },
  'the logs of a failure are fetched': {
    headline: 'The deployment failed',
    step: { inputs: QUICK, files: { 'server.js': 'throw new Error("no database")' } },
    faults: [slow('elasticbeanstalk:RequestEnvironmentInfo')],
    reached: asked('RequestEnvironmentInfo'),
    tells: /could not be deployed/,
    changes: /done: deploy the version/,
    outputs: { 'deployment-action-type': 'update' },
  },
  'the inputs are read': {
    ...NOTHING,
    reached: line(/^Deploying version/),
    tells: /The run was cancelled \(SIGINT\)\.$/,
  },
  'the bundle is packed': {
    ...NOTHING,
    reached: line(/: \d+ files, [\d.]+ \w+\./),
    tells: /The run was cancelled \(SIGINT\)\.$/,
  },
  'the environment is looked for': {
    ...NOTHING,
    step: { inputs: QUICK },
    faults: [slow('elasticbeanstalk:DescribeEnvironments')],
    reached: line(/▾ Survey the environment/),
    tells: /The run was cancelled \(SIGINT\)\.$/,
  },
  'the bundle is uploaded': {
    headline: 'Nothing was deployed',
    step: { inputs: QUICK },
    faults: [slow('s3:PutObject')],
    reached: asked('PutObject'),
    tells: /not answered: upload the source bundle/,
    changes: /asked for, not answered: upload the source bundle/,
  },
  'another update is waited for': {
    headline: 'Nothing was deployed',
    step: { inputs: QUICK },
    faults: [{ kind: 'update-by-another' }],
    paceMs: 1000,
    reached: line(/The environment is Updating; waiting until it is Ready/),
    tells: /waiting for the environment "chat-prod" to be Ready; last seen: status Updating/,
    changes: /failed: deploy the version/,
  },
  'the health is waited for': {
    headline: 'A WebSocket was opened, but the run did not come to its end',
    step: { inputs: { preflight: 'off' } },
    faults: [{ kind: 'stale-health', ms: FOREVER_MS }],
    reached: line(/▾ Wait for the health/),
    tells: /The environment "chat-prod" was Ready, health Red/,
    changes: /done: deploy the version/,
    outputs: { handshake: 'accepted', 'environment-health': 'Red' },
  },
}

/** As it ends, Node.js lets go of its handlers, and a further signal ends it: all is written by then, or the test fails below. */
const ENDS = [
  [1, null],
  [null, 'SIGINT'],
  [null, 'SIGTERM'],
]

/** Says its version, and never ends. */
async function openHangingNginx(): Promise<string> {
  const script =
    '#!/bin/sh\n[ "$1" = -v ] && { echo "nginx version: nginx/1.24.0" >&2; exit; }\n: > "$(dirname "$0")/runs"\nexec sleep 600\n'
  const folder = await openWorkspace({ nginx: script })
  await chmod(folder.file('nginx'), 0o755)
  return folder.path
}

/** Cancels the job as the runner does, once more when that was heard, and by the runner's next signal. */
async function cancelAt(started: StartedAction): Promise<{ run: ActionRun; tookMs: number; holdings: Holdings }> {
  process.kill(started.pid, 'SIGSTOP')
  const holdings = takeStock(started.pid)
  const cancelledMs = performance.now()
  started.cancel()
  process.kill(started.pid, 'SIGCONT')
  await started.waitForLine(/SIGINT came: the run takes back what is half done, and ends\./)
  started.kill('SIGINT')
  started.kill('SIGTERM')
  const run = await started.finished
  return { run, tookMs: performance.now() - cancelledMs, holdings }
}

describe('a run whose job is cancelled', { timeout: 240_000 }, () => {
  it('ends within 7 s, leaves no child, and tells what it did, wherever it is', async () => {
    const scenario = await openScenario()
    const nginxFolder = await openHangingNginx()
    for (const [name, point] of Object.entries(POINTS).slice(0, scaled(5, 100))) {
      const { step, faults = [], paceMs = 0, reached, headline, tells, changes, outputs = {} } = point
      scenario.beanstalk.setFaults(faults)
      scenario.beanstalk.setPace(paceMs)
      const env = step ? {} : { PATH: `${nginxFolder}:${process.env.PATH}` }
      const before = scenario.beanstalk.requests.length
      const operations = () => scenario.beanstalk.requests.slice(before).map(({ operation }) => operation)
      const started = await scenario.start({ ...step, env, inputs: { 'version-label': name, ...step?.inputs } })
      await reached({ started, operations, nginxFolder })
      const { run, tookMs, holdings } = await cancelAt(started)
      const told = `${name}: ${run.log}`
      expect(ENDS, told).toContainEqual([run.exitCode, run.signal])
      expect(tookMs, told).toBeLessThan(7000)
      await vi.waitFor(() => expect(findRemains(holdings, run.runnerTemp), told).toEqual([]), { timeout: 20_000 })
      const [error] = run.annotations.filter(({ level }) => level === 'error')
      expect([error?.title, run.summary.split('\n')[0]], told).toEqual([headline, `## ❌ ${headline}`])
      expect(error?.message.split('\nLook at the list')[0], told).toMatch(tells)
      expect(run.summary, told).toMatch(changes)
      expect(run.outputs, told).toMatchObject({ 'version-label': name, ...outputs })
      expect(run.outputs.report, told).toMatch(/\.json$/)
      scenario.beanstalk.setFaults([])
      scenario.beanstalk.setPace(0)
      await scenario.waitUntilSettled('chat-prod')
    }
  })
})
