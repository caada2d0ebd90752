/** How much of a time the target was up: of the time that somebody looked. Pure. */

import { DAY_MS } from '../clock.ts'
import type { DayLine } from './day-line.ts'
import type { Span } from './spans.ts'

export interface Availability {
  readonly upMs: number
  readonly downMs: number
  /** Checked, without an answer to whether it is up. */
  readonly unknownMs: number
  /** Not checked: runs were late or did not come. */
  readonly gapMs: number
  /** up / (up + down), from 0 to 1; absent where nothing of it is known. */
  readonly share?: number
}

export interface KnownTime {
  /** Of the checks that are folded, and of those that are not. */
  readonly days: readonly DayLine[]
  readonly spans: readonly Span[]
  /** Before the first check there is no gap. */
  readonly firstMs: number
}

export interface TimeFrame {
  readonly nowMs: number
  readonly lengthMs: number
}

export function measureAvailability({ days, spans, firstMs }: KnownTime, { nowMs, lengthMs }: TimeFrame): Availability {
  const startMs = nowMs - lengthMs
  const sum = { up: 0, down: 0, unknown: 0 }
  for (const day of days) {
    const share = Math.min(1, Math.max(0, (Date.parse(day.day) + DAY_MS - startMs) / DAY_MS))
    for (const state of STATES) sum[state] += day[state] * 1000 * share
  }
  for (const { line, fromMs, knownMs } of spans) {
    const [from, to] = [Math.max(startMs, fromMs), Math.min(nowMs, fromMs + knownMs)]
    sum[line.state] += Math.max(0, to - from)
  }
  const known = sum.up + sum.down
  return {
    upMs: Math.round(sum.up),
    downMs: Math.round(sum.down),
    unknownMs: Math.round(sum.unknown),
    gapMs: Math.round(Math.max(0, nowMs - Math.max(startMs, firstMs) - known - sum.unknown)),
    ...(known > 0 && { share: sum.up / known }),
  }
}

const STATES = ['up', 'down', 'unknown'] as const
