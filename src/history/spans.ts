/**
 * For how long each check tells: until the next one, and no longer than a run may be late. What is left of the time is
 * a gap, in which nobody knows. Pure.
 */

import type { HistoryLine } from './history-line.ts'
import { findMedian } from './latency.ts'

export interface Span {
  readonly line: HistoryLine
  readonly fromMs: number
  readonly knownMs: number
  /** After it, until the next check. */
  readonly gapMs: number
}

/** GitHub starts scheduled runs minutes late: a gap begins where half an interval more has gone by. */
const LATEST = 1.5

/** With a single check there is no interval yet. */
const FIRST_INTERVAL_MS = 3_600_000

const STEPS = 50

/**
 * In the order of the lines, which are sorted. The last one lasts until `endMs`. What is told of the checks of a day
 * depends on these and on the next 50 steps, so that it is the same when the day is folded and when it is not.
 */
export function measureSpans(lines: readonly HistoryLine[], endMs: number): Span[] {
  const times = lines.map(({ at }) => Date.parse(at))
  let [day, intervalMs] = ['', FIRST_INTERVAL_MS]
  return lines.map((line, index) => {
    if (dayOf(line.at) !== day) [day, intervalMs] = [dayOf(line.at), findInterval(times, index)]
    const fromMs = times[index] ?? 0
    const stepMs = Math.max(0, (times[index + 1] ?? endMs) - fromMs)
    const knownMs = stepMs > LATEST * intervalMs ? intervalMs : stepMs
    return { line, fromMs, knownMs, gapMs: stepMs - knownMs }
  })
}

/** As usual at the end: undefined with fewer than two checks. */
export function findUsualInterval(lines: readonly HistoryLine[]): number | undefined {
  if (lines.length < 2) return undefined
  const times = lines.slice(-STEPS - 1).map(({ at }) => Date.parse(at))
  return findInterval(times, 0)
}

/** The median of the steps from there on, or of the last ones. */
function findInterval(times: readonly number[], index: number): number {
  const start = Math.max(0, Math.min(index, times.length - 1 - STEPS))
  const known = times.slice(start, start + STEPS + 1)
  const steps = known.slice(1).map((ms, step) => ms - (known[step] ?? ms))
  return steps.length > 0 ? findMedian(steps) : FIRST_INTERVAL_MS
}

/** "2026-11-26" */
export function dayOf(at: string): string {
  return at.slice(0, 10)
}
