/** What is asked of a WebSocket beyond its URL, which deploy and check share. */

import { ActionError } from '../action-error.ts'
import { type Expectation, parseExpectation } from '../handshake/expectation.ts'
import type { PinnedAddress } from '../handshake/probe/dns.ts'
import { type ProtocolName, protocolNames } from '../handshake/protocol/protocols.ts'
import { findRequestProblems } from '../handshake/request.ts'
import { isAddress, parseUrl } from '../handshake/target.ts'
import { checkHeaders, type Header, parseHeader } from './handshake-inputs.ts'
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
    ...readOwnProbeRequest(inputs),
    resolve: inputs.parsedLines('resolve', parseResolve),
    ca: inputs.text('ca'),
  }
}

/** Of an environment's own name: nobody has another address for it, nor a certificate. */
export function readOwnProbeRequest(inputs: InputReader): ProbeRequest {
  return {
    headers: readHeaders(inputs),
    origin: inputs.parsed('origin', undefined, parseOrigin),
    subprotocols: inputs.parsed<string[]>('subprotocols', [], parseSubprotocols),
    protocol: inputs.choice('protocol', ['auto', ...protocolNames], 'auto'),
    send: inputs.parsed<string | undefined>('websocket-send', undefined, cutLastBreak),
    expectation: inputs.parsed('websocket-expect', undefined, parseExpected),
    holdMs: inputs.parsed('hold', 0, parseHold),
    resolve: [],
    ca: undefined,
  }
}

export function readFailOn(inputs: InputReader): FailOn {
  return inputs.choice('fail-on', ['error', 'warning', 'never'], 'error')
}

function readHeaders(inputs: InputReader): readonly Header[] {
  const headers = inputs.parsedLines('headers', parseHeader)
  inputs.parsed('headers', undefined, () => checkHeaders(headers))
  return headers
}

/** What an Origin header holds: RFC 6454, section 7. The word `none` is for sending no such header. */
export function parseOrigin(text: string): string {
  const origin = text.trim()
  if (origin === 'none') return ''
  if (origin === 'null' || parseUrl(origin)?.origin === origin) return origin
  throw invalid(`was "${origin}"`, 'Write scheme and host, such as "https://chat.example.com"; null; or none.')
}

function parseSubprotocols(text: string): string[] {
  const subprotocols = splitLines(text).flatMap(line => line.split(/[\s,]+/).filter(name => name !== ''))
  const [problem] = findRequestProblems({ subprotocols })
  if (problem) throw invalid(`could not be sent: ${problem}`, 'Write names such as "graphql-transport-ws", one a line.')
  return subprotocols
}

// A block of YAML ends with a line break that nobody means.
export function cutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, '')
}

export function parseExpected(text: string): Expectation {
  const parsed = parseExpectation(text.trim())
  if (parsed.kind !== 'problem') return parsed
  throw invalid(
    `could not be used: ${parsed.problem}`,
    'Write a text, a regular expression between slashes such as "/^welcome/i", or JSON.',
  )
}

const LONGEST_HOLD_SECONDS = 4000
const LONGEST_ATTEMPT_SECONDS = 300

/** "75s", "2m" or a number of seconds, in milliseconds. Throws an ActionError otherwise. */
export function parseHold(text: string): number {
  const hint = `Write a time of at most ${LONGEST_HOLD_SECONDS} seconds, such as "75s" or "2m".`
  return parseTime(text, { min: 0, max: LONGEST_HOLD_SECONDS, hint })
}

/** How long one attempt may take, in milliseconds. Throws an ActionError otherwise. */
export function parseAttemptTimeout(text: string): number {
  const hint = `Write a time of 1 to ${LONGEST_ATTEMPT_SECONDS} seconds, such as "20s" or "2m".`
  return parseTime(text, { min: 1, max: LONGEST_ATTEMPT_SECONDS, hint })
}

interface TimeRange {
  /** In seconds. */
  readonly min: number
  readonly max: number
  readonly hint: string
}

function parseTime(text: string, { min, max, hint }: TimeRange): number {
  const [, count = '', unit = 's'] = /^(\d{1,5})(s|m)?$/.exec(text.trim()) ?? []
  const seconds = Number(count) * (unit === 'm' ? 60 : 1)
  if (count !== '' && seconds >= min && seconds <= max) return seconds * 1000
  throw invalid(`was "${text.trim()}"`, hint)
}

export function parseResolve(line: string): PinnedAddress {
  const [, host, port, address = ''] = /^([^:\s]+):(\d{1,5}):\[?([^\]\s]+)\]?$/.exec(line) ?? []
  if (host !== undefined && isAddress(address)) return { host, port: Number(port), address }
  throw invalid(
    `had the line "${line}"`,
    'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7", one a line.',
  )
}

function invalid(message: string, hint: string): ActionError {
  return new ActionError({
    code: 'invalid-probe',
    message,
    hint,
  })
}
