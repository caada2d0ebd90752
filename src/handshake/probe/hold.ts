/** Keeps a WebSocket open in silence, to find out who cuts it, and when. */

import type { Heartbeat, HoldEvidence } from '../evidence.ts'
import type { Channel, Stop } from './channel.ts'
import { startStopwatch } from './deadline.ts'

export interface HoldProbe {
  /** `silent` when it was held to the end. */
  readonly stop: Stop
  readonly evidence: Omit<HoldEvidence, 'isKept'>
}

/** The shortest that is asked at, whatever the app would have of its clients. */
const SHORTEST_BEAT_MS = 500

/**
 * Sends nothing: any byte, a ping of ours too, would start the timers on the way anew. What the app asks for by itself
 * is answered, as its real clients answer it; and where they are to ask, as clients of Socket.IO 2 are, so is it here.
 */
export async function holdSilently(channel: Channel, wantedMs: number, heartbeat?: Heartbeat): Promise<HoldProbe> {
  const elapsedMs = startStopwatch()
  const before = channel.seen.frameCount
  const everyMs = heartbeat?.text === undefined ? wantedMs : Math.max(heartbeat.everyMs, SHORTEST_BEAT_MS)
  let stop: Stop = 'silent'
  for (let leftMs = wantedMs; leftMs > 0 && stop === 'silent' && !channel.isOver(); leftMs = wantedMs - elapsedMs()) {
    // At once for the first time: the app counts from the last time that it heard of its client.
    if (heartbeat?.text !== undefined) channel.send(heartbeat.text)
    stop = await channel.read(() => false, Math.min(everyMs, leftMs))
  }
  const frameCount = channel.seen.frameCount - before
  // The end of a connection, by a close frame or without, is no byte of its own: what counts is the last one before it.
  return { stop, evidence: { wantedMs, heldMs: elapsedMs(), silentMs: Math.round(channel.silentMs()), frameCount } }
}
