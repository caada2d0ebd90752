/** Asks an opened WebSocket for a pong and for a closing handshake. What the server sends is counted, never kept. */

import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { Receiver, Sender } from 'ws'
import type { FramesEnd, FramesEvidence } from '../evidence.ts'
import { readBytes } from './bytes.ts'
import { startStopwatch, withDeadline } from './deadline.ts'

const MAX_MESSAGE_BYTES = 1024 * 1024
const MAX_TOTAL_BYTES = 4 * 1024 * 1024
const MAX_FRAMES = 2000

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

interface Seen {
  hasPong: boolean
  closeCode: number | undefined
  frameCount: number
  payloadBytes: number
}

/**
 * Sends a ping with a random payload, waits for the pong that repeats it (RFC 6455, section 5.5.3), then closes with
 * 1000 and waits for the answer (section 7.1.2). Never throws; the caller destroys the socket.
 */
export async function exchangeFrames(open: OpenSocket, signal: AbortSignal): Promise<FramesEvidence> {
  const elapsedMs = startStopwatch()
  const payload = randomBytes(8)
  const { receiver, sender, seen } = listen(open.socket, payload)
  const pump = (isDone: () => boolean, ms: number) =>
    withDeadline(signal, ms, within => feed({ socket: open.socket, receiver, seen, isDone }, within))

  if (open.rest.length > 0) receiver.write(open.rest)
  sender.ping(payload, true)
  const stop = await pump(() => seen.hasPong, open.timeoutMs * PING_SHARE)
  const counted = () => ({ frameCount: seen.frameCount, payloadBytes: seen.payloadBytes, ms: elapsedMs() })
  const ping = seen.hasPong ? { pingMs: elapsedMs() } : {}
  if (stop !== 'done') return { ...ping, end: describeEnd(stop, seen, false), ...counted() }

  sender.close(1000, '', true)
  const lastStop = await pump(() => false, Math.min(CLOSE_TIMEOUT_MS, open.timeoutMs - elapsedMs()))
  return { ...ping, end: describeEnd(lastStop, seen, true), ...counted() }
}

type Stop = 'done' | 'closed' | 'cut' | 'silent' | 'too-much' | { readonly errorCode: string }

interface Feeding {
  readonly socket: Duplex
  readonly receiver: Receiver
  readonly seen: Seen
  isDone(): boolean
}

async function feed({ socket, receiver, seen, isDone }: Feeding, signal: AbortSignal): Promise<Stop> {
  for (;;) {
    if (receiver.errored) return { errorCode: readFrameError(receiver.errored) }
    if (seen.closeCode !== undefined) return 'closed'
    if (isDone()) return 'done'
    if (seen.frameCount > MAX_FRAMES || seen.payloadBytes > MAX_TOTAL_BYTES) return 'too-much'
    const bytes = await readBytes(socket, signal)
    if (!bytes) return signal.aborted ? 'silent' : 'cut'
    receiver.write(bytes)
  }
}

function listen(socket: Duplex, payload: Buffer) {
  const seen: Seen = { hasPong: false, closeCode: undefined, frameCount: 0, payloadBytes: 0 }
  const receiver = new Receiver({ maxPayload: MAX_MESSAGE_BYTES, skipUTF8Validation: true })
  const sender = new Sender(socket)
  const count = (data: Buffer) => {
    seen.frameCount += 1
    seen.payloadBytes += data.length
  }
  receiver.on('error', () => undefined)
  receiver.on('message', count)
  receiver.on('ping', data => {
    count(data)
    if (seen.frameCount <= MAX_FRAMES) sender.pong(data, true)
  })
  receiver.on('pong', data => {
    count(data)
    if (data.equals(payload)) seen.hasPong = true
  })
  receiver.on('conclude', code => {
    seen.closeCode = code
  })
  return { receiver, sender, seen }
}

function describeEnd(stop: Stop, seen: Seen, wasClosing: boolean): FramesEnd {
  if (typeof stop === 'object') {
    const isLarge = stop.errorCode === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    return isLarge ? { kind: 'too-much' } : { kind: 'garbage', code: stop.errorCode }
  }
  if (stop === 'too-much') return { kind: 'too-much' }
  if (stop === 'closed') return { kind: wasClosing ? 'clean' : 'closed-by-server', code: seen.closeCode ?? 1005 }
  return { kind: stop === 'silent' ? 'silent' : 'cut', wasClosing }
}

function readFrameError(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
}

/** What `ws` exports beside its types: the two halves of its frame codec, which work on any stream. */
declare module 'ws' {
  class Receiver {
    constructor(options: { maxPayload: number; skipUTF8Validation: boolean })
    readonly errored: Error | null
    write(bytes: Buffer): boolean
    on(event: 'message' | 'ping' | 'pong', listener: (data: Buffer) => void): void
    on(event: 'conclude', listener: (code: number) => void): void
    on(event: 'error', listener: () => void): void
  }
  class Sender {
    constructor(socket: Duplex)
    ping(data: Buffer, isMasked: boolean): void
    pong(data: Buffer, isMasked: boolean): void
    close(code: number, reason: string, isMasked: boolean): void
  }
}
