import { expect, it } from 'vitest'
import { holdUntilTogether } from '../support/github/faults.ts'
import { HOUR_MS, type Mode, openWeek, START_MS, type Week } from './week.ts'

const MINUTE_MS = 60_000
const HOURS = 7 * 24

/** What the targets do, from an hour on. */
const MODES: Readonly<Record<string, Readonly<Record<number, Mode>>>> = {
  // An outage whose finding changes; a relapse within a day; another outage days later.
  chat: { 30: 'error', 36: 'page', 39: 'up', 45: 'error', 47: 'up', 100: 'reset', 102: 'up' },
  // The second one is not over by the end.
  live: { 60: 'error', 65: 'up', 140: 'error' },
}
/** One attempt fails, and the next ones do not. */
const BLIPS: Readonly<Record<string, readonly number[]>> = { chat: [10, 99, 150], live: [12, 13, 139] }
const LATE_MINUTES: Readonly<Record<number, number>> = { 20: 35, 75: 50 }
const SKIPPED = new Set([80, 81, 82, 83, 120])
const OVERLAPPING: Readonly<Record<number, number>> = { 31: 2, 56: 4, 60: 2, 102: 2 }
/** GitHub answers nothing for the whole run: its checks are not in the history, and the run says so. */
const LOST = [62, 90, 110]

const ISSUES = '/repos/octo-org/chat/issues'

/** What befalls single requests. */
function befall(week: Week, hour: number): void {
  const { faults } = week.github
  if (hour === 5) faults.add({ on: /^PATCH .*git.refs/, times: 1, fault: { kind: 'reset-after' } })
  if (hour === 6) faults.add({ on: /git.trees/, times: 1, fault: { kind: 'bad-gateway-after' } })
  if (hour === 7) faults.add({ on: /git.commits/, times: 2, fault: { kind: 'answer', status: 500 } })
  if (hour === 8) faults.add({ on: /^GET .*contents/, times: 1, fault: { kind: 'cut' } })
  if (hour === 9) faults.add({ times: 1, fault: { kind: 'secondary-limit', retryAfterSeconds: 5 } })
  if (hour === 30) faults.add({ on: new RegExp(`^POST ${ISSUES}$`), times: 1, fault: { kind: 'bad-gateway-after' } })
  if (hour === 36) faults.add({ on: /^POST .*comments$/, times: 1, fault: { kind: 'reset-after' } })
  if (hour === 39) faults.add({ on: new RegExp(`^PATCH ${ISSUES}/`), times: 1, fault: { kind: 'bad-gateway-after' } })
  if (hour === 45)
    faults.add({ on: /^POST .*comments$/, times: 1, fault: { kind: 'secondary-limit', retryAfterSeconds: 9 } })
  // Both runs read their two lists before either has opened an issue.
  if (hour === 60) faults.add({ on: new RegExp(`^GET ${ISSUES}$`), times: 4, fault: holdUntilTogether(2) })
  if (hour === 110)
    Object.assign(week.github.limit, { remaining: 0, resetMs: START_MS + hour * HOUR_MS + 30 * MINUTE_MS })
}

/** Somebody commits to the branch between what the run has read and what it writes. */
function writeInBetween(week: Week, hour: number): void {
  let isDone = hour !== 55
  week.onRequest = request => {
    if (isDone || !/^PATCH .*git.refs/.test(request)) return
    isDone = true
    week.commitToBranch('notes.md', 'mine')
  }
}

async function playWeek(week: Week): Promise<void> {
  for (let hour = 0; hour < HOURS; hour += 1) {
    for (const [name, target] of Object.entries(week.targets)) {
      target.mode = MODES[name]?.[hour] ?? target.mode
      if (!SKIPPED.has(hour)) target.blips = BLIPS[name]?.includes(hour) ? 1 : 0
    }
    if (SKIPPED.has(hour)) continue
    befall(week, hour)
    writeInBetween(week, hour)
    week.outage = hour === 62 || hour === 90 ? { kind: 'answer', status: 503 } : undefined
    await week.check(START_MS + hour * HOUR_MS + (LATE_MINUTES[hour] ?? 0) * MINUTE_MS, OVERLAPPING[hour])
    const open = week.issues().filter(({ state }) => state === 'open')
    expect(open.map(({ title }) => title.split(':')[0])).toEqual([
      ...new Set(open.map(({ title }) => title.split(':')[0])),
    ])
  }
}

const hourOf = (ms: number) => Math.floor((ms - START_MS) / HOUR_MS)

it('a week of hourly checks leaves the issues, comments, lines and notices that it should, none lost and none double', async () => {
  await using week = await openWeek(['chat', 'live'])
  await playWeek(week)

  const kept = week.runs.filter(({ startedMs }) => !LOST.includes(hourOf(startedMs)))
  for (const target of ['chat', 'live']) {
    const lines = week.readLines(target).map(({ at, state }) => `${Date.parse(at)} ${state}`)
    expect(lines).toEqual(kept.map(({ startedMs, states }) => `${startedMs} ${states[target]}`))
  }
  expect(week.readPast('chat')?.availability.week.gapMs).toBe((4 + 1 + LOST.length) * HOUR_MS + 85 * MINUTE_MS)
  expect(week.readFile('notes.md')).toBe('mine')

  const warned = week.runs.filter(({ warnings }) => warnings.length > 0)
  expect(warned.map(({ startedMs }) => hourOf(startedMs))).toEqual(LOST)

  const issues = week.issues().map(({ number, title, state, stateReason }) => {
    return `${number} ${title.split(':')[0]} ${state} ${stateReason}`
  })
  expect(issues).toEqual([
    '1 chat closed completed',
    expect.stringMatching(/^2 live closed (completed|duplicate)$/),
    expect.stringMatching(/^3 live closed (completed|duplicate)$/),
    '4 chat closed completed',
    '5 live open null',
  ])
  const [closed, found, again] = ['A WebSocket opens again', 'Still down, but for another reason:', 'Down again']
  const duplicate = expect.stringMatching(/Duplicate of #\d: another run opened it at the same time\.\n$/)
  const comments = week.issues().map(({ number }) => week.comments(number))
  const twins = comments.splice(1, 2).toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
  expect(comments).toEqual([[found, closed, again, closed], [closed], []])
  expect(twins).toEqual([[duplicate], [closed]])
  expect(week.notices.map(({ atMs, news }) => `${hourOf(atMs)} ${news.join(', ')}`)).toEqual([
    '30 chat down application-error',
    '36 chat down upgrade-dropped-or-no-handler',
    '39 chat up null',
    '45 chat down application-error',
    '47 chat up null',
    '60 live down application-error',
    // GitHub answers nothing, so nobody remembers that it was told.
    '62 live down application-error',
    '65 live up null',
    '100 chat down application-drops-upgrade',
    '102 chat up null',
    '140 live down application-error',
  ])
}, 600_000)
