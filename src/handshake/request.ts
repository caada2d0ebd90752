/** The bytes of the two requests: the opening handshake, and the plain GET of the same URL beside it. */

import { createHash, randomBytes } from 'node:crypto'
import type { Target } from './target.ts'

export type Header = readonly [name: string, value: string]

/** What the caller may say about the requests. */
export interface RequestOptions {
  readonly headers?: readonly Header[]
  /** Sent as Origin instead of the URL's own; the empty string sends none. */
  readonly origin?: string
  readonly subprotocols?: readonly string[]
}

export interface UpgradeRequest {
  readonly text: string
  /** What Sec-WebSocket-Accept must be. */
  readonly expectedAccept: string
  readonly subprotocols: readonly string[]
}

const USER_AGENT = 'beanstalk-websockets (WebSocket check)'

/** RFC 6455, section 1.3. */
const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** RFC 9110, section 5.6.2: `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** Headers that this wing writes itself, or that would change what the request is. */
const RESERVED = new Set(['connection', 'content-length', 'host', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

const MAX_HEADERS_BYTES = 8 * 1024

/** All that is wrong with the options, in sentences that hold no header's value; empty when they can be sent. */
export function findRequestProblems({ headers = [], origin = '', subprotocols = [] }: RequestOptions): string[] {
  const problems = headers.flatMap(header => findHeaderProblems(header))
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  if (size > MAX_HEADERS_BYTES) problems.push(`The headers had ${size} bytes, more than ${MAX_HEADERS_BYTES}`)
  if (hasControls(origin)) problems.push('The Origin contained a line break or another control character')
  for (const subprotocol of subprotocols) {
    if (!TOKEN.test(subprotocol)) problems.push(`The subprotocol ${JSON.stringify(subprotocol)} was not a token`)
  }
  return problems
}

/** RFC 6455, section 4.1. No extension is offered, so none may be answered. */
export function writeUpgradeRequest(target: Target, options: RequestOptions): UpgradeRequest {
  const key = randomBytes(16).toString('base64')
  const subprotocols = options.subprotocols ?? []
  const text = writeRequest(target, options, [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', key],
    ...(subprotocols.length > 0 ? [['Sec-WebSocket-Protocol', subprotocols.join(', ')] as const] : []),
  ])
  const expectedAccept = createHash('sha1')
    .update(key + ACCEPT_GUID)
    .digest('base64')
  return { text, expectedAccept, subprotocols }
}

/** The same request without the Upgrade, so that a difference in the answers is the Upgrade's doing. */
export function writeControlRequest(target: Target, options: RequestOptions): string {
  return writeRequest(target, options, [['Connection', 'close']])
}

/** A GET beside the WebSocket, or a POST of `body`: text/plain, as Engine.IO's clients send it. */
export function writePlainRequest(target: Target, options: RequestOptions, body?: string): string {
  if (body === undefined) return writeControlRequest(target, options)
  const length = String(Buffer.byteLength(body))
  const own = [
    ['Connection', 'close'],
    ['Content-Type', 'text/plain;charset=UTF-8'],
    ['Content-Length', length],
  ] as const
  return `${writeRequest(target, options, own).replace(/^GET /, 'POST ')}${body}`
}

/** What is sent as Origin: among the headers it wins over the option. */
export function chooseOrigin(target: Target, { headers = [], origin }: RequestOptions): string {
  const given = headers.find(([name]) => name.toLowerCase() === 'origin')?.[1]
  return given ?? origin ?? target.defaultOrigin
}

function writeRequest(target: Target, options: RequestOptions, own: readonly Header[]): string {
  const origin = chooseOrigin(target, options)
  const given = options.headers ?? []
  const isGiven = (name: string) => given.some(([givenName]) => givenName.toLowerCase() === name.toLowerCase())
  const defaults: Header[] = [
    ['User-Agent', USER_AGENT],
    ['Accept', '*/*'],
    ...(origin ? [['Origin', origin] as const] : []),
  ]
  const lines = [['Host', target.authority] as const, ...own, ...defaults.filter(([name]) => !isGiven(name)), ...given]
  return `GET ${target.requestTarget} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

function findHeaderProblems([name, value]: Header): string[] {
  if (!TOKEN.test(name)) return [`The header name ${JSON.stringify(name)} was not a token`]
  const lowerName = name.toLowerCase()
  if (RESERVED.has(lowerName) || lowerName.startsWith('sec-websocket-')) {
    return [`The header "${name}" was given, which the opening handshake sets itself`]
  }
  return hasControls(value) ? [`The value of the header "${name}" contained a line break or a control character`] : []
}

function hasControls(text: string): boolean {
  return /[^\t\x20-\x7e\x80-\uffff]/.test(text)
}
