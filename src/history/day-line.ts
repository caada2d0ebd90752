/** All checks of a day in one line: what is kept of them for two years. Pure. */

import { readProperty } from '../read-json.ts'
import { readMs } from './history-line.ts'
import { findPercentiles } from './latency.ts'
import { dayOf, type Span } from './spans.ts'

export interface DayLine {
  /** In UTC: "2026-11-26". */
  readonly day: string
  readonly checks: number
  /** Seconds of each state, by the checks of this day. */
  readonly up: number
  readonly down: number
  readonly unknown: number
  /** Runs that were late or did not come, by the checks that they should have followed. */
  readonly gaps: number
  /** In milliseconds, of the opening handshakes that were accepted. */
  readonly p50?: number
  readonly p95?: number
  readonly p99?: number
}

/** The spans are sorted; a day without a check has no line. */
export function foldDays(spans: readonly Span[]): DayLine[] {
  const days = Map.groupBy(spans, ({ line }) => dayOf(line.at))
  return [...days].map(([day, ofDay]) => foldDay(day, ofDay))
}

function foldDay(day: string, spans: readonly Span[]): DayLine {
  const secondsOf = (state: string) => {
    const ofState = spans.filter(({ line }) => line.state === state)
    return Math.round(ofState.reduce((sum, { knownMs }) => sum + knownMs, 0) / 1000)
  }
  const latencies = spans.flatMap(({ line }) => (line.state === 'up' && line.ms !== undefined ? [line.ms] : []))
  return {
    day,
    checks: spans.length,
    up: secondsOf('up'),
    down: secondsOf('down'),
    unknown: secondsOf('unknown'),
    gaps: spans.filter(({ gapMs }) => gapMs > 0).length,
    ...findPercentiles(latencies),
  }
}

/** Of a day that was folded in two parts; the percentiles are then those of the part that was slower. */
function addDay(earlier: DayLine | undefined, later: DayLine): DayLine {
  if (!earlier) return later
  const [a, b] = [readPercentiles(earlier), readPercentiles(later)]
  const slower = a && (!b || a.p95 > b.p95) ? a : b
  return {
    day: later.day,
    checks: earlier.checks + later.checks,
    up: earlier.up + later.up,
    down: earlier.down + later.down,
    unknown: earlier.unknown + later.unknown,
    gaps: earlier.gaps + later.gaps,
    ...slower,
  }
}

/** Sorted, each day once. */
export function mergeDays(earlier: readonly DayLine[], later: readonly DayLine[]): DayLine[] {
  const byDay = new Map(earlier.map(day => [day.day, day]))
  for (const day of later) byDay.set(day.day, addDay(byDay.get(day.day), day))
  return [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** Undefined where somebody has written something else there. */
export function readDayLine(data: unknown): DayLine | undefined {
  const day = readProperty(data, 'day')
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const ms = Date.parse(day)
  if (Number.isNaN(ms) || dayOf(new Date(ms).toISOString()) !== day) return undefined
  const [checks, up, down, unknown, gaps] = ['checks', 'up', 'down', 'unknown', 'gaps'].map(name =>
    readCount(readProperty(data, name)),
  )
  if (checks === undefined || up === undefined || down === undefined || unknown === undefined) return undefined
  return { day, checks, up, down, unknown, gaps: gaps ?? 0, ...readPercentiles(data) }
}

function readPercentiles(data: unknown) {
  const [p50, p95, p99] = ['p50', 'p95', 'p99'].map(name => readMs(readProperty(data, name)))
  return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 }
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
