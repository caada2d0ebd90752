/** Waiting for the world to change: reads until what was read will do, under the run's one deadline. */

import { ActionError } from './action-error.ts'
import { isThrottled, isTransient, isUnreadable } from './aws/refusals.ts'
import type { Context } from './context.ts'
import { tellWhileAsleep } from './wait.ts'

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
  /** Before the first look; none by default. */
  readonly firstPauseMs?: number
  /** Until the next look, in place of pauses that grow. */
  pauseMs?(): number
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5000
/** So that parallel jobs do not ask in step. */
const JITTER = 0.1
/** Answers that nobody can read, one after the other: from then on they are no accident. */
const MOST_UNREADABLE = 5
/** By how much pauses grow each time that AWS says that requests are too many, and at most. */
const SLOWDOWN = 1.5
const MOST_SLOWDOWN = 4

/**
 * The first value that is `done`. Pauses grow from 0.25 s to 5 s, because DescribeEnvironments and DescribeEvents
 * share about two calls a second per account, and are longer while AWS says that requests are too many. Throttling, 5xx,
 * network errors and single answers that cannot be read are waited out, other errors thrown.
 * While nothing is told for long, the log says what is waited for.
 * Throws an ActionError (code `timed-out`) that says what was waited for and seen last.
 */
export async function pollUntil<T>(context: Context, poll: Poll<T>): Promise<T> {
  const { signal, deadline } = context
  const { what, atMostMs = Number.POSITIVE_INFINITY, firstPauseMs = 0 } = poll
  const startedMs = context.clock.monotonicMs()
  const nextPauseMs = openPauses(poll)
  let lastSeen = 'nothing'
  const leftMs = () => Math.min(atMostMs - (clock.monotonicMs() - startedMs), deadline.remainingMs())
  const clock = tellWhileAsleep(context, { what, leftMs, lastSeen: () => lastSeen })
  let unreadable = 0
  try {
    if (firstPauseMs > 0) await clock.sleep(firstPauseMs, signal)
    for (;;) {
      const found = await look(poll)
      if (found.kind === 'done') return found.value
      unreadable = found.kind === 'unreadable' ? unreadable + 1 : 0
      if (found.kind === 'unreadable' && unreadable >= MOST_UNREADABLE) throw found.error
      lastSeen = found.seen
      const elapsedMs = clock.monotonicMs() - startedMs
      const pauseMs = nextPauseMs(found.kind)
      if (elapsedMs + pauseMs > atMostMs) throw timedOut(what, elapsedMs, lastSeen)
      await clock.sleep(pauseMs, signal)
    }
  } catch (error) {
    throw error === signal.reason ? explainEnd(error, what, lastSeen) : error
  }
}

type Look<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'seen' | 'throttled' | 'unanswered'; readonly seen: string }
  | { readonly kind: 'unreadable'; readonly seen: string; readonly error: ActionError }

async function look<T>(poll: Poll<T>): Promise<Look<T>> {
  try {
    const value = await poll.read()
    return poll.done(value) ? { kind: 'done', value } : { kind: 'seen', seen: poll.describe(value) }
  } catch (error) {
    if (isUnreadable(error)) return { kind: 'unreadable', seen: error.message, error }
    if (!isTransient(error)) throw error
    return { kind: isThrottled(error) ? 'throttled' : 'unanswered', seen: error.message }
  }
}

function openPauses<T>(poll: Poll<T>): (kind: Look<T>['kind']) => number {
  const { longestPauseMs = LONGEST_PAUSE_MS } = poll
  let growingMs = FIRST_PAUSE_MS
  let slowdown = 1
  return kind => {
    slowdown = kind === 'throttled' ? Math.min(MOST_SLOWDOWN, slowdown * SLOWDOWN) : Math.max(1, slowdown / SLOWDOWN)
    const ms = poll.pauseMs?.() ?? growingMs
    growingMs = Math.min(longestPauseMs, growingMs * 1.5)
    return ms * slowdown * (1 + JITTER * Math.random())
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
