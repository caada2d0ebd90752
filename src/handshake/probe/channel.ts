/** An opened WebSocket as a channel of frames: what the server sends is counted and bounded, and kept by nobody here. */

import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { readBytes } from './bytes.ts'
import { withDeadline } from './deadline.ts'
import { Sender } from './frame-codec.ts'
import { type FrameReader, openFrameReader, type Seen } from './frame-reader.ts'

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
  /** Reads as much again as it is willing to read. */
  readOn(): void
  /** Milliseconds since the last byte went either way. */
  silentMs(): number
  /** Whether the whole attempt is over: then reading ends at once. */
  isOver(): boolean
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

const NOTHING: Buffer = Buffer.alloc(0)

/** Never throws; the caller destroys the socket. The server's pings are answered. */
export function openChannel({ socket, rest, signal, onText }: ChannelOptions): Channel {
  let activeAtMs = performance.now()
  const touch = () => {
    activeAtMs = performance.now()
  }
  let payload = NOTHING
  const sender = new Sender(socket)
  const send = (text: string) => {
    touch()
    sender.send(Buffer.from(text), { binary: false, compress: false, fin: true, mask: true })
  }
  const reader = openFrameReader({
    hear(text) {
      const answer = onText?.(text)
      if (answer !== undefined) send(answer)
    },
    answerPing: data => sender.pong(data, true),
    isAwaited: data => data.equals(payload),
  })
  if (rest.length > 0) reader.write(rest)
  return {
    seen: reader.seen,
    send,
    ping() {
      touch()
      payload = randomBytes(8)
      reader.seen.hasPong = false
      sender.ping(payload, true)
    },
    close() {
      touch()
      sender.close(1000, '', true)
    },
    read: (isDone, ms) => withDeadline(signal, ms, within => feed({ socket, reader, touch, isDone }, within)),
    readOn: reader.readOn,
    silentMs: () => performance.now() - activeAtMs,
    isOver: () => signal.aborted,
  }
}

interface Feeding {
  readonly socket: Duplex
  readonly reader: FrameReader
  touch(): void
  isDone(): boolean
}

async function feed({ socket, reader, touch, isDone }: Feeding, signal: AbortSignal): Promise<Stop> {
  for (;;) {
    const errorCode = reader.errorCode()
    if (errorCode !== undefined) return { errorCode }
    if (reader.seen.closeCode !== undefined) return 'closed'
    if (isDone()) return 'done'
    if (reader.isFull()) return 'too-much'
    const bytes = await readBytes(socket, signal)
    if (!bytes) return signal.aborted ? 'silent' : 'cut'
    const { frameCount } = reader.seen
    reader.write(bytes)
    // A close frame ends the silence that is measured, and does not break it.
    if (reader.seen.closeCode === undefined || reader.seen.frameCount > frameCount) touch()
  }
}
