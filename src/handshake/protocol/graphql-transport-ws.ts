/** GraphQL over WebSocket, as `graphql-ws` speaks it: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md */

import { describeUnexpected, type Protocol, parseObject, withUsualPath } from './protocol.ts'

const WAITED_FOR = 'a message of type "connection_ack"'

/** What the server refuses it says by the code with which it closes. */
export const graphqlTransportWs = {
  subprotocols: ['graphql-transport-ws'],
  usualPath: '/graphql',
  address: requestTarget => withUsualPath(requestTarget, '/graphql'),
  async greet({ next, send }) {
    send('{"type":"connection_init"}')
    for (;;) {
      const received = await next()
      if (received === null) return { kind: 'missing', waitedFor: WAITED_FOR }
      const { type } = parseObject(received)
      if (type === 'connection_ack') return { kind: 'greeted', details: ['connection_init was acknowledged'] }
      // Either side may send a ping at any time, also before the acknowledgement.
      if (type !== 'ping') return describeUnexpected(received, WAITED_FOR)
      send('{"type":"pong"}')
    }
  },
} as const satisfies Protocol
