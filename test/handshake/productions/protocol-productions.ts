/** Productions of the findings about what an app said, or did not say, in its own protocol. */

import type { protocolFindings } from '../../../src/handshake/findings/protocol-findings.ts'
import type { AskedProtocol } from '../../../src/handshake/protocol/protocols.ts'
import { type ActionCableOptions, listenActionCable } from '../../support/action-cable.ts'
import type { Listening } from '../../support/listening.ts'
import { checkOnce } from '../check-once.ts'
import { listenGraphQl, listenOlder } from '../graphql-server.ts'
import { listenSockJs } from '../sock-js-server.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { Production, ProductionsOf } from './production.ts'

export const protocolProductions: ProductionsOf<typeof protocolFindings> = {
  'protocol-not-spoken': () =>
    checkProtocol('echo', () =>
      listenWebSocket({ onConnection: socket => socket.on('message', () => socket.close(1003)) }),
    ),
  // The older server takes any subprotocol, and then closes because it is not its own.
  'graphql-subprotocol-refused': () => checkProtocol('graphql-transport-ws', () => listenOlder()),
  'graphql-connection-refused': () => checkProtocol('graphql-transport-ws', () => listenGraphQl(() => false)),
  'graphql-init-timeout': () => checkProtocol('graphql-transport-ws', () => closeWith(4408)),
  'graphql-rules-broken': () => checkProtocol('graphql-transport-ws', () => closeWith(4400)),
  'actioncable-unauthorized': () => checkActionCable({ disconnect: 'unauthorized' }),
  'actioncable-subprotocol-refused': () => checkActionCable({ subprotocol: 'actioncable-v2' }),
  'actioncable-disconnected': () => checkActionCable({ disconnect: 'invalid_request' }),
  'sockjs-closed': () => checkProtocol('sockjs', () => listenSockJs('no token'), '/chat'),
}

async function checkProtocol(
  name: AskedProtocol['name'],
  open: () => Promise<Listening>,
  path = '/',
): ReturnType<Production> {
  await using server = await open()
  return await checkOnce(`ws://localhost:${server.port}${path}`, { protocol: { name, isGuess: false } })
}

function checkActionCable(options: ActionCableOptions): ReturnType<Production> {
  return checkProtocol('actioncable', () => listenActionCable(options))
}

/** A server of graphql-transport-ws that closes upon connection_init. */
function closeWith(code: number): Promise<Listening> {
  return listenWebSocket({
    handleProtocols: () => 'graphql-transport-ws',
    onConnection: socket => socket.on('message', () => socket.close(code)),
  })
}
