/** Waiting for the world to change: reads until what was read will do, under the run's one deadline. */

import { ActionError } from './action-error.ts'
import { isTransient } from './aws/refusals.ts'
import type { Context } from './context.ts'

export interface Poll<T> {
  /** Completes "waited for ...". */
  readonly what: string
  read(): Promise<T>
  done(value: T): boolean
  /** The last thing seen, for the message when time is over. */
  describe(value: T): string
  /** Ends the wait before the deadline of the run. */
  readonly atMostMs?: number
  readonly longestPauseMs?: number
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5000

/**
 * The first value that is `done`. Pauses grow from 0.25 s to 5 s, because DescribeEnvironments and DescribeEvents
 * share about two calls a second per account. Throttling, 5xx and network errors are waited out, other errors thrown.
 * Throws an ActionError (code `timed-out`) that says what was waited for and seen last.
 */
export async function pollUntil<T>(context: Context, poll: Poll<T>): Promise<T> {
  const { clock, signal } = context
  const { what, atMostMs = Number.POSITIVE_INFINITY, longestPauseMs = LONGEST_PAUSE_MS } = poll
  const startedMs = clock.monotonicMs()
  let lastSeen = 'nothing'
  try {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
      const found = await look(poll)
      if (found.isDone) return found.value
      lastSeen = found.seen
      const elapsedMs = clock.monotonicMs() - startedMs
      if (elapsedMs + pauseMs > atMostMs) throw timedOut(what, elapsedMs, lastSeen)
      await clock.sleep(pauseMs, signal)
    }
  } catch (error) {
    throw error === signal.reason ? explainEnd(error, what, lastSeen) : error
  }
}

type Look<T> = { readonly isDone: true; readonly value: T } | { readonly isDone: false; readonly seen: string }

async function look<T>(poll: Poll<T>): Promise<Look<T>> {
  try {
    const value = await poll.read()
    return poll.done(value) ? { isDone: true, value } : { isDone: false, seen: poll.describe(value) }
  } catch (error) {
    if (!isTransient(error)) throw error
    return { isDone: false, seen: error.message }
  }
}

function timedOut(what: string, elapsedMs: number, lastSeen: string): ActionError {
  return new ActionError({
    code: 'timed-out',
    message: `Waited ${Math.round(elapsedMs / 1000)} s for ${what}; last seen: ${lastSeen}.`,
    hint: 'Look at the events of the environment in the Elastic Beanstalk console, and run the job again.',
  })
}

// The reason says that time is over or the run was cancelled; only this place knows what was being waited for.
function explainEnd(reason: unknown, what: string, lastSeen: string): unknown {
  if (!(reason instanceof ActionError)) return reason
  const { code, message, hint } = reason
  return new ActionError({
    code,
    hint,
    message: `${message} It was waiting for ${what}; last seen: ${lastSeen}.`,
    cause: reason,
  })
}
