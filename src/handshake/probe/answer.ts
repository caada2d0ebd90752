/** Reads one HTTP/1 answer from a raw socket, within bounds: its head whole, of its body the beginning. */

import type { Duplex } from 'node:stream'
import type { AnswerEvidence } from '../evidence.ts'
import { readBody } from './body.ts'
import { readBytes } from './bytes.ts'
import { startStopwatch, withDeadline } from './deadline.ts'
import { type Head, parseHead } from './head.ts'
import { maskLocation } from './mask-location.ts'

export interface AnswerProbe {
  readonly evidence: AnswerEvidence
  /** Where the head opens a stream (a 101): what the peer sent behind it. */
  readonly rest: Buffer
}

const MAX_HEAD_BYTES = 16 * 1024
const MAX_EXCERPT_BYTES = 200

/** How long a body may take after its head: it is an excerpt for people, and not worth the attempt's time. */
const BODY_TIMEOUT_MS = 2000

const BEGINNING = Buffer.from('HTTP/1.')
const NOTHING = Buffer.alloc(0)

/** Sends the request and reads the answer. Never throws; interim answers (1xx other than 101) are passed over. */
export function ask(socket: Duplex, request: string, signal: AbortSignal): Promise<AnswerProbe> {
  return askFor(socket, { request, isTunnel: false }, signal)
}

/** The same for a CONNECT, whose 2xx is followed by a stream, as a 101 always is. */
export function askForTunnel(socket: Duplex, request: string, signal: AbortSignal): Promise<AnswerProbe> {
  return askFor(socket, { request, isTunnel: true }, signal)
}

interface Question {
  readonly request: string
  readonly isTunnel: boolean
}

async function askFor(socket: Duplex, { request, isTunnel }: Question, signal: AbortSignal): Promise<AnswerProbe> {
  const elapsedMs = startStopwatch()
  const brokenBy = watchErrors(socket)
  socket.write(request)
  let received: Buffer = NOTHING
  let passedBytes = 0
  for (;;) {
    const end = received.indexOf('\r\n\r\n')
    if (end >= 0 && passedBytes + end <= MAX_HEAD_BYTES) {
      const head = parseHead(received.subarray(0, end).toString('latin1'))
      const rest = received.subarray(end + 4)
      if (!head) return finish({ kind: 'garbage', problem: 'head-malformed', ...excerptOf(received), ms: elapsedMs() })
      const isStream = head.status === 101 || (isTunnel && head.status < 300)
      if (head.status >= 200 || isStream) return answerWith(socket, { head, rest, isStream, ms: elapsedMs() }, signal)
      received = rest
      passedBytes += end + 4
    } else if (!looksLikeHttp(received)) {
      return finish({ kind: 'not-http', ...excerptOf(received), ms: elapsedMs() })
    } else if (passedBytes + received.length > MAX_HEAD_BYTES) {
      return finish({ kind: 'garbage', problem: 'head-too-large', ...excerptOf(received), ms: elapsedMs() })
    } else {
      const bytes = await readBytes(socket, signal)
      if (bytes) received = Buffer.concat([received, bytes])
      else return finish(describeSilence({ received, ms: elapsedMs(), isLate: signal.aborted, ...brokenBy() }))
    }
  }
}

function finish(evidence: AnswerEvidence): AnswerProbe {
  return { evidence, rest: NOTHING }
}

async function answerWith(
  socket: Duplex,
  { head, rest, isStream, ms }: { head: Head; rest: Buffer; isStream: boolean; ms: number },
  signal: AbortSignal,
): Promise<AnswerProbe> {
  const answered = { kind: 'answered', version: head.version, status: head.status, reason: head.reason, ms } as const
  const headers = head.headers.slice(0, 100)
  if (isStream) return { evidence: { ...answered, headers, body: '', isBodyCut: false }, rest }
  const body = await withDeadline(signal, BODY_TIMEOUT_MS, within => readBody(socket, { head, rest }, within))
  return finish({ ...answered, ...maskLocation({ headers, ...body }) })
}

function looksLikeHttp(received: Buffer): boolean {
  const length = Math.min(received.length, BEGINNING.length)
  return received.subarray(0, length).equals(BEGINNING.subarray(0, length))
}

interface Silence {
  readonly received: Buffer
  readonly ms: number
  readonly isLate: boolean
  readonly code?: string
}

function describeSilence({ received, ms, isLate, code }: Silence): AnswerEvidence {
  if (isLate) return { kind: 'timeout', receivedBytes: received.length, ms }
  if (received.length === 0) return { kind: 'closed', ...(code ? { code } : {}), ms }
  return { kind: 'garbage', problem: 'head-cut-short', ...excerptOf(received), ms }
}

function excerptOf(received: Buffer): { excerpt: string } {
  return { excerpt: received.subarray(0, MAX_EXCERPT_BYTES).toString('latin1') }
}

function watchErrors(socket: Duplex): () => { code?: string } {
  let code: string | undefined
  socket.once('error', (error: NodeJS.ErrnoException) => {
    code = error.code
  })
  return () => (code ? { code } : {})
}
