/** Time as an argument: the doors pass the system's clock, tests pass one of their own. */

import { setTimeout as wait } from 'node:timers/promises'

export const DAY_MS = 24 * 3_600_000

export interface Clock {
  /** Milliseconds since 1970. May jump; only for showing a date. */
  now(): number
  /** Milliseconds since an arbitrary start. Never jumps; for measuring. */
  monotonicMs(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    try {
      await wait(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    }
  },
}

/** The end of a stretch of time, fixed when it begins. */
export interface Deadline {
  /** Never below 0. */
  remainingMs(): number
  elapsedMs(): number
}

export function startDeadline(clock: Clock, totalMs: number): Deadline {
  const startedMs = clock.monotonicMs()
  const elapsedMs = () => clock.monotonicMs() - startedMs
  return { elapsedMs, remainingMs: () => Math.max(0, totalMs - elapsedMs()) }
}
