/**
 * When to look at an operation again. AWS allows an account about two of these requests a second, shared by all jobs, so
 * a run takes half a one: few while nothing can have ended, more when an end is near.
 */

import type { Clock } from '../clock.ts'
import type { EnvironmentEvent } from './event-feed.ts'

export interface Pace {
  /** Each request counts. */
  count(): void
  /** Is it time for a look at the status, for want of events that would tell? */
  isStateDue(): boolean
  seeEvents(events: readonly EnvironmentEvent[]): void
  /** From now on until the next look. `isOver`: only the last facts are missing. */
  pauseMs(isOver: boolean): number
}

export const FIRST_LOOK_MS = 500
const REQUESTS_PER_MS = 0.5 / 1000
/** Status and instances, when events have told the end; then the handshake takes a while, and asks AWS nothing. */
const LAST_REQUESTS = 2
const HANDSHAKE_MS = 300
const QUIET_PAUSE_MS = 3500
/** Something happens, and the end may be next. */
const BUSY_PAUSE_MS = 1000
const BUSY_FOR_MS = 8000
const STATE_EVERY_MS = 10_000
/** Steps that follow each other as fast as this are of an operation that is over in seconds. */
const QUICK_STEP_MS = 1000
const SHORTEST_PAUSE_MS = 250

export function openPace(clock: Clock): Pace {
  const startedMs = clock.monotonicMs()
  let [requests, looks] = [0, 0]
  let [newsMs, stateMs] = [startedMs, startedMs]
  let events: readonly EnvironmentEvent[] = []
  return {
    count: () => {
      requests += 1
    },
    isStateDue() {
      const nowMs = clock.monotonicMs()
      const isSilent = events.length === 0 && looks % 2 === 1
      const isDue = isSilent || nowMs - Math.max(newsMs, stateMs) >= STATE_EVERY_MS
      if (isDue) stateMs = nowMs
      return isDue
    },
    seeEvents(seen) {
      if (seen.length > events.length) newsMs = clock.monotonicMs()
      events = [...seen]
    },
    pauseMs(isOver) {
      looks += 1
      const elapsedMs = clock.monotonicMs() - startedMs
      if (isQuick(events)) return grow(elapsedMs / 4)
      if (events.length === 0) return grow(elapsedMs * 0.75)
      const isBusy = events.length > 2 && clock.monotonicMs() - newsMs < BUSY_FOR_MS
      const affordableAtMs = (requests + 1 + (isOver ? 0 : LAST_REQUESTS)) / REQUESTS_PER_MS - HANDSHAKE_MS
      return Math.max(isBusy || isOver ? BUSY_PAUSE_MS : QUIET_PAUSE_MS, affordableAtMs - elapsedMs)
    },
  }
}

function grow(ms: number): number {
  return Math.min(QUIET_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ms))
}

// By AWS's own clock.
function isQuick([first, second]: readonly EnvironmentEvent[]): boolean {
  return first !== undefined && second !== undefined && second.atMs - first.atMs < QUICK_STEP_MS
}
