/** An opened WebSocket as a channel of frames: what the server sends is counted and bounded, and kept by nobody here. */

import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { readBytes } from './bytes.ts'
import { withDeadline } from './deadline.ts'
import { Receiver, Sender } from './frame-codec.ts'

export interface Channel {
  readonly seen: Readonly<Seen>
  /** With a random payload. */
  ping(): void
  /** A text message. */
  send(text: string): void
  /** Sends the close frame with 1000. */
  close(): void
  /** Reads until `isDone` says so, nothing more can come or `ms` are over. */
  read(isDone: () => boolean, ms: number): Promise<Stop>
  /** Milliseconds since the last byte went either way. */
  silentMs(): number
}

export interface Seen {
  /** Whether the latest ping was answered with its own payload. */
  hasPong: boolean
  closeCode: number | undefined
  /** Frames and bytes of payload that the server sent, the closing one apart. */
  frameCount: number
  payloadBytes: number
}

/** Why reading ended; `silent` when it was the time that was over. */
export type Stop = 'done' | 'closed' | 'cut' | 'silent' | 'too-much' | { readonly errorCode: string }

export interface ChannelOptions {
  readonly socket: Duplex
  /** Bytes of frames that were read already. */
  readonly rest: Buffer
  readonly signal: AbortSignal
  /** Hears each message, as text whatever its type; what it answers is sent back. */
  onText?(text: string): string | undefined
}

const MAX_MESSAGE_BYTES = 1024 * 1024
const MAX_TOTAL_BYTES = 4 * 1024 * 1024
const MAX_FRAMES = 2000

const NOTHING: Buffer = Buffer.alloc(0)

/** Never throws; the caller destroys the socket. The server's pings are answered. */
export function openChannel({ socket, rest, signal, onText }: ChannelOptions): Channel {
  const seen: Seen = { hasPong: false, closeCode: undefined, frameCount: 0, payloadBytes: 0 }
  let activeAtMs = performance.now()
  const touch = () => {
    activeAtMs = performance.now()
  }
  let payload = NOTHING
  const sender = new Sender(socket)
  const receiver = new Receiver({ maxPayload: MAX_MESSAGE_BYTES, skipUTF8Validation: true })
  const send = (text: string) => {
    touch()
    sender.send(Buffer.from(text), { binary: false, compress: false, fin: true, mask: true })
  }
  listen({
    receiver,
    sender,
    seen,
    hear: text => answer(onText?.(text), send),
    isAwaited: data => data.equals(payload),
  })
  if (rest.length > 0) receiver.write(rest)
  const reading = { socket, receiver, seen, touch }
  return {
    seen,
    send,
    ping() {
      touch()
      payload = randomBytes(8)
      seen.hasPong = false
      sender.ping(payload, true)
    },
    close() {
      touch()
      sender.close(1000, '', true)
    },
    read: (isDone, ms) => withDeadline(signal, ms, within => feed({ ...reading, isDone }, within)),
    silentMs: () => performance.now() - activeAtMs,
  }
}

interface Listening {
  readonly receiver: Receiver
  readonly sender: Sender
  readonly seen: Seen
  hear(text: string): void
  isAwaited(pong: Buffer): boolean
}

function listen({ receiver, sender, seen, hear, isAwaited }: Listening): void {
  const count = (data: Buffer) => {
    seen.frameCount += 1
    seen.payloadBytes += data.length
  }
  receiver.on('error', () => undefined)
  receiver.on('message', data => {
    count(data)
    if (seen.frameCount <= MAX_FRAMES) hear(data.toString())
  })
  receiver.on('ping', data => {
    count(data)
    if (seen.frameCount <= MAX_FRAMES) sender.pong(data, true)
  })
  receiver.on('pong', data => {
    count(data)
    seen.hasPong ||= isAwaited(data)
  })
  receiver.on('conclude', code => {
    seen.closeCode = code
  })
}

function answer(text: string | undefined, send: (text: string) => void): void {
  if (text !== undefined) send(text)
}

interface Feeding {
  readonly socket: Duplex
  readonly receiver: Receiver
  readonly seen: Seen
  touch(): void
  isDone(): boolean
}

async function feed({ socket, receiver, seen, touch, isDone }: Feeding, signal: AbortSignal): Promise<Stop> {
  for (;;) {
    if (receiver.errored) return { errorCode: readFrameError(receiver.errored) }
    if (seen.closeCode !== undefined) return 'closed'
    if (isDone()) return 'done'
    if (seen.frameCount > MAX_FRAMES || seen.payloadBytes > MAX_TOTAL_BYTES) return 'too-much'
    const bytes = await readBytes(socket, signal)
    if (!bytes) return signal.aborted ? 'silent' : 'cut'
    touch()
    receiver.write(bytes)
  }
}

function readFrameError(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
}
