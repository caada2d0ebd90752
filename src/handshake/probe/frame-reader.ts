/** Takes the bytes of frames apart, counts what is in them, and stops where it is more than anybody would keep. */

import { Receiver } from './frame-codec.ts'

export interface FrameReader {
  readonly seen: Seen
  write(bytes: Buffer): void
  isFull(): boolean
  /** Counts anew towards what is read; what was seen stays. */
  readOn(): void
  /** The codec's word for what broke the rules of frames, or its bounds. */
  errorCode(): string | undefined
}

export interface Seen {
  /** Whether the latest ping was answered with its own payload. */
  hasPong: boolean
  closeCode: number | undefined
  /** What stood beside the code, maybe nothing. */
  closeReason: string
  /** Frames and bytes of payload that the server sent, the closing one apart. */
  frameCount: number
  payloadBytes: number
}

export interface FrameListener {
  /** A message, as text whatever its type. */
  hear(text: string): void
  /** The server's; the latest of those that came together, as RFC 6455, section 5.5.3, allows. */
  answerPing(payload: Buffer): void
  isAwaited(pong: Buffer): boolean
}

const MAX_MESSAGE_BYTES = 512 * 1024
/** Until it is told to read on. */
const MAX_TOTAL_BYTES = 2 * 1024 * 1024
const MAX_FRAMES = 2000

/** Of one message: a piece of one byte takes as much memory as one of a hundred. */
const MAX_PIECES = 1024

export function openFrameReader(listener: FrameListener): FrameReader {
  const seen: Seen = { hasPong: false, closeCode: undefined, closeReason: '', frameCount: 0, payloadBytes: 0 }
  const receiver = new Receiver({
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_PIECES,
    maxBufferedChunks: MAX_PIECES,
    skipUTF8Validation: true,
  })
  const before = { frameCount: 0, payloadBytes: 0 }
  const isFull = () =>
    seen.frameCount - before.frameCount > MAX_FRAMES || seen.payloadBytes - before.payloadBytes > MAX_TOTAL_BYTES
  const readOn = () => {
    before.frameCount = seen.frameCount
    before.payloadBytes = seen.payloadBytes
  }
  const count = (data: Buffer) => {
    seen.frameCount += 1
    seen.payloadBytes += data.length
  }
  let ping: Buffer | undefined
  receiver.on('error', () => undefined)
  receiver.on('message', data => {
    count(data)
    if (!isFull()) listener.hear(data.toString())
  })
  receiver.on('ping', data => {
    count(data)
    ping = data
  })
  receiver.on('pong', data => {
    count(data)
    seen.hasPong ||= listener.isAwaited(data)
  })
  receiver.on('conclude', (code, reason) => {
    seen.closeCode = code
    seen.closeReason = reason.toString()
  })
  const write = (bytes: Buffer) => {
    receiver.write(bytes)
    if (ping && !isFull()) listener.answerPing(ping)
    ping = undefined
  }
  return { seen, write, isFull, readOn, errorCode: () => readCode(receiver.errored) }
}

function readCode(error: Error | null): string | undefined {
  if (!error) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
}
