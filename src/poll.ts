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
  const startedMs = context.clock.monotonicMs()
  let lastSeen = 'nothing'
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(poll.longestPauseMs ?? LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    try {
      const value = await poll.read()
      if (poll.done(value)) return value
      lastSeen = poll.describe(value)
    } catch (error) {
      if (!isTransient(error)) throw error
      lastSeen = error.message
    }
    const elapsedMs = context.clock.monotonicMs() - startedMs
    if (elapsedMs + pauseMs > (poll.atMostMs ?? Number.POSITIVE_INFINITY))
      throw timedOut(poll.what, elapsedMs, lastSeen)
    await context.clock.sleep(pauseMs, context.signal).catch(reason => {
      throw explainEnd(reason, poll.what, lastSeen)
    })
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
