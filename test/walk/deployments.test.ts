import { expect, it } from 'vitest'
import { openRandom } from '../fuzz/random.ts'
import { tellFigure } from '../support/figures.ts'
import { isNightly, scaled } from '../support/scale.ts'
import { findLies } from './find-lies.ts'
import { type Deployment, type History, makeHistory } from './make-history.ts'
import { type Played, playHistory } from './play-history.ts'

/** `WALK_SEED=SEED` walks another way, `WALK_SEED=SEED:HISTORY` replays one history. */
const [seedText, onlyText] = (process.env.WALK_SEED ?? '').split(':')
const SEED = Number(seedText || (isNightly ? Date.now() % 1_000_000 : 1))
const ONLY = onlyText === undefined ? undefined : Number(onlyText)

/** So many are played however long it takes; then others, as long as there is time. */
const HISTORIES = scaled(24, 600)
const WALK_MS = scaled(0, 30 * 60_000)
/** One of so many runs nginx and the app. */
const REAL_EVERY = 20
const MOST_FAILURES = 10

interface Tally {
  histories: number
  deployments: number
  readonly codes: Map<string, number>
  readonly failures: string[]
}

it(
  `has no wrong verdict in ${ONLY === undefined ? HISTORIES : 'one'} random histories or more (seed ${SEED})`,
  { timeout: 90 * 60_000 },
  async () => {
    const tally: Tally = { histories: 0, deployments: 0, codes: new Map(), failures: [] }
    const startedMs = performance.now()
    const isTime = () => tally.histories < HISTORIES || performance.now() - startedMs < WALK_MS
    if (ONLY !== undefined) await walk(ONLY, tally)
    else for (let index = 0; isTime() && tally.failures.length < MOST_FAILURES; index += 1) await walk(index, tally)
    expect(tally.failures.join('\n\n')).toBe('')
    const codes = [...tally.codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${count} ${code}`)
    if (ONLY === undefined) expect(codes.length, codes.join()).toBeGreaterThan(8)
    const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1)
    const { histories, deployments } = tally
    tellFigure(
      'Random histories of deployments',
      `${deployments} deployments in ${histories} histories in ${minutes} minutes without a wrong verdict (seed ${SEED}): ${codes.join(', ')}`,
    )
  },
)

async function walk(index: number, tally: Tally): Promise<void> {
  const history = makeHistory(openRandom(SEED, index), index % REAL_EVERY === REAL_EVERY - 1)
  tally.histories += 1
  let number = 0
  const onPlayed = (played: Played) => {
    number += 1
    tally.deployments += 1
    const code = played.verdict.problem?.code ?? 'success'
    tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1)
    const lies = findLies(played, history)
    if (lies.length > 0) tally.failures.push(describe({ index, number, played, history }, lies))
  }
  try {
    await playHistory(history, { seed: SEED, index }, onPlayed)
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error)
    tally.failures.push(`${replay(index)}\n${JSON.stringify(history)}\n${stack}`)
  }
}

interface Case {
  readonly index: number
  readonly number: number
  readonly played: Played
  readonly history: History
}

const MOST_LINES = 80

function describe({ index, number, played, history }: Case, lies: readonly string[]): string {
  const { deployments, ...environment } = history
  const { startedAtMs, endedAtMs, truth, lines, acts, verdict } = played
  const at = (ms: number) => `${(ms - startedAtMs) / 1000} s`
  return [
    `${replay(index)} (deployment ${number} of ${deployments.length})`,
    ...lies.map(lie => `  WRONG: ${lie}`),
    `  environment: ${JSON.stringify(environment)}`,
    ...deployments.slice(0, number).map(deployment => `  deployment: ${JSON.stringify(deployment)}`),
    `  others: ${acts.join(', ') || 'nobody'}`,
    `  verdict after ${at(endedAtMs)}: ${verdict.headline}. ${verdict.problem?.what ?? ''}`,
    ...truth.map(({ fromMs, fact }) => `  from ${at(fromMs)}: ${JSON.stringify(fact)}`),
    ...lines.slice(-MOST_LINES).map(line => `  | ${line}`),
  ].join('\n')
}

function replay(index: number): string {
  return `WALK_SEED=${SEED}:${index} npx vitest run test/walk`
}

const PLAIN: History = {
  ...makeHistory(openRandom(1, 0)),
  ...{ settings: [], paceMsPerSecond: 200, instances: 1, policy: 'AllAtOnce', exists: true, isEnhanced: true },
}

async function playAll(deployments: ReadonlyArray<Partial<Deployment> & Pick<Deployment, 'label'>>): Promise<Played[]> {
  const inputs = { 'deployment-timeout': '600', 'minimum-health': 'Green', 'max-retries': '2' }
  const sound = { inputs, content: 'x', faults: [], acts: [], cancelledAfterMs: undefined, isFollowedByRest: true }
  const history = { ...PLAIN, deployments: deployments.map(deployment => ({ ...sound, ...deployment })) }
  const played: Played[] = []
  await playHistory(history, { seed: 1, index: 0 }, one => played.push(one))
  return played
}

it('asks again after a minute without an answer', { timeout: 120_000 }, async () => {
  const never = { kind: 'slow', operation: 'elasticbeanstalk:DescribeEvents', ms: 500_007, times: 1 } as const
  const [run] = await playAll([{ label: 'v1', faults: [never] }])
  expect(run?.verdict.problem).toBeUndefined()
  expect((run?.endedAtMs ?? 0) - (run?.startedAtMs ?? 0)).toBeLessThan(120_000)
})

it('finds each sort of a wrong verdict', { timeout: 120_000 }, async () => {
  const [good, bad] = (await playAll([
    { label: 'good' },
    { label: 'bad', faults: [{ kind: 'instance-fails', at: 'after-flip' }] },
  ])) as [Played, Played]
  expect([good, bad].map(one => [one.verdict.ok, findLies(one, PLAIN)])).toEqual([
    [true, []],
    [false, []],
  ])
  const problem = (code: string) => ({ ok: false, headline: '', problem: { code, what: '', remedy: '' } })
  const lies = (one: Played) => findLies(one, PLAIN).join('\n')
  expect(lies({ ...bad, verdict: { ok: true, headline: '' } })).toMatch(/it was a success, but the label is good/)
  expect(lies({ ...good, verdict: problem('deployment-failed') })).toMatch(/it was deployed/)
  expect(lies({ ...good, verdict: problem('environment-unhealthy') })).toMatch(/it was healthy/)
  expect(lies({ ...good, verdict: problem('deadline-exceeded') })).toMatch(/ms were over/)
  expect(lies({ ...good, verdict: problem('permission-denied') })).toMatch(/nothing was denied/)
  expect(lies({ ...good, verdict: problem('bug') })).toMatch(/nobody knows/)
  expect(lies({ ...good, entries: [] })).toMatch(/UpdateEnvironment was carried out/)
  expect(lies({ ...good, endedAtMs: good.endedAtMs + 3_600_000 })).toMatch(/after its deadline/)
  expect(lies({ ...good, unfinishedUploads: 1 })).toMatch(/uploads in parts were left/)
})
