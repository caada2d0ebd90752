/** Asks an HTTP proxy for a way to the target, by CONNECT (RFC 9110, section 9.3.6). */

import type { Duplex } from 'node:stream'
import type { TunnelEvidence } from '../evidence.ts'
import type { OutgoingProxy } from '../outgoing-proxy.ts'
import { askForTunnel } from './answer.ts'
import { startStopwatch } from './deadline.ts'

export interface TunnelQuestion {
  readonly proxy: OutgoingProxy
  /** Where to; brackets around an IPv6 address. */
  readonly authority: string
}

/** Never throws. When it was opened, the socket leads to the target. */
export async function openTunnel(
  socket: Duplex,
  { proxy, authority }: TunnelQuestion,
  signal: AbortSignal,
): Promise<TunnelEvidence> {
  const elapsedMs = startStopwatch()
  const via = nameProxy(proxy)
  const credentials = proxy.authorization ? `Proxy-Authorization: ${proxy.authorization}\r\n` : ''
  const request = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`
  const { evidence, rest } = await askForTunnel(socket, request, signal)
  if (evidence.kind !== 'answered') return { kind: 'silent', via, ms: elapsedMs() }
  const { status, reason } = evidence
  if (status < 200 || status > 299) return { kind: 'refused', via, status, reason, ms: elapsedMs() }
  if (rest.length > 0) socket.unshift(rest)
  return { kind: 'opened', via, ms: elapsedMs() }
}

/** Host and port, without what is secret. */
export function nameProxy({ host, port }: OutgoingProxy): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
