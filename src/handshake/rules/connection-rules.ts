/** Rules for attempts that did not come as far as an HTTP answer. */

import { isGatewayStatus } from '../responder.ts'
import { isDropped } from './refusal-clues.ts'
import type { Clues, Rule } from './rule.ts'

const REFUSED = new Set(['ECONNREFUSED'])
const UNREACHED = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN'])
const CLOSED = new Set(['ECONNRESET', 'EPIPE'])

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
])

/** OpenSSL's names for bytes that are not TLS. */
const PLAIN_PORT = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'])

export const connectionRules = [
  { kind: 'outgoing-proxy-unreachable', sure: 'certain', when: clues => hasTunnel(clues, ['unreached', 'silent']) },
  { kind: 'outgoing-proxy-refused', sure: 'certain', when: clues => hasTunnel(clues, ['refused']) },
  { kind: 'name-not-found', sure: 'certain', when: ({ evidence }) => isDnsFailure(evidence, ['ENOTFOUND', 'ENODATA']) },
  { kind: 'resolver-failed', sure: 'certain', when: ({ evidence }) => evidence.dns.kind === 'failed' },

  { kind: 'no-route-from-here', sure: 'certain', when: ({ evidence, tried }) => evidence.tcp.length > 0 && !tried[0] },
  { kind: 'connection-refused', sure: 'certain', when: clues => allFailed(clues, REFUSED) },
  { kind: 'connection-closed', sure: 'likely', when: clues => allFailed(clues, CLOSED) },
  { kind: 'connection-timed-out', sure: 'certain', when: clues => allTimedOut(clues) },
  { kind: 'connection-timed-out', sure: 'likely', when: clues => !isConnected(clues) && clues.tried.some(isTimeout) },
  { kind: 'connection-refused', sure: 'likely', when: clues => !isConnected(clues) && someFailed(clues, REFUSED) },
  { kind: 'connection-failed', sure: 'certain', when: clues => clues.tried.length > 0 && !isConnected(clues) },

  { kind: 'tls-expired', sure: 'certain', when: clues => hasTlsCode(clues, new Set(['CERT_HAS_EXPIRED'])) },
  {
    kind: 'tls-wrong-host',
    sure: 'certain',
    when: clues => hasTlsCode(clues, new Set(['ERR_TLS_CERT_ALTNAME_INVALID'])),
  },
  { kind: 'tls-untrusted', sure: 'certain', when: clues => hasTlsCode(clues, UNTRUSTED) },
  { kind: 'tls-plain-port', sure: 'certain', when: clues => hasTlsCode(clues, PLAIN_PORT) },
  { kind: 'tls-not-answered', sure: 'certain', when: ({ evidence }) => evidence.tls?.kind === 'timeout' },
  { kind: 'connection-closed', sure: 'likely', when: clues => hasTlsCode(clues, CLOSED) },
  { kind: 'tls-other', sure: 'certain', when: ({ evidence }) => evidence.tls?.kind === 'failed' },

  // In TLS 1.3 a server says only after the handshake that it wants a client certificate.
  { kind: 'tls-other', sure: 'certain', when: clues => isTlsAlert(clues) },
  // nginx hands on what an app says that is not HTTP, so the alert may be that of an app behind it.
  {
    kind: 'tls-required',
    sure: 'likely',
    candidates: ['tls', 'proxy'],
    when: ({ evidence }) => !evidence.target.isSecure && startsWithAlert(evidence.upgrade),
  },
  { kind: 'not-http', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'not-http' },
  { kind: 'broken-answer', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'garbage' },
  {
    kind: 'application-drops-upgrade',
    sure: 'likely',
    when: clues => clues.evidence.upgrade?.kind === 'closed' && (isControlAnswered(clues) || isControlKept(clues)),
  },
  // So does a TLS server of Node.js with what is not TLS.
  {
    kind: 'connection-closed',
    sure: 'certain',
    candidates: ['proxy', 'application', 'load-balancer', 'tls'],
    when: ({ evidence }) => evidence.upgrade?.kind === 'closed' && !evidence.target.isSecure,
  },
  { kind: 'connection-closed', sure: 'certain', when: ({ evidence }) => evidence.upgrade?.kind === 'closed' },
  {
    kind: 'application-ignores-upgrade',
    sure: 'likely',
    when: clues => clues.evidence.upgrade?.kind === 'timeout' && isControlAnswered(clues),
  },
  // A WebSocket server without a handler for requests keeps what is not an Upgrade.
  { kind: 'proxy-drops-upgrade', sure: 'likely', when: clues => isSilent(clues) && isDropped(clues) },
  {
    kind: 'application-not-answering',
    sure: 'likely',
    when: clues => isSilent(clues) && clues.forwarding === 'forwarded',
  },
  {
    kind: 'application-not-answering',
    sure: 'likely',
    candidates: ['application', 'proxy'],
    when: clues => isSilent(clues),
  },
] as const satisfies readonly Rule[]

function hasTunnel({ evidence: { tunnel } }: Clues, kinds: readonly string[]): boolean {
  return tunnel !== undefined && kinds.includes(tunnel.kind)
}

function isDnsFailure({ dns }: Clues['evidence'], codes: readonly string[]): boolean {
  return dns.kind === 'failed' && codes.includes(dns.code)
}

function isConnected({ tried }: Clues): boolean {
  return tried.some(tcp => tcp.kind === 'connected')
}

function isTimeout(tcp: Clues['tried'][number]): boolean {
  return tcp.kind === 'timeout' || (tcp.kind === 'failed' && UNREACHED.has(tcp.code))
}

function allTimedOut({ tried }: Clues): boolean {
  return tried.length > 0 && tried.every(isTimeout)
}

function allFailed({ tried }: Clues, codes: ReadonlySet<string>): boolean {
  return tried.length > 0 && tried.every(tcp => tcp.kind === 'failed' && codes.has(tcp.code))
}

function someFailed({ tried }: Clues, codes: ReadonlySet<string>): boolean {
  return tried.some(tcp => tcp.kind === 'failed' && codes.has(tcp.code))
}

function hasTlsCode({ evidence: { tls } }: Clues, codes: ReadonlySet<string>): boolean {
  return tls?.kind === 'failed' && codes.has(tls.code)
}

function isTlsAlert({ evidence: { upgrade } }: Clues): boolean {
  return upgrade?.kind === 'closed' && /^ERR_SSL_\w*ALERT/.test(upgrade.code ?? '')
}

function isControlAnswered({ control }: Clues): boolean {
  return control !== undefined && !isGatewayStatus(control.status)
}

/** A plain GET was left open, and the Upgrade closed: who did that looked at the Upgrade. */
function isControlKept({ evidence: { control, upgrade } }: Clues): boolean {
  return control?.kind === 'timeout' && control.ms > 3 * (upgrade?.ms ?? 0)
}

function isSilent({ evidence: { upgrade } }: Clues): boolean {
  return upgrade?.kind === 'timeout'
}

/** A record of TLS with an alert: RFC 8446, section 5.1, content type 21. */
export function startsWithAlert(upgrade: Clues['evidence']['upgrade']): boolean {
  return upgrade?.kind === 'not-http' && upgrade.excerpt.startsWith('\x15\x03')
}
