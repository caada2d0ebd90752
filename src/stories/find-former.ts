/** What a run's check is compared with: what its history goes on from when the check is added to it. Pure. */

import type { History } from '../history/history.ts'
import { toHistoryTime } from '../history/history-line.ts'
import { lookBack, type TargetPast } from '../history/look-back.ts'
import { recallHistory } from '../report/notice-target.ts'

export interface Former {
  /** With the checks of runs that overlapped and were faster; undefined before the first of all. */
  readonly past: TargetPast | undefined
  /** Such a check began later, and is what is known: this run has nothing to tell. */
  readonly isOvertaken: boolean
}

export interface AddedCheck {
  readonly history: History
  /** With this run's check. */
  readonly after: History
  /** Of the checks before this run. */
  readonly past: TargetPast | undefined
  readonly startedSecond: number
  readonly nowMs: number
}

/** The clocks of two runners differ by less. A check of later than that is none of a run that overlaps: a clock was wrong. */
const SKEW_MS = 60_000

/** Whoever wrote before has told what it saw, so this run tells only what its own check changes. */
export function findFormer({ history, after, past, startedSecond, nowMs }: AddedCheck): Former {
  const endMs = nowMs + SKEW_MS
  const [start, end] = [toHistoryTime(startedSecond), toHistoryTime(endMs)]
  const isOverlapping = history.lines.some(({ at }) => at >= start && at < end)
  if (!isOverlapping) return { past, isOvertaken: false }
  const [known, now] = [lookBack(history, endMs), lookBack(after, endMs)]
  const isSame = describe(known) === describe(now)
  return { past: known, isOvertaken: isSame }
}

function describe(past: TargetPast | undefined): string {
  if (!past) return ''
  const { state, finding } = recallHistory(past)
  return JSON.stringify([state, finding])
}
