/** What a history tells at a given time. Pure. */

import { DAY_MS } from '../clock.ts'
import { type Availability, measureAvailability } from './availability.ts'
import { type DayLine, foldDays, mergeDays } from './day-line.ts'
import type { History } from './history.ts'
import type { TargetFacts, TargetState } from './history-line.ts'
import { findUsualLatency, type UsualLatency } from './latency.ts'
import { type Change, type Incident, type Memory, remember } from './memory.ts'
import { findUsualInterval, measureSpans } from './spans.ts'

export interface TargetPast {
  /** Of the very first check. */
  readonly firstAt: string
  readonly lastState: TargetState
  readonly lastAt: string
  /** So many checks in a row had the last state, since this time. */
  readonly streak: number
  readonly since: string
  /** Of the last check. */
  readonly finding?: string
  readonly layer?: string
  /** Absent with fewer than 20 checks that were up. */
  readonly usual?: UsualLatency
  /** Between two checks; absent with fewer than two. */
  readonly intervalMs?: number
  /** Absent where no check was ever up. */
  readonly lastGoodAt?: string
  /** The warning of that check, where it had one. */
  readonly lastGoodFinding?: string
  /** Each as last known when it was up. */
  readonly lastGoodFacts: TargetFacts
  /** Each as last known. */
  readonly facts: TargetFacts
  /** The last one, which may still last. */
  readonly incident?: Incident
  readonly change?: Change
  readonly availability: Availabilities
  /** Of the last 90 days; a day without a check is not there. */
  readonly days: readonly DayLine[]
}

export interface Availabilities {
  readonly day: Availability
  readonly week: Availability
  readonly month: Availability
  readonly quarter: Availability
}

/** Undefined where no check is known. Checks at `nowMs` and later are not looked at. */
export function lookBack(history: History, nowMs: number): TargetPast | undefined {
  const lines = history.lines.filter(({ at }) => Date.parse(at) < nowMs)
  let memory = history.folded?.memory
  for (const line of lines) memory = remember(memory, line)
  if (!memory) return undefined
  const spans = measureSpans(lines, nowMs)
  const known = { days: history.days, spans, firstMs: Date.parse(memory.firstAt) }
  const measure = (days: number) => measureAvailability(known, { nowMs, lengthMs: days * DAY_MS })
  const usual = findUsualLatency(lines)
  const intervalMs = findUsualInterval(lines)
  return {
    ...describeMemory(memory),
    ...(usual && { usual }),
    ...(intervalMs !== undefined && { intervalMs }),
    availability: { day: measure(1), week: measure(7), month: measure(30), quarter: measure(90) },
    days: listDays(history.days, foldDays(spans), nowMs),
  }
}

function describeMemory({
  firstAt,
  state,
  at,
  streak,
  since,
  finding,
  layer,
  facts,
  incident,
  lastGood,
  change,
}: Memory) {
  return {
    firstAt,
    lastState: state,
    lastAt: at,
    streak,
    since,
    ...(finding !== undefined && { finding }),
    ...(layer !== undefined && { layer }),
    facts,
    lastGoodFacts: lastGood?.facts ?? {},
    ...(lastGood && { lastGoodAt: lastGood.at }),
    ...(lastGood?.finding !== undefined && { lastGoodFinding: lastGood.finding }),
    ...(incident && { incident }),
    ...(change && { change }),
  }
}

function listDays(folded: readonly DayLine[], fresh: readonly DayLine[], nowMs: number): DayLine[] {
  const days = mergeDays(folded, fresh)
  const firstMs = Math.floor(nowMs / DAY_MS) * DAY_MS - 89 * DAY_MS
  return days.filter(({ day }) => Date.parse(day) >= firstMs)
}
