/** Decides which WebSocket is opened, and how patiently. Pure. */

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
  readonly survey: Pick<EnvironmentSurvey, 'cname'>
  readonly found: WebSocketPath
}

export function planHandshake(request: HandshakeRequest, { survey, found }: HandshakeFacts): HandshakePlan {
  const { url, because, isGuess } = chooseUrl(request, survey.cname, found)
  const parsed = parseTarget(url)
  const printableUrl = parsed.kind === 'target' ? parsed.target.printableUrl : 'a URL that cannot be read'
  return { url, printableUrl, because, isGuess, headers: request.headers, withinMs: request.timeoutMs }
}

function chooseUrl({ url, path }: HandshakeRequest, cname: string, found: WebSocketPath) {
  if (url) return { url, because: 'websocket-url', isGuess: false }
  if (path) return { url: toUrl(cname, path), because: 'websocket-path', isGuess: false }
  return { url: toUrl(cname, found.path), because: found.because, isGuess: true }
}

function toUrl(cname: string, path: string): string {
  return new URL(`ws://${cname}${path}`).href
}
