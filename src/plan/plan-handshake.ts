/** Decides which WebSocket is opened, and how patiently. Pure. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { HandshakeRequest } from '../inputs/deploy-request.ts'
import type { WebSocketPath } from '../proxy/find-websocket-path.ts'

export interface HandshakePlan {
  readonly url: string
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
  const common = { headers: request.headers, withinMs: request.timeoutMs }
  if (request.url) return { ...common, url: request.url, because: 'websocket-url', isGuess: false }
  if (request.path) {
    return { ...common, url: toUrl(survey.cname, request.path), because: 'websocket-path', isGuess: false }
  }
  return { ...common, url: toUrl(survey.cname, found.path), because: found.because, isGuess: true }
}

function toUrl(cname: string, path: string): string {
  return new URL(`ws://${cname}${path}`).href
}
