import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import type { Host } from '../../src/local-beanstalk/host/host.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { tellFigure } from '../support/figures.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { scaled } from '../support/scale.ts'
import { openWorkspace } from '../support/workspace.ts'
import { BREAKS, openHostileAws } from './hostile-aws.ts'
import { runAndJudge } from './judge-run.ts'
import { openRandom, SEED } from './random.ts'

const ANSWERS = scaled(200, 5000)
const AT_ONCE = 3
const DEADLINE_S = 10
// What a run may need beside its deadline, on a busy machine.
const MAX_RUN_MS = (DEADLINE_S + 25) * 1000

interface Tally {
  runs: number
  answers: number
  succeeded: number
  peakMiB: number
  readonly changes: Map<string, number>
  readonly failures: string[]
}

it(
  `deploys by the truth although AWS answers otherwise ${ANSWERS} times (seed ${SEED})`,
  { timeout: 70 * 60_000 },
  async () => {
    const local = await startBeanstalk({ host: await openHostWithWebSockets() })
    onTestFinished(() => local.beanstalk.stop())
    const tally: Tally = { runs: 0, answers: 0, succeeded: 0, peakMiB: 0, changes: new Map(), failures: [] }
    const startedMs = performance.now()
    const work = async (environment: string) => {
      await local.createEnvironment({ application: 'chat', environment })
      while ((tally.answers < ANSWERS || tally.runs < BREAKS.length + 4) && tally.failures.length < 10)
        await runOnce(local, { environment, run: tally.runs++ }, tally)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(`chat-${index}`)))
    expect(tally.failures).toEqual([])
    expect(tally.succeeded, 'runs that came to a good end').toBeGreaterThan(0)
    const { answers, runs, succeeded, peakMiB } = tally
    const seconds = Math.round((performance.now() - startedMs) / 1000)
    tellFigure(
      'Hostile answers of AWS',
      `${answers} in ${runs} runs of deploy (${succeeded} good) in ${seconds} s (seed ${SEED}); deploy took at most ${Math.round(peakMiB)} MiB`,
    )
    tellFigure('  of them', [...tally.changes].map(([name, count]) => `${count} ${name}`).join(', '))
  },
)

async function runOnce(
  local: StartedBeanstalk,
  { environment, run }: { environment: string; run: number },
  tally: Tally,
) {
  const random = openRandom(SEED, run)
  // Now and then nothing but texts is hostile: that has to succeed.
  const isWhole = run >= BREAKS.length && run % 4 === 0
  const firstBroken = isWhole ? Number.POSITIVE_INFINITY : random.int(18)
  const hostility = { seed: SEED, run, firstBroken, brokenShare: random.pick([0.05, 0.3, 1]) }
  const aws = await openHostileAws(local.beanstalk.endpoint, hostility)
  const workspace = await openWorkspace({ 'package.json': '{}', Procfile: 'web: node server.js\n' })
  try {
    const label = `v${run}`
    const {
      problems,
      peakMiB,
      run: ended,
    } = await runAndJudge({
      action: 'deploy',
      workspace: workspace.path,
      inputs: { ...INPUTS, 'environment-name': environment, 'version-label': label },
      env: {
        ...local.environmentVariables,
        AWS_ENDPOINT_URL: aws.endpoint,
        ...(random.chance(0.5) ? { ACTIONS_STEP_DEBUG: 'true' } : {}),
      },
      timeoutMs: MAX_RUN_MS,
    })
    const told = `FUZZ_SEED=${SEED}, run ${run}, changes: ${aws.changes.join(' ')}\n${ended.log.slice(-4000)}`
    const truth = local.beanstalk.lookUp(environment)
    const lies = [
      ...(aws.followed() > 0 ? ['it followed a redirect'] : []),
      ...(ended.exitCode === 0 && truth?.versionLabel !== label ? ['it succeeded with another version'] : []),
    ]
    for (const problem of [...problems, ...lies]) tally.failures.push(`${problem}: ${told}`)
    await local.waitUntilSettled(environment)
    tally.answers += aws.changes.length
    tally.succeeded += ended.exitCode === 0 ? 1 : 0
    tally.peakMiB = Math.max(tally.peakMiB, peakMiB)
    for (const name of aws.changes) tally.changes.set(name, (tally.changes.get(name) ?? 0) + 1)
  } finally {
    await aws.close()
    await workspace.remove()
  }
}

const INPUTS = {
  'application-name': 'chat',
  'deployment-timeout': String(DEADLINE_S),
  'handshake-timeout': '2',
  'max-retries': '1',
  'retry-delay': '1',
  'websocket-path': '/',
}

/** Runs nothing, but every environment's front accepts WebSockets. */
async function openHostWithWebSockets(): Promise<Host> {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate()
    server.close()
  })
  const host = openNoHost()
  const { port } = server.address() as AddressInfo
  return { ...host, openFront: async spec => ({ ...(await host.openFront(spec)), port }) }
}
