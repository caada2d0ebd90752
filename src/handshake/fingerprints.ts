/**
 * What WebSocket servers say when they are asked without an Upgrade, or refuse the Origin. Collected by sending the
 * same requests to thirty servers through proxies that strip different headers.
 */

import type { AnsweredEvidence, EvidenceTarget } from './evidence.ts'
import { findHeader } from './probe/head.ts'

/** How well an answer shows that the Upgrade did not reach the one who answered. */
export type Fingerprint = 'certain' | 'likely' | 'none'

/** Texts in which a server names the missing header. */
const MISSING_UPGRADE_TEXTS = [
  'Can "Upgrade" only to',
  '"Connection" must be',
  'does not contain Upgrade',
  'does not contain websocket',
  "'upgrade' token not found",
  'invalid Connection header',
  'empty Upgrade header',
  'invalid Upgrade header',
  'Not a valid websocket request',
  'No WebSocket UPGRADE hdr',
  'No CONNECTION upgrade hdr',
  'do not include "upgrade" value',
  'Invalid websocket upgrade',
  "'connection' header must contain 'upgrade'",
  "'upgrade' header must contain 'websocket'",
]

const ENGINE_IO_BAD_REQUEST = /^\{"code":3,"message":"Bad request"/

/**
 * `certain` when the answer names what was missing; `likely` for a bare 426 (`ws`, primus), which a program may also
 * answer to everything.
 */
export function findMissingUpgrade(answer: AnsweredEvidence, target: EvidenceTarget): Fingerprint {
  const text = `${answer.reason}\n${answer.body}`
  if (MISSING_UPGRADE_TEXTS.some(part => text.includes(part))) return 'certain'
  if (target.asksEngineIo && ENGINE_IO_BAD_REQUEST.test(answer.body)) return 'certain'
  if (isGorillaRefusal(answer)) return 'certain'
  return answer.status === 426 ? 'likely' : 'none'
}

/** gorilla/websocket writes the reason into its log alone; this header tells its plain 400 from others. */
function isGorillaRefusal(answer: AnsweredEvidence): boolean {
  const isBare = answer.status === 400 && answer.body === 'Bad Request\n'
  return isBare && findHeader(answer.headers, 'sec-websocket-version') === '13'
}

const REFUSED_ORIGIN = [
  /^request Origin "/i,
  /cross origin websockets not allowed/i,
  /(missing|invalid) Origin header/i,
  /origin (is )?not allowed/i,
  // python-engineio, under Flask-SocketIO.
  /not an accepted origin/i,
]

/** Whether the answer says that it is the Origin that was refused. */
export function namesOrigin(answer: AnsweredEvidence): boolean {
  const reason = findHeader(answer.headers, 'x-websocket-reject-reason') ?? ''
  return /origin/i.test(reason) || REFUSED_ORIGIN.some(pattern => pattern.test(answer.body))
}

/** Which framework says that the app is not meant for the host in the request; Django says it of other mistakes, too. */
export function findRefusedHost({ status, body }: AnsweredEvidence): 'django' | 'rails' | undefined {
  if (status === 400 && /<h1>Bad Request \(400\)<\/h1>|DisallowedHost at /.test(body)) return 'django'
  return status === 403 && /Blocked hosts?: /.test(body) ? 'rails' : undefined
}

/** Whether the answer says that the port speaks TLS, and was asked without. Node.js closes without a word. */
export function isPlainToTls({ status, body }: AnsweredEvidence): boolean {
  return status === 400 && PLAIN_TO_TLS.some(text => body.includes(text))
}

const PLAIN_TO_TLS = [
  // nginx and load balancers, which write the same page.
  'plain HTTP request was sent to HTTPS port',
  // Go's net/http, httpd and Tomcat.
  'Client sent an HTTP request to an HTTPS server',
  'speaking plain HTTP to an SSL-enabled server port',
  'combination of host and port requires TLS',
]
