/** The headers of a request as a target gets them, and of an answer as the client gets it. */

import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { LoadBalancerKind } from '../host-load-balancer.ts'

export interface ForwardedRequest {
  readonly kind: LoadBalancerKind
  readonly request: IncomingMessage
  readonly protocol: 'HTTP' | 'HTTPS'
  /** As AWS knows the listener. */
  readonly listenerPort: number
  readonly isUpgrade: boolean
}

// RFC 9110, 7.6.1. Transfer-Encoding stays in requests: there it tells that a body follows.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
])
const OURS = new Set(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-amzn-trace-id'])

/** As names and values in turn. X-Forwarded-For is continued, the others of its kind are replaced, Host is kept. */
export function makeRequestHeaders(forwarded: ForwardedRequest): string[] {
  const { kind, request, protocol, listenerPort, isUpgrade } = forwarded
  const headers = without(request.rawHeaders, name => HOP_BY_HOP.has(name) || OURS.has(name))
  const sender = request.socket.remoteAddress ?? '127.0.0.1'
  const before = request.headers['x-forwarded-for']
  headers.push('X-Forwarded-For', before ? `${before}, ${sender}` : sender)
  headers.push('X-Forwarded-Proto', protocol.toLowerCase(), 'X-Forwarded-Port', String(listenerPort))
  if (kind === 'application') headers.push('X-Amzn-Trace-Id', trace(request.headers['x-amzn-trace-id']))
  if (isUpgrade) headers.push('Connection', 'upgrade', 'Upgrade', request.headers.upgrade ?? 'websocket')
  else headers.push('Connection', 'keep-alive')
  return headers
}

/** As names and values in turn, without those that concern only the connection to the target. */
export function makeResponseHeaders(response: IncomingMessage): string[] {
  return without(response.rawHeaders, name => HOP_BY_HOP.has(name) || name === 'transfer-encoding')
}

function without(rawHeaders: readonly string[], isLeftOut: (name: string) => boolean): string[] {
  return rawHeaders.filter((_, index) => !isLeftOut((rawHeaders[index - (index % 2)] ?? '').toLowerCase()))
}

// AWS's guide, "Request tracing for your Application Load Balancer": a root that came is kept, and Self put before it.
function trace(received: string | string[] | undefined): string {
  const time = Math.floor(Date.now() / 1000).toString(16)
  const own = `1-${time}-${randomBytes(12).toString('hex')}`
  const text = String(received ?? '')
  return /\bRoot=/.test(text) ? `Self=${own};${text}` : `Root=${own}${text === '' ? '' : `;${text}`}`
}
