/** The answers that a load balancer gives for itself, without a target. */

import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { LoadBalancerKind, RuleConfiguration } from '../host-load-balancer.ts'

export interface OwnAnswer {
  readonly statusCode: number
  readonly reason: string
  readonly headers: readonly string[]
  readonly body: string
}

/** Why the load balancer answers for itself. */
export type Failure =
  | 'bad-request'
  | 'plain-to-tls'
  | 'request-timeout'
  | 'protocol-version'
  | 'target-refused'
  | 'target-closed'
  | 'target-malformed'
  | 'no-target'
  | 'target-silent'

/**
 * An application load balancer's codes are those of AWS's guide, "Troubleshoot your Application Load Balancers"; its
 * pages are nginx's without the line that names nginx.
 */
const APPLICATION: Readonly<Record<Failure, readonly [number, string]>> = {
  'bad-request': [400, 'Bad Request'],
  'plain-to-tls': [400, 'Bad Request'],
  // That it says what nginx says is inferred.
  'request-timeout': [408, 'Request Time-out'],
  'protocol-version': [464, ''],
  'target-refused': [502, 'Bad Gateway'],
  'target-closed': [502, 'Bad Gateway'],
  'target-malformed': [502, 'Bad Gateway'],
  'no-target': [503, 'Service Temporarily Unavailable'],
  'target-silent': [504, 'Gateway Time-out'],
}

/**
 * A classic one's codes and reasons are those of AWS's guide, "Troubleshoot a Classic Load Balancer: HTTP errors", which
 * counts a target that closes the connection among the causes of 504. What it says when every target refuses is inferred.
 */
const CLASSIC: Readonly<Record<Failure, readonly [number, string]>> = {
  'bad-request': [400, 'BAD_REQUEST'],
  // Inferred: what it says to HTTP where it waits for TLS is not documented.
  'plain-to-tls': [400, 'BAD_REQUEST'],
  'request-timeout': [408, 'REQUEST_TIMEOUT'],
  'protocol-version': [502, 'BAD_GATEWAY'],
  'target-refused': [503, 'Service Unavailable: Back-end server is at capacity'],
  'target-closed': [504, 'GATEWAY_TIMEOUT'],
  'target-malformed': [502, 'BAD_GATEWAY'],
  'no-target': [503, 'Service Unavailable: Back-end server is at capacity'],
  'target-silent': [504, 'GATEWAY_TIMEOUT'],
}

const APPLICATION_SERVER = ['Server', 'awselb/2.0']

export function answerFailure(kind: LoadBalancerKind, failure: Failure): OwnAnswer {
  if (kind === 'classic') {
    const [statusCode, reason] = CLASSIC[failure]
    return { statusCode, reason, headers: [], body: '' }
  }
  const [statusCode, reason] = APPLICATION[failure]
  // That 464 has no page is inferred.
  if (reason === '') return { statusCode, reason, headers: APPLICATION_SERVER, body: '' }
  return answerPage(statusCode, reason, { title: TITLES[failure] })
}

/** AWS's knowledge center, "API Gateway private integration errors": what an HTTPS listener says to plain HTTP. */
const TITLES: Partial<Readonly<Record<Failure, string>>> = {
  'plain-to-tls': 'The plain HTTP request was sent to HTTPS port',
}

export function answerRedirect(statusCode: 301 | 302, location: string): OwnAnswer {
  const reason = statusCode === 301 ? 'Moved Permanently' : 'Found'
  return answerPage(statusCode, reason, { headers: ['Location', location] })
}

export function answerFixed(action: Extract<RuleConfiguration['action'], { kind: 'fixed-response' }>): OwnAnswer {
  const { statusCode, contentType, body } = action
  const headers = [...APPLICATION_SERVER, ...(body === '' ? [] : ['Content-Type', `${contentType}; charset=utf-8`])]
  return { statusCode, reason: STATUS_CODES[statusCode] ?? '', headers, body }
}

/** Sends it over a connection that stays open, unless the answer was made to close it. */
export function sendOwnAnswer(response: ServerResponse, answer: OwnAnswer): void {
  // A classic one sends neither Server nor Date.
  response.sendDate = answer.headers.length > 0
  response.writeHead(answer.statusCode, answer.reason, [...answer.headers, 'Content-Length', lengthOf(answer)])
  response.end(answer.body)
}

/** As the bytes of a connection whose request could not be parsed. */
export function renderOwnAnswer(answer: OwnAnswer): string {
  const date = answer.headers.length > 0 ? ['Date', new Date().toUTCString()] : []
  const all = [...answer.headers, ...date, 'Content-Length', lengthOf(answer), 'Connection', 'close']
  const lines = all.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []))
  return `HTTP/1.1 ${answer.statusCode} ${answer.reason}\r\n${lines.join('\r\n')}\r\n\r\n${answer.body}`
}

interface Page {
  readonly headers?: readonly string[]
  /** In the place of the reason, and in a line of its own. */
  readonly title?: string | undefined
}

function answerPage(statusCode: number, reason: string, { headers = [], title }: Page): OwnAnswer {
  const line = title === undefined ? '' : `<center>${title}</center>\r\n`
  const body =
    `<html>\r\n<head><title>${statusCode} ${title ?? reason}</title></head>\r\n` +
    `<body>\r\n<center><h1>${statusCode} ${reason}</h1></center>\r\n${line}</body>\r\n</html>\r\n`
  return { statusCode, reason, headers: [...APPLICATION_SERVER, 'Content-Type', 'text/html', ...headers], body }
}

function lengthOf(answer: OwnAnswer): string {
  return String(Buffer.byteLength(answer.body))
}
