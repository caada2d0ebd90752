import { expect, it } from 'vitest'
import { openRandom } from '../fuzz/random.ts'
import { tellFigure } from '../support/figures.ts'
import { isNightly, scaled } from '../support/scale.ts'
import { describeRun, findPreviewLies, toTime } from './find-lies.ts'
import { makePreviewHistory, type PreviewHistory } from './make-history.ts'
import { type JudgedRun, type PlayedHistory, playPreviews } from './play-history.ts'

/** As in test/walk: `WALK_SEED=SEED` walks another way, `WALK_SEED=SEED:HISTORY` replays one history. */
const [seedText, onlyText] = (process.env.WALK_SEED ?? '').split(':')
const SEED = Number(seedText || (isNightly ? Date.now() % 1_000_000 : 1))
const ONLY = onlyText === undefined ? undefined : Number(onlyText)

const HISTORIES = scaled(12, 200)
/** Of each history: what happens in it. */
const STEPS = scaled(10, 30)
const MOST_FAILURES = 10

interface Tally {
  runs: number
  readonly ends: Map<string, number>
  readonly failures: string[]
}

it(
  `keeps what is wanted, and nothing else, in ${ONLY === undefined ? HISTORIES : 'one'} random histories of previews (seed ${SEED})`,
  { timeout: 60 * 60_000 },
  async () => {
    const tally: Tally = { runs: 0, ends: new Map(), failures: [] }
    const startedMs = performance.now()
    const indices = ONLY === undefined ? Array.from({ length: HISTORIES }, (_, index) => index) : [ONLY]
    for (const index of indices) if (tally.failures.length < MOST_FAILURES) await walk(index, tally)
    expect(tally.failures.join('\n\n')).toBe('')
    const ends = [...tally.ends].sort(([, a], [, b]) => b - a).map(([end, count]) => `${count} ${end}`)
    if (ONLY === undefined) expect(ends.length, ends.join()).toBeGreaterThan(8)
    const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1)
    tellFigure(
      'Random histories of previews',
      `${tally.runs} runs in ${indices.length} histories in ${minutes} minutes, nothing left over, nothing wanted removed (seed ${SEED}): ${ends.join(', ')}`,
    )
  },
)

async function walk(index: number, tally: Tally): Promise<void> {
  const history = makePreviewHistory(openRandom(SEED, index), STEPS)
  try {
    const played = await playPreviews(history, { seed: SEED, index })
    const runs = [...played.runs, played.swept.sweep, played.closed.sweep]
    tally.runs += runs.length
    for (const run of runs) tally.ends.set(endOf(run), (tally.ends.get(endOf(run)) ?? 0) + 1)
    const lies = findPreviewLies(played)
    if (lies.length > 0) tally.failures.push([replay(index), ...describe(played, lies)].join('\n'))
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error)
    tally.failures.push([replay(index), ...describeHistory(history), stack].join('\n'))
  }
}

function endOf({ verdict, products: { skipped, task } }: JudgedRun): string {
  if (!verdict) return 'killed'
  return verdict.problem?.code ?? (skipped ? `skipped (${skipped.kind})` : `${task} done`)
}

function replay(index: number): string {
  return `WALK_SEED=${SEED}:${index} ${isNightly ? 'TEST_SCALE=nightly ' : ''}npx vitest run test/preview-walk`
}

const MOST_LINES = 60

function describe(
  { history, runs, swept, closed, events, strangers }: PlayedHistory,
  lies: readonly string[],
): string[] {
  const wrong = lies.join('\n')
  const happened = [
    ...events.map(({ event, atMs, state }) => ({ atMs, text: `${JSON.stringify(event)} ${JSON.stringify(state)}` })),
    ...strangers.map(({ atMs, ...act }) => ({ atMs, text: `stranger: ${JSON.stringify(act)}` })),
    ...[...runs, swept.sweep, closed.sweep].map(run => ({ atMs: run.startedAtMs, text: tellRun(run, wrong) })),
  ]
  return [
    ...lies.map(lie => `  WRONG: ${lie}`),
    ...describeHistory(history),
    ...happened.sort((a, b) => a.atMs - b.atMs).map(({ atMs, text }) => `  ${toTime(atMs)} ${text}`),
  ]
}

function describeHistory({ steps, ...history }: PreviewHistory): string[] {
  return [`  ${JSON.stringify(history)}`, ...steps.map(step => `  ${JSON.stringify(step)}`)]
}

/** With its log, where something about it, or about its pull request, was wrong. */
function tellRun(run: JudgedRun, wrong: string): string {
  const { verdict, startedAtMs, endedAtMs, faults, lines, changes } = run
  const concerns = wrong.includes(describeRun(run)) || new RegExp(`#${run.number}\\b|-pr-${run.number}-`).test(wrong)
  const said = `${verdict?.headline}${verdict?.problem ? `. ${verdict.problem.what}` : ''}`
  return [
    `${describeRun(run)}, ${endedAtMs - startedAtMs} ms: ${endOf(run)}: ${said} (${faults.join()})`,
    ...(concerns ? changes.map(({ operation, name, atMs }) => `    ${toTime(atMs)} ${operation} ${name}`) : []),
    ...(concerns ? lines.slice(-MOST_LINES).map(line => `    | ${line}`) : []),
  ].join('\n')
}
