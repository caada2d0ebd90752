/** Decides which protocol is spoken when the WebSocket is open, and where its servers usually are. Pure. */

import type { FoundProtocol } from '../app/find-protocol.ts'
import type { WebSocketPath } from '../app/find-websocket-path.ts'
import { type AskedProtocol, guessProtocol, protocols } from '../handshake/protocol/protocols.ts'
import type { HandshakeRequest } from '../inputs/handshake-request.ts'

export interface PlannedProtocol {
  readonly asked: AskedProtocol
  /** Why this one: completes "because ...". */
  readonly because: string
}

/**
 * The protocol that was given counts first, then what the path says, then what the bundle depends on; but a path that
 * was given is not asked in a protocol that nothing but the dependencies suggests, unless it is usually there.
 */
export function chooseProtocol(
  { url, path, probe }: HandshakeRequest,
  requestTarget: string,
  found: FoundProtocol | undefined,
): PlannedProtocol {
  if (probe.protocol !== 'auto') return { asked: { name: probe.protocol, isGuess: false }, because: 'protocol' }
  const byPath = { asked: guessProtocol(requestTarget), because: 'its path says so' }
  if (!found || byPath.asked.name !== 'websocket') return byPath
  const isGiven = url !== undefined || path !== undefined
  const isUsual = cutQuery(protocols[found.name].usualPath) === cutQuery(requestTarget)
  if (isGiven && !isUsual) return byPath
  return { asked: { name: found.name, isGuess: true }, because: found.because }
}

/** The path that was found in the bundle, or the usual one of a protocol that says more about it. */
export function refinePath(
  path: WebSocketPath,
  given: HandshakeRequest['probe']['protocol'],
  found: FoundProtocol | undefined,
): WebSocketPath {
  const name = given === 'auto' ? found?.name : given
  const { usualPath } = protocols[name ?? 'websocket']
  const isOtherProtocol = given !== 'auto' && path.source !== 'location' && guessProtocol(path.path).name !== name
  if (usualPath === '/' || !(path.source === 'default' || isOtherProtocol)) return path
  return { ...path, path: usualPath, because: `servers of ${name} are usually there` }
}

function cutQuery(requestTarget: string): string {
  return requestTarget.replace(/\?.*/s, '')
}
