import { expect, it, onTestFinished } from 'vitest'
import { protocolNames } from '../../src/handshake/protocol/protocols.ts'
import { listenWebSocket } from '../handshake/websocket-server.ts'
import { tellFigure } from '../support/figures.ts'
import { scaled } from '../support/scale.ts'
import { SESSION } from './hostile-dialogues.ts'
import { findTruth, type HostileWebSockets, openHostileWebSockets } from './hostile-websockets.ts'
import { type JudgedRun, runAndJudge } from './judge-run.ts'
import { SEED } from './random.ts'

/** Each run is one process with many URLs; a process may take no more than this, whatever it is answered. */
const MAX_PEAK_MIB = 128
/** Of one URL: its deadline, and what may come on top on a busy machine. */
const MAX_URL_MS = 10_000 + 5000
const AT_ONCE = 2

/** The part of the servers, and how often it runs. */
interface Group {
  readonly name: string
  readonly runs: number
  readonly targets: number
  urls(server: HostileWebSockets, indices: readonly number[]): readonly string[]
  inputs(server: HostileWebSockets, indices: readonly number[]): Readonly<Record<string, string>>
  /** Where more is asked than whether it opens, an honest server may fail. */
  readonly asksMore?: boolean
}

const MORE = {
  hold: '1s',
  'websocket-send': 'hi',
  'websocket-expect': '/^(.+)+never$/s',
  origin: 'https://other.example.com',
}

const GROUPS: readonly Group[] = [
  {
    name: 'plain',
    runs: scaled(1, 30),
    targets: 100,
    urls: (server, indices) => indices.map(server.plainUrl),
    inputs: () => ({}),
  },
  {
    name: 'asked for more',
    runs: scaled(1, 10),
    targets: 100,
    urls: (server, indices) => indices.map(server.plainUrl),
    inputs: () => MORE,
    asksMore: true,
  },
  {
    name: 'TLS',
    runs: scaled(1, 15),
    targets: 80,
    urls: (server, indices) => indices.map(server.secureUrl),
    inputs: (server, indices) => server.secureInputs(indices),
  },
  ...protocolNames
    .filter(name => name !== 'websocket')
    .map(name => ({
      name,
      runs: scaled(1, 16),
      targets: scaled(37, 50),
      urls: (server: HostileWebSockets, indices: readonly number[]) => indices.map(server.protocolUrl),
      inputs: () => ({ protocol: name }),
    })),
]
const COUNT = GROUPS.reduce((sum, { runs, targets }) => sum + runs * targets, 0)

interface Target {
  readonly printableUrl: string
  readonly outcome: 'accepted' | 'rejected' | 'unknown'
  readonly attempts: readonly { readonly evidence: { readonly totalMs: number } }[]
}

it(`judges ${COUNT} servers by what they did (seed ${SEED})`, { timeout: 3_600_000 }, async () => {
  const server = await openHostileWebSockets(SEED)
  onTestFinished(() => server.close())
  const startedMs = performance.now()
  const queue = GROUPS.flatMap(group => Array.from({ length: group.runs }, (_, run) => ({ group, run })))
  const peaks: number[] = []
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) peaks.push(await judgeRun(server, next))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  const calm = await measureCalm()
  tellFigure(
    'Hostile WebSocket servers',
    `${COUNT} with ${server.answers()} answers in ${seconds} s (seed ${SEED}); a check took at most ${Math.round(Math.max(...peaks))} MiB, ${calm} MiB where the only server is well`,
  )
})

async function judgeRun(server: HostileWebSockets, { group, run }: { group: Group; run: number }): Promise<number> {
  // Each group has cases of its own.
  const first = GROUPS.indexOf(group) * 100_000 + run * group.targets
  const indices = Array.from({ length: group.targets }, (_, index) => first + index)
  const inputs = { url: group.urls(server, indices).join('\n'), attempts: '1', ...group.inputs(server, indices) }
  const env = run % 2 === 0 ? { ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' } : {}
  const timeoutMs = Math.ceil(group.targets / 10) * 2 * MAX_URL_MS
  const judged = await runAndJudge({ action: 'check', inputs, env, timeoutMs }, { maxPeakMiB: MAX_PEAK_MIB })
  const told = `FUZZ_SEED=${SEED}, ${group.name}, run ${run}`
  expect(findProblems(group, judged), `${told}\n${judged.run.log.slice(-3000)}`).toEqual([])
  return judged.peakMiB
}

function findProblems(group: Group, { run, report, problems }: JudgedRun): string[] {
  // A run that ended in a bug has none; that is among its problems.
  const { targets } = (report.handshake ?? { targets: [] }) as { targets: Target[] }
  const failed = targets.filter(({ outcome }) => outcome !== 'accepted').map(({ printableUrl }) => printableUrl)
  return [
    ...problems,
    ...targets.filter(target => isMisjudged(target, group)).map(({ printableUrl }) => `misjudged: ${printableUrl}`),
    ...targets.filter(isLate).map(({ printableUrl }) => `late: ${printableUrl}`),
    ...(JSON.stringify([report, run.log, run.summary]).includes(SESSION) ? ['a session is shown'] : []),
    ...(run.outputs.ok === String(failed.length === 0) ? [] : [`ok is ${run.outputs.ok}`]),
    ...(run.outputs['failed-targets'] === failed.join('\n') ? [] : ['other targets have failed']),
    ...(targets.length === group.targets ? [] : [`${targets.length} targets`]),
  ]
}

function isMisjudged({ printableUrl, outcome }: Target, { asksMore }: Group): boolean {
  const truth = asksMore ? 'either' : findTruth(SEED, printableUrl)
  if (truth === 'either') return outcome === 'unknown'
  return outcome !== (truth === 'open' ? 'accepted' : 'rejected')
}

function isLate({ attempts }: Target): boolean {
  return attempts.some(({ evidence }) => evidence.totalMs > MAX_URL_MS)
}

/** The same process, with nothing to defend itself against. */
async function measureCalm(): Promise<number> {
  await using healthy = await listenWebSocket()
  const inputs = { url: `ws://127.0.0.1:${healthy.port}/`, attempts: '1' }
  const judged = await runAndJudge({ action: 'check', inputs })
  expect(judged.run.outputs.ok).toBe('true')
  return Math.round(judged.peakMiB)
}
