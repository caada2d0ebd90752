/** Asks an opened WebSocket for a pong, for what else was ordered, and for a closing handshake. */

import type { Duplex } from 'node:stream'
import type { FramesEnd, FramesEvidence } from '../evidence.ts'
import { type Channel, openChannel, type Stop } from './channel.ts'
import { startStopwatch } from './deadline.ts'

/** Long enough for an app that finishes what it is doing; browsers wait as long or longer. */
const CLOSE_TIMEOUT_MS = 3000

/** Of the time that is left, what the pong may take; the rest is for the closing handshake. */
const PING_SHARE = 0.7

export interface OpenSocket {
  readonly socket: Duplex
  /** Bytes of frames that were read already. */
  readonly rest: Buffer
  readonly timeoutMs: number
}

/**
 * Sends a ping with a random payload, waits for the pong that repeats it (RFC 6455, section 5.5.3), then closes with
 * 1000 and waits for the answer (section 7.1.2). Never throws; the caller destroys the socket.
 */
export async function exchangeFrames(open: OpenSocket, signal: AbortSignal): Promise<FramesEvidence> {
  const elapsedMs = startStopwatch()
  const channel = openChannel({ socket: open.socket, rest: open.rest, signal })
  const remainingMs = () => open.timeoutMs - elapsedMs()
  const conclude = (part: Partial<FramesEvidence>, stop: Stop, wasClosing: boolean): FramesEvidence => {
    const { frameCount, payloadBytes } = channel.seen
    return { ...part, end: describeEnd(stop, channel, wasClosing), frameCount, payloadBytes, ms: elapsedMs() }
  }

  const stop = await awaitPong(channel, remainingMs() * PING_SHARE)
  const ping = channel.seen.hasPong ? { pingMs: elapsedMs() } : {}
  if (stop !== 'done') return conclude(ping, stop, false)

  channel.close()
  const lastStop = await channel.read(() => false, Math.min(CLOSE_TIMEOUT_MS, remainingMs()))
  return conclude(ping, lastStop, true)
}

function awaitPong(channel: Channel, ms: number): Promise<Stop> {
  channel.ping()
  return channel.read(() => channel.seen.hasPong, ms)
}

function describeEnd(stop: Stop, { seen }: Channel, wasClosing: boolean): FramesEnd {
  if (typeof stop === 'object') {
    const isLarge = stop.errorCode === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    return isLarge ? { kind: 'too-much' } : { kind: 'garbage', code: stop.errorCode }
  }
  if (stop === 'too-much') return { kind: 'too-much' }
  if (stop === 'closed') return { kind: wasClosing ? 'clean' : 'closed-by-server', code: seen.closeCode ?? 1005 }
  return { kind: stop === 'silent' ? 'silent' : 'cut', wasClosing }
}
