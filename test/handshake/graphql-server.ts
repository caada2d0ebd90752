/** Real GraphQL servers of both subprotocols on free ports, closed at the end of the block that uses them. */

import { createServer } from 'node:http'
import { buildSchema, execute, subscribe } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { SubscriptionServer } from 'subscriptions-transport-ws'
import { WebSocketServer } from 'ws'
import { type Listening, listen } from '../support/listening.ts'

const schema = buildSchema('type Query { hello: String } type Subscription { hello: String }')

/** The server of the package graphql-ws, at /graphql. */
export async function listenGraphQl(onConnect = () => true): Promise<Listening> {
  const http = createServer()
  useServer({ schema, onConnect }, new WebSocketServer({ server: http, path: '/graphql' }))
  return listen(http)
}

/** The server of the older package subscriptions-transport-ws, at /graphql. */
export async function listenOlder(onConnect: () => unknown = () => true): Promise<Listening> {
  const http = createServer()
  SubscriptionServer.create({ schema, execute, subscribe, onConnect } as never, { server: http, path: '/graphql' })
  return listen(http)
}
