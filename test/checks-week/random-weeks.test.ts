/** Longer stretches of checks at random, judged after each run: `FUZZ_SEED` and `FUZZ_CASE` repeat one. */

import { expect, it } from 'vitest'
import { ONLY_CASE, openRandom, type Random, SEED } from '../fuzz/random.ts'
import type { Fault } from '../support/github/faults.ts'
import { scaled } from '../support/scale.ts'
import { HOUR_MS, type Mode, openWeek, type Run, START_MS, type Week } from './week.ts'

const CASES = scaled(1, 12)
const HOURS = scaled(30, 200)
const NAMES = ['chat', 'live']

const FAULTS: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'reset-after' },
  { kind: 'bad-gateway-after' },
  { kind: 'cut' },
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 503 },
  { kind: 'secondary-limit', retryAfterSeconds: 7 },
  { kind: 'slow', afterMs: 20 },
]
const PLACES = [
  /^GET/,
  /^POST .*issues$/,
  /comments/,
  /^PATCH .*issues/,
  /^PATCH .*git.refs/,
  /git.(trees|commits)/,
  /./,
]

const WRITTEN = 'The history was not written'
const TOLD = 'The issues were not all written'
const isWarned = ({ warnings }: Run, title: string) => warnings.some(warning => warning.startsWith(`${title}:`))

it.each(
  ONLY_CASE === undefined ? Array.from({ length: CASES }, (_, index) => index) : [ONLY_CASE],
)(`random checks lose nothing and have nothing double (seed ${SEED}, case %i)`, async index => {
  const random = openRandom(SEED, index)
  await using week = await openWeek(NAMES)
  for (let hour = 0; hour < HOURS; hour += 1) {
    change(week, random)
    if (random.chance(0.05)) continue
    const lateMs = random.chance(0.1) ? random.int(50 * 60_000) : 0
    const runs = await week.check(START_MS + hour * HOUR_MS + lateMs, random.chance(0.15) ? 2 + random.int(2) : 1)
    judgeAfterRun(week, runs)
  }
  week.outage = undefined
  week.onRequest = () => {}
  for (const target of Object.values(week.targets)) target.blips = 0
  // What planned faults are left befalls the first of them.
  for (let hour = HOURS; hour < HOURS + 6; hour += 1) await week.check(START_MS + hour * HOUR_MS)
  judgeAfterRun(week, await week.check(START_MS + (HOURS + 6) * HOUR_MS))
  judgeLines(week)
  judgeIssues(week)
}, 600_000)

function change(week: Week, random: Random): void {
  for (const target of Object.values(week.targets)) {
    if (random.chance(0.25)) target.mode = random.pick<Mode>(['up', 'up', 'up', 'error', 'page', 'reset'])
    target.blips = target.mode === 'up' && random.chance(0.1) ? 1 : 0
  }
  week.outage = random.chance(0.07) ? { kind: 'answer', status: 502 } : undefined
  if (random.chance(0.3)) {
    week.github.faults.add({ on: random.pick(PLACES), times: 1 + random.int(3), fault: random.pick(FAULTS) })
  }
  const isDisturbed = random.chance(0.1)
  let count = 0
  week.onRequest = request => {
    if (!isDisturbed || !/^PATCH .*git.refs/.test(request) || count > 2) return
    count += 1
    week.commitToBranch('notes.md', String(random.int(1000)))
  }
}

/** Where GitHub took everything, the issues are as the targets are. */
function judgeAfterRun(week: Week, runs: readonly Run[]): void {
  const last = runs.at(-1)
  if (!last || runs.some(run => isWarned(run, TOLD))) return
  for (const name of NAMES) {
    const open = week.issues().filter(({ title, state }) => state === 'open' && title.startsWith(`${name}:`))
    expect(
      open.map(({ title }) => title),
      `${name} is ${last.states[name]}`,
    ).toHaveLength(last.states[name] === 'down' ? 1 : 0)
  }
}

/** Each check once; one is missing only where its run has said so. */
function judgeLines(week: Week): void {
  for (const name of NAMES) {
    const known = new Map(week.runs.map(run => [Math.floor(run.startedMs / 1000) * 1000, run]))
    const lines = week.readLines(name)
    const times = lines.map(({ at }) => Date.parse(at))
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
    for (const { at, state } of lines) expect(state, at).toBe(known.get(Date.parse(at))?.states[name])
    const missing = [...known].filter(([ms, run]) => !isWarned(run, WRITTEN) && !times.includes(ms))
    expect(missing.map(([ms]) => ms)).toEqual([])
  }
}

/** No comment twice, and down and up take turns. */
function judgeIssues(week: Week): void {
  const marks = [...week.github.world.comments.values()].map(({ number, body }) => `${number} ${body.split('\n')[0]}`)
  expect(marks).toEqual([...new Set(marks)])
  for (const { number } of week.issues()) {
    const turns = week.comments(number).filter(comment => /^(Down again|A WebSocket opens again)/.test(comment))
    expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'A WebSocket opens again' : 'Down again')))
  }
}
