/** Availability in words: never better than it was, and never without what nobody knows. Pure. */

import { toDuration } from '../describe-time.ts'
import type { Availability } from '../history/availability.ts'

/** "99.97 %": 100 % only where it was never down. */
export function toPercent({ share }: Pick<Availability, 'share'>): string {
  if (share === undefined) return 'unknown'
  return share === 1 ? '100 %' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}

/**
 * ["of 9 days", "gap: 3 h", "unknown: 1 h"]: where the first check was later than the beginning of the time, and what
 * nobody knows. What is shorter than a hundredth of the time is not worth a word.
 */
export function describeDoubts({ upMs, downMs, unknownMs, gapMs }: Availability, days: number): string[] {
  const [wholeMs, historyMs] = [days * DAY_MS, upMs + downMs + unknownMs + gapMs]
  return [
    ...(historyMs < 0.99 * wholeMs ? [`of ${toLargestUnit(historyMs)}`] : []),
    ...(gapMs > historyMs / 100 ? [`gap: ${toLargestUnit(gapMs)}`] : []),
    ...(unknownMs > historyMs / 100 ? [`unknown: ${toLargestUnit(unknownMs)}`] : []),
  ]
}

const DAY_MS = 24 * 3_600_000

/** "4 days" of "4 days 14 h". */
function toLargestUnit(ms: number): string {
  return toDuration(ms).split(' ').slice(0, 2).join(' ')
}
