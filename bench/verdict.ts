/**
 * How soon the verdict on a deployment of about 15 s comes once the last fact that it needs is to be seen in the API, and
 * how many requests it takes from UpdateEnvironment's answer on: Local Beanstalk at a real pace, the built action as a
 * child process. Fails above what a run may take. `node bench/verdict.ts [--runs 5]`
 */

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type StartedBeanstalk, startBeanstalk } from '../test/support/local-beanstalk.ts'
import { median } from './support/median.ts'

const MOST_DELAY_MS = 1500
const MOST_REQUESTS_A_SECOND = 0.5
const SAMPLE_EVERY_MS = 5

interface Sample {
  /** From UpdateEnvironment's answer until Beanstalk has told that all is done. */
  readonly deploymentMs: number
  /** From then on: until Beanstalk's part is judged, and until the whole run is. */
  readonly settledAfterMs: number
  readonly toldAfterMs: number
  readonly requests: number
  readonly requestsASecond: number
}

const root = fileURLToPath(new URL('../', import.meta.url))
const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } })
const folder = await mkdtemp(join(tmpdir(), 'bench-verdict-'))
const local = await startBeanstalk()
try {
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  local.beanstalk.setPace(1000)
  const samples: Sample[] = []
  // Ends that fall on different places between two looks: a pause that happens to fit proves nothing.
  for (let run = 0; run < Number(values.runs); run++) samples.push(await measure(run, 5 + ((run * 0.7) % 2.8)))
  tell(samples)
} finally {
  await local.beanstalk.stop()
  await rm(folder, { recursive: true })
}

function tell(samples: readonly Sample[]): void {
  const seconds = (ms: number) => (ms / 1000).toFixed(2)
  console.table(
    samples.map(({ deploymentMs, settledAfterMs, toldAfterMs, requests, requestsASecond }) => ({
      'deployment, s': seconds(deploymentMs),
      'settled after, s': seconds(settledAfterMs),
      'verdict after, s': seconds(toldAfterMs),
      requests,
      'a second': requestsASecond.toFixed(2),
    })),
  )
  const delayMs = median(samples.map(({ toldAfterMs }) => toldAfterMs))
  const rate = Math.max(...samples.map(({ requestsASecond }) => requestsASecond))
  console.log(`Median of the verdicts: ${seconds(delayMs)} s; most requests a second: ${rate.toFixed(2)}`)
  if (delayMs <= MOST_DELAY_MS && rate <= MOST_REQUESTS_A_SECOND) return
  process.stderr.write(`Wanted: at most ${seconds(MOST_DELAY_MS)} s and ${MOST_REQUESTS_A_SECOND} requests a second.\n`)
  process.exitCode = 1
}

async function measure(run: number, installSeconds: number): Promise<Sample> {
  const label = `v${run + 1}`
  const action = startAction(await makeApp(label, installSeconds), label, local)
  const from = () => local.beanstalk.requests.findIndex(isUpdateOf(label))
  while (from() < 0) await pause(action.ended)
  const answeredMs = performance.now()
  while (!isDone(label)) await pause(action.ended)
  const doneMs = performance.now()
  const told = await action.told
  const requests = local.beanstalk.requests.length - from() - 1
  await action.ended
  return {
    deploymentMs: doneMs - answeredMs,
    settledAfterMs: told.settledMs - doneMs,
    toldAfterMs: told.verdictMs - doneMs,
    requests,
    requestsASecond: (1000 * requests) / (told.verdictMs - answeredMs),
  }
}

function isUpdateOf(label: string) {
  return ({ operation, parameters }: { operation: string; parameters: Readonly<Record<string, unknown>> }) =>
    operation === 'UpdateEnvironment' && parameters.VersionLabel === label
}

// Events, status, version label, health and the instance's deployment are told in one turn.
function isDone(label: string): boolean {
  const truth = local.beanstalk.lookUp('chat-prod')
  return truth?.status === 'Ready' && truth.versionLabel === label && truth.deployment?.status === 'Deployed'
}

async function pause(ended: Promise<string>): Promise<void> {
  const log = await Promise.race([ended, wait(SAMPLE_EVERY_MS)])
  if (log !== undefined) throw new Error(`The run ended too early:\n${log}`)
}

/** An app whose installation takes its time, as that of real dependencies does. */
async function makeApp(label: string, installSeconds: number): Promise<string> {
  const app = join(folder, label)
  await mkdir(join(app, 'beside'), { recursive: true })
  const scripts = { start: 'node server.js', preinstall: `sleep ${installSeconds}` }
  const dependencies = { beside: 'file:./beside' }
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'echo', private: true, scripts, dependencies }))
  await writeFile(join(app, 'beside/package.json'), JSON.stringify({ name: 'beside', version: '1.0.0' }))
  await writeFile(join(app, 'server.js'), await readFile(join(root, 'test/fixtures/echo/server.js')))
  return app
}

interface StartedRun {
  readonly told: Promise<{ readonly settledMs: number; readonly verdictMs: number }>
  /** With its log. */
  readonly ended: Promise<string>
}

function startAction(workspace: string, label: string, { environmentVariables }: StartedBeanstalk): StartedRun {
  const env = {
    ...{ PATH: `${process.env.PATH}:/usr/sbin`, RUNNER_TEMP: folder, GITHUB_WORKSPACE: workspace },
    ...environmentVariables,
    ...{ 'INPUT_APPLICATION-NAME': 'chat', 'INPUT_ENVIRONMENT-NAME': 'chat-prod', 'INPUT_VERSION-LABEL': label },
  }
  const child = spawn(process.execPath, [join(root, 'dist/deploy.js')], { env, cwd: workspace })
  const { promise: told, resolve } = Promise.withResolvers<Awaited<StartedRun['told']>>()
  const lines: string[] = []
  let settledMs = Number.NaN
  const onLine = (line: string) => {
    lines.push(line)
    if (line === '::group::Open a WebSocket') settledMs = performance.now()
    if (line === 'What the verdict rests on:') resolve({ settledMs, verdictMs: performance.now() })
  }
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  const ended = new Promise<string>((done, fail) => {
    child.on('close', code => (code === 0 ? done(lines.join('\n')) : fail(new Error(lines.join('\n')))))
  })
  return { told, ended }
}
