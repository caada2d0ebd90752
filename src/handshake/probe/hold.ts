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

/** An app may say much to a client that stays; what is read of it is bounded for each stretch, not for the whole. */
const STRETCH_MS = 1000

/**
 * Sends nothing: any byte, a ping of ours too, would start the timers on the way anew. What the app asks for by itself
 * is answered, as its real clients answer it; and where they are to ask, as clients of Socket.IO 2 are, so is it here.
 */
export async function holdSilently(channel: Channel, wantedMs: number, heartbeat?: Heartbeat): Promise<HoldProbe> {
  const elapsedMs = startStopwatch()
  const before = channel.seen.frameCount
  const everyMs = Math.max(heartbeat?.everyMs ?? 0, SHORTEST_BEAT_MS)
  // At once for the first time: the app counts from the last time that it heard of its client.
  let beatAtMs = heartbeat?.text === undefined ? wantedMs : 0
  let stop: Stop = 'silent'
  for (let leftMs = wantedMs; leftMs > 0 && stop === 'silent' && !channel.isOver(); leftMs = wantedMs - elapsedMs()) {
    if (heartbeat?.text !== undefined && elapsedMs() >= beatAtMs) {
      channel.send(heartbeat.text)
      beatAtMs += everyMs
    }
    channel.readOn()
    stop = await channel.read(() => false, Math.min(STRETCH_MS, leftMs, beatAtMs - elapsedMs()))
  }
  channel.readOn()
  const frameCount = channel.seen.frameCount - before
  // The end of a connection, by a close frame or without, is no byte of its own: what counts is the last one before it.
  return { stop, evidence: { wantedMs, heldMs: elapsedMs(), silentMs: Math.round(channel.silentMs()), frameCount } }
}
