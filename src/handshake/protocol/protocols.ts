/** The app protocols that the check speaks: a file and a line here for each. */

import { actionCable } from './action-cable.ts'
import { echo } from './echo.ts'
import { graphqlTransportWs } from './graphql-transport-ws.ts'
import { graphqlWs } from './graphql-ws.ts'
import type { Protocol } from './protocol.ts'
import { sockJs } from './sock-js.ts'
import { socketIo } from './socket-io.ts'

export type ProtocolName = keyof typeof protocols

export const protocols = {
  /** Ping, pong and the closing handshake, which every server knows. */
  websocket: { subprotocols: [], usualPath: '/', address: requestTarget => requestTarget },
  echo,
  'socket.io': socketIo,
  'graphql-transport-ws': graphqlTransportWs,
  'graphql-ws': graphqlWs,
  actioncable: actionCable,
  sockjs: sockJs,
} as const satisfies Readonly<Record<string, Protocol>>

export const protocolNames: readonly ProtocolName[] = Object.keys(protocols).filter(isProtocolName)

/** Which protocol an attempt speaks, and who says so. */
export interface AskedProtocol {
  readonly name: ProtocolName
  /** Nobody gave it: what it finds beyond an open WebSocket is no more than a warning. */
  readonly isGuess: boolean
}

/** What the path itself says: the paths of Socket.IO and Action Cable are theirs alone. */
export function guessProtocol(requestTarget: string): AskedProtocol {
  const path = requestTarget.replace(/\?.*/s, '')
  if (/\/socket\.io\/?$/.test(path)) return { name: 'socket.io', isGuess: true }
  return { name: /\/cable$/.test(path) ? 'actioncable' : 'websocket', isGuess: true }
}

function isProtocolName(name: string): name is ProtocolName {
  return Object.hasOwn(protocols, name)
}
