/** Decides which WebSocket is opened, and how patiently. Pure. */

import { ActionError } from '../action-error.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import { parseTarget } from '../handshake/target.ts'
import type { HandshakeRequest } from '../inputs/deploy-request.ts'
import type { WebSocketPath } from '../proxy/find-websocket-path.ts'

export interface HandshakePlan {
  readonly url: string
  /** Without the values of the query, which may be secret. */
  readonly printableUrl: string
  /** Why this URL: completes "because ...". */
  readonly because: string
  /** Nobody gave the path. */
  readonly isGuess: boolean
  readonly headers: HandshakeRequest['headers']
  /** How long a fresh deployment may answer wrongly. */
  readonly withinMs: number
}

export interface HandshakeFacts {
  readonly survey: Pick<EnvironmentSurvey, 'cname' | 'name'>
  readonly found: WebSocketPath
}

/** Throws an ActionError when there is no host to ask. */
export function planHandshake(request: HandshakeRequest, { survey, found }: HandshakeFacts): HandshakePlan {
  const { url, because, isGuess } = chooseUrl(request, survey, found)
  const parsed = parseTarget(url)
  const printableUrl = parsed.kind === 'target' ? parsed.target.printableUrl : 'a URL that cannot be read'
  return { url, printableUrl, because, isGuess, headers: request.headers, withinMs: request.timeoutMs }
}

function chooseUrl({ url, path }: HandshakeRequest, { cname, name }: HandshakeFacts['survey'], found: WebSocketPath) {
  if (url) return { url, because: 'websocket-url', isGuess: false }
  if (!cname) throw withoutAddress(name)
  if (path) return { url: toUrl(cname, path), because: 'websocket-path', isGuess: false }
  return { url: toUrl(cname, found.path), because: found.because, isGuess: true }
}

function toUrl(cname: string, path: string): string {
  return new URL(`ws://${cname}${path}`).href
}

function withoutAddress(name: string): ActionError {
  return new ActionError({
    code: 'environment-without-address',
    message: `The environment "${name}" had no host name at which a client could ask.`,
    hint: 'Look at the CNAME of the environment in the Elastic Beanstalk console, or write the full URL: "websocket-url: wss://chat.example.com/ws".',
  })
}
