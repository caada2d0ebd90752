/** Reads the beginning of an HTTP/1 answer's body, however its length is told. */

import type { Duplex } from 'node:stream'
import type { AnsweredEvidence } from '../evidence.ts'
import { readBytes } from './bytes.ts'
import type { Head } from './head.ts'

export type Body = Pick<AnsweredEvidence, 'body' | 'isBodyCut'>

export interface Begun {
  readonly head: Head
  /** What came behind the head. */
  readonly rest: Buffer
}

const MAX_BODY_BYTES = 4 * 1024

/** Until it is whole, longer than what is kept, or the signal is aborted. Never throws. */
export async function readBody(socket: Duplex, { head, rest }: Begun, signal: AbortSignal): Promise<Body> {
  let received = rest
  for (;;) {
    const { bytes, isComplete } = head.isChunked ? joinChunks(received) : takeLength(received, head.contentLength)
    if (isComplete || bytes.length >= MAX_BODY_BYTES || received.length >= 4 * MAX_BODY_BYTES) {
      return cutBody(bytes, !isComplete)
    }
    const more = await readBytes(socket, signal)
    if (!more) return cutBody(bytes, head.isChunked || head.contentLength !== undefined || signal.aborted)
    received = Buffer.concat([received, more])
  }
}

function takeLength(received: Buffer, contentLength: number | undefined) {
  if (contentLength === undefined) return { bytes: received, isComplete: false }
  return { bytes: received.subarray(0, contentLength), isComplete: received.length >= contentLength }
}

/** RFC 9112, section 7.1, as far as it has come and is kept. */
function joinChunks(received: Buffer) {
  const chunks: Buffer[] = []
  let at = 0
  let joinedBytes = 0
  for (;;) {
    const lineEnd = received.indexOf('\r\n', at)
    const size = lineEnd < 0 ? Number.NaN : Number.parseInt(received.subarray(at, lineEnd).toString('latin1'), 16)
    if (!(size > 0) || joinedBytes > MAX_BODY_BYTES) return { bytes: Buffer.concat(chunks), isComplete: size === 0 }
    chunks.push(received.subarray(lineEnd + 2, lineEnd + 2 + size))
    joinedBytes += size
    at = lineEnd + 2 + size + 2
  }
}

function cutBody(bytes: Buffer, isUnfinished: boolean): Body {
  return {
    body: bytes.subarray(0, MAX_BODY_BYTES).toString(),
    isBodyCut: isUnfinished || bytes.length > MAX_BODY_BYTES,
  }
}
