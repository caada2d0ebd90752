/** What is asked of a WebSocket beyond its URL, which deploy and check share. */

import { ActionError } from '../action-error.ts'
import { type Expectation, parseExpectation } from '../handshake/expectation.ts'
import type { PinnedAddress } from '../handshake/probe/dns.ts'
import { type ProtocolName, protocolNames } from '../handshake/protocol/protocols.ts'
import { findRequestProblems } from '../handshake/request.ts'
import { isAddress } from '../handshake/target.ts'
import { type Header, parseHeaders } from './handshake-inputs.ts'
import { type InputReader, splitLines } from './input-reader.ts'

export interface ProbeRequest {
  readonly headers: readonly Header[]
  /** Undefined for the URL's own; empty for none. */
  readonly origin: string | undefined
  readonly subprotocols: readonly string[]
  /** What the app speaks when the WebSocket is open. */
  readonly protocol: ProtocolName | 'auto'
  readonly send: string | undefined
  readonly expectation: Expectation | undefined
  /** 0 where it is not held. */
  readonly holdMs: number
  readonly resolve: readonly PinnedAddress[]
  /** PEM, or the path of a file with it. */
  readonly ca: string | undefined
}

export type FailOn = 'error' | 'warning' | 'never'

export function readProbeRequest(inputs: InputReader): ProbeRequest {
  return {
    headers: inputs.parsed<Header[]>('headers', [], parseHeaders),
    origin: inputs.parsed('origin', undefined, parseOrigin),
    subprotocols: inputs.parsed<string[]>('subprotocols', [], parseSubprotocols),
    protocol: inputs.choice('protocol', ['auto', ...protocolNames], 'auto'),
    send: inputs.parsed<string | undefined>('websocket-send', undefined, cutLastBreak),
    expectation: inputs.parsed('websocket-expect', undefined, parseExpected),
    holdMs: inputs.parsed('hold', 0, parseHold),
    resolve: inputs.parsed<PinnedAddress[]>('resolve', [], parseResolve),
    ca: inputs.text('ca'),
  }
}

export function readFailOn(inputs: InputReader): FailOn {
  return inputs.choice('fail-on', ['error', 'warning', 'never'], 'error')
}

/** What an Origin header holds: RFC 6454, section 7. The word `none` is for sending no such header. */
function parseOrigin(text: string): string {
  const origin = text.trim()
  if (origin === 'none') return ''
  if (origin === 'null' || URL.parse(origin)?.origin === origin) return origin
  throw invalid(`was "${origin}"`, 'Write scheme and host, such as "https://chat.example.com"; null; or none.')
}

function parseSubprotocols(text: string): string[] {
  const subprotocols = splitLines(text).flatMap(line => line.split(/[\s,]+/).filter(name => name !== ''))
  const [problem] = findRequestProblems({ subprotocols })
  if (problem) throw invalid(`could not be sent: ${problem}`, 'Write names such as "graphql-transport-ws", one a line.')
  return subprotocols
}

// A block of YAML ends with a line break that nobody means.
function cutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, '')
}

function parseExpected(text: string): Expectation {
  const parsed = parseExpectation(text.trim())
  if (parsed.kind !== 'problem') return parsed
  throw invalid(
    `could not be used: ${parsed.problem}`,
    'Write a text, a regular expression between slashes such as "/^welcome/i", or JSON.',
  )
}

const MOST_SECONDS = 4000

/** "75s", "2m" or a number of seconds, in milliseconds. Throws an ActionError otherwise. */
export function parseHold(text: string): number {
  const [, count = '', unit = 's'] = /^(\d{1,5})(s|m)?$/.exec(text.trim()) ?? []
  const seconds = Number(count) * (unit === 'm' ? 60 : 1)
  if (count !== '' && seconds <= MOST_SECONDS) return seconds * 1000
  throw invalid(`was "${text.trim()}"`, `Write a time of at most ${MOST_SECONDS} seconds, such as "75s" or "2m".`)
}

function parseResolve(text: string): PinnedAddress[] {
  return splitLines(text).map(line => {
    const [, host, port, address = ''] = /^([^:\s]+):(\d{1,5}):\[?([^\]\s]+)\]?$/.exec(line) ?? []
    if (host !== undefined && isAddress(address)) return { host, port: Number(port), address }
    throw invalid(
      `had the line "${line}"`,
      'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7", one a line.',
    )
  })
}

function invalid(message: string, hint: string): ActionError {
  return new ActionError({
    code: 'invalid-probe',
    message,
    hint,
  })
}
