/** Keeps a WebSocket open in silence, to find out who cuts it, and when. */

import type { HoldEvidence } from '../evidence.ts'
import type { Channel, Stop } from './channel.ts'
import { startStopwatch } from './deadline.ts'

export interface HoldProbe {
  /** `silent` when it was held to the end. */
  readonly stop: Stop
  readonly evidence: Omit<HoldEvidence, 'isKept'>
}

/**
 * Sends nothing: any byte, a ping of ours too, would start the timers on the way anew. What the app asks for by itself
 * is answered, as its real clients answer it.
 */
export async function holdSilently(channel: Channel, wantedMs: number): Promise<HoldProbe> {
  const elapsedMs = startStopwatch()
  const before = channel.seen.frameCount
  const stop = await channel.read(() => false, wantedMs)
  const frameCount = channel.seen.frameCount - before
  // The end of a connection is noticed without a byte of its own: what counts is the last one before it.
  return { stop, evidence: { wantedMs, heldMs: elapsedMs(), silentMs: Math.round(channel.silentMs()), frameCount } }
}
