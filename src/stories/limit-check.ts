/** The end of a check, however many targets it has and whatever hangs. */

import { ActionError } from '../action-error.ts'
import type { Clock } from '../clock.ts'
import type { CheckTarget } from '../inputs/check-target.ts'

export interface CheckLimit {
  /** Aborted when the check is cancelled, or when its time is over: then the reason is `isOver`'s. */
  readonly signal: AbortSignal
  isOver(): ActionError | undefined
  /** Waits no longer. */
  lift(): void
}

/** Three attempts at 200 targets that all hang take ten minutes. */
const LONGEST_CHECK_MS = 15 * 60_000

export interface LimitContext {
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** 15 minutes, and the longest time for which one of them is to be held in silence. */
export function limitCheck({ clock, signal }: LimitContext, targets: readonly CheckTarget[]): CheckLimit {
  const totalMs = LONGEST_CHECK_MS + Math.max(0, ...targets.map(({ probe }) => probe.holdMs))
  const over = new AbortController()
  const lifted = new AbortController()
  let reason: ActionError | undefined
  const wait = async () => {
    await clock.sleep(totalMs, lifted.signal)
    reason = tooLong(totalMs)
    over.abort(reason)
  }
  // Lifted, nothing is over.
  wait().catch(() => {})
  return { signal: AbortSignal.any([signal, over.signal]), isOver: () => reason, lift: () => lifted.abort() }
}

function tooLong(totalMs: number): ActionError {
  return new ActionError({
    code: 'check-too-long',
    message: `The check was not over after ${Math.round(totalMs / 60_000)} minutes, and ended before this target was known to be up or down.`,
    hint: "Look at the targets that are down first: each of their attempts waits for 10 s. Lower 'attempts', or write some of the targets into a file for a step of its own.",
  })
}
