/** Who cut a connection that was held in silence: what is known of the timers on the way, and how long it was silent. */

import { findLimits } from '../silence-limits.ts'
import type { Clues } from './rule.ts'

/** A timer may have begun before the last byte was seen here, and its end is told with a delay. */
const TOLERANCE = { earlyMs: 1500, lateMs: 3000 }

/** The connection ended in the middle of silence without a close frame. */
export function isCutInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'cut' && !frames.end.wasClosing
}

/** Nobody ended it, and yet it was dead when it was to be used again. */
export function isDroppedInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'silent' && !frames.end.wasClosing
}

/** More came than is read, before it was over or before it began. */
export function isFloodedInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'too-much'
}

/** Whether it was cut when this layer would have. */
export function isCutAfter(clues: Clues, layer: 'proxy' | 'load-balancer'): boolean {
  const limit = findLimits(clues.known).find(({ by }) => by === layer)
  if (!limit || !isCutInHold(clues)) return false
  const offMs = (clues.frames?.hold?.silentMs ?? 0) - limit.seconds * 1000
  return offMs >= -TOLERANCE.earlyMs && offMs <= TOLERANCE.lateMs
}
