/** Decides which WebSocket is opened, and how patiently. Pure. */

import { ActionError } from '../action-error.ts'
import type { FoundProtocol } from '../app/find-protocol.ts'
import type { WebSocketPath } from '../app/find-websocket-path.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import { type OwnAddress, toListenerPort } from '../handshake/known.ts'
import { parseTarget } from '../handshake/target.ts'
import type { HandshakeRequest } from '../inputs/handshake-request.ts'
import type { Front, Listener } from '../platform/describe-front.ts'
import { chooseProtocol, type PlannedProtocol } from './choose-protocol.ts'

export interface HandshakePlan {
  readonly url: string
  /** Without the values of the query, which may be secret. */
  readonly printableUrl: string
  /** Why this URL: completes "because ...". */
  readonly because: string
  /** Nobody gave the path. */
  readonly isGuess: boolean
  /** The URL is that of the environment, and none that a person gave. */
  readonly isOwnAddress: boolean
  /** Undefined where the environment's name has no port of its own, as on AWS. */
  readonly ownAddress: OwnAddress | undefined
  readonly protocol: PlannedProtocol
  /** How long a fresh deployment may answer wrongly. */
  readonly withinMs: number
  /** How many opening handshakes must be accepted, one after the other. */
  readonly inARow: number
}

export interface HandshakeFacts {
  readonly survey: Pick<EnvironmentSurvey, 'cname' | 'name' | 'front'>
  readonly found: WebSocketPath
  readonly protocol: FoundProtocol | undefined
}

/** Throws an ActionError when there is no host to ask. */
export function planHandshake(request: HandshakeRequest, facts: HandshakeFacts): HandshakePlan {
  const { survey, found } = facts
  const { url, because, isGuess } = chooseUrl(request, survey, found)
  const parsed = parseTarget(url)
  const printableUrl = parsed.kind === 'target' ? parsed.target.printableUrl : 'a URL that cannot be read'
  const requestTarget = parsed.kind === 'target' ? parsed.target.requestTarget : '/'
  const protocol = chooseProtocol(request, requestTarget, facts.protocol)
  const withinMs = request.timeoutMs ?? PATIENCE_MS
  const own = { isOwnAddress: request.url === undefined, ownAddress: findOwnAddress(survey) }
  return { url, printableUrl, because, isGuess, ...own, protocol, withinMs, inARow: request.inARow }
}

const PATIENCE_MS = 120_000
/** A name that was made a moment ago has to get around first. */
const PATIENCE_WITH_NEW_MS = 300_000

/** The same WebSocket, of an environment that did not exist when it was planned. Throws as planHandshake does. */
export function replanHandshake(
  { timeoutMs }: Pick<HandshakeRequest, 'timeoutMs'>,
  plan: HandshakePlan,
  survey: HandshakeFacts['survey'],
): HandshakePlan {
  const withinMs = timeoutMs ?? PATIENCE_WITH_NEW_MS
  const ownAddress = findOwnAddress(survey)
  if (!plan.isOwnAddress) return { ...plan, withinMs, ownAddress }
  const { pathname, search } = new URL(plan.url)
  const url = toEnvironmentUrl(survey, pathname + search)
  const parsed = parseTarget(url)
  return {
    ...plan,
    withinMs,
    ownAddress,
    url,
    printableUrl: parsed.kind === 'target' ? parsed.target.printableUrl : '',
  }
}

function chooseUrl({ url, path }: HandshakeRequest, survey: HandshakeFacts['survey'], found: WebSocketPath) {
  if (url) return { url, because: 'websocket-url', isGuess: false }
  if (path) return { url: toEnvironmentUrl(survey, path), because: 'websocket-path', isGuess: false }
  return { url: toEnvironmentUrl(survey, found.path), because: found.because, isGuess: true }
}

/**
 * `ws:` where anything listens for it, because no certificate of one's own is for the name that Beanstalk gives; `wss:`
 * where only that is listened for. Throws an ActionError when there is no host to ask.
 */
export function toEnvironmentUrl({ cname, name, front }: HandshakeFacts['survey'], path: string): string {
  if (!cname) throw withoutAddress(name)
  const { isSecure, port } = chooseListener(front)
  const url = new URL(`${isSecure ? 'wss' : 'ws'}://${cname}${path}`)
  // On AWS the name has no port of its own.
  if (url.port === '') url.port = String(port)
  return url.href
}

/** Where the environment's name has a port, as outside of AWS: the listener that it leads to is another. */
export function findOwnAddress({ cname, front }: Pick<HandshakeFacts['survey'], 'cname' | 'front'>) {
  const parsed = parseTarget(`ws://${cname}`)
  if (parsed.kind !== 'target' || !cname.includes(':')) return undefined
  const { host, port } = parsed.target
  return { host, port, listenerPort: chooseListener(front).port } satisfies OwnAddress
}

export interface Way {
  readonly url: string
  readonly ownAddress: OwnAddress | undefined
}

/** The listener that the URL leads to, as AWS knows it. */
export function findListenerPort({ url, ownAddress }: Way): number {
  const parsed = parseTarget(url)
  if (parsed.kind !== 'target') return HTTP_PORT
  return toListenerPort(ownAddress ? { ownAddress } : {}, parsed.target)
}

/** Of a URL that nobody can read: it is refused where it is asked. */
const HTTP_PORT = 80

function chooseListener({ listeners }: Front): Pick<Listener, 'port' | 'isSecure'> {
  const told = listeners.map(({ port, isSecure }) => ({ port, isSecure: isSecure || port === 443 }))
  const plain = told.filter(({ isSecure }) => !isSecure)
  const usual = plain.length > 0 ? 80 : 443
  const fitting = plain.length > 0 ? plain : told
  return fitting.find(({ port }) => port === usual) ?? fitting[0] ?? { port: 80, isSecure: false }
}

function withoutAddress(name: string): ActionError {
  return new ActionError({
    code: 'environment-without-address',
    message: `The environment "${name}" had no host name at which a client could ask.`,
    hint: 'Look at the CNAME of the environment in the Elastic Beanstalk console, or write the full URL: "websocket-url: wss://chat.example.com/ws".',
  })
}
