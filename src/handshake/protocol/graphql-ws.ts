/** The older GraphQL over WebSocket: https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md */

import { describeUnexpected, type Protocol, parseObject, refuse, withUsualPath } from './protocol.ts'

const WAITED_FOR = 'a message of type "connection_ack"'

export const graphqlWs = {
  subprotocols: ['graphql-ws'],
  usualPath: '/graphql',
  address: requestTarget => withUsualPath(requestTarget, '/graphql'),
  async greet({ next, send }) {
    send('{"type":"connection_init","payload":{}}')
    for (;;) {
      const received = await next()
      if (received === null) return { kind: 'missing', waitedFor: WAITED_FOR }
      const { type, payload } = parseObject(received)
      if (type === 'connection_ack') return { kind: 'greeted', details: ['connection_init was acknowledged'] }
      if (type === 'connection_error') return refuse(type, parseObject(JSON.stringify(payload ?? {})).message)
      // Some servers keep the connection alive before they acknowledge it.
      if (type !== 'ka') return describeUnexpected(received, WAITED_FOR)
    }
  },
} as const satisfies Protocol
