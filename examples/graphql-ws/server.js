/** GraphQL over a WebSocket at /graphql: what one client says, those who have subscribed to its room get. */

import { EventEmitter, on } from 'node:events'
import { createServer } from 'node:http'
import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'

const PATH = '/graphql'
const MAX_PAYLOAD_BYTES = 16 * 1024
const MAX_TEXT_LENGTH = 500
const HEARTBEAT_MS = 25_000
const SHUTDOWN_MS = 5_000
/** Origins beside the site's own whose pages may connect, such as https://www.example.com. */
const ALLOWED_ORIGINS = (process.env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean)

const schema = buildSchema(`
  type Query { version: String! }
  type Mutation { say(room: String!, text: String!): Boolean! }
  type Subscription { said(room: String!): String! }
`)
const messages = new EventEmitter().setMaxListeners(0)
const roots = {
  query: { version: () => '1.0.0' },
  mutation: { say },
  subscription: { said: listenTo },
}

const server = createServer(answer)
const sockets = new WebSocketServer({
  server,
  path: PATH,
  maxPayload: MAX_PAYLOAD_BYTES,
  verifyClient: ({ req }, verify) => verify(isAllowed(req), 403),
})
// Pings each client every 25 seconds and drops who does not answer; a silent connection would be cut after 60.
const graphql = useServer({ schema, roots }, sockets, HEARTBEAT_MS)

process.once('SIGTERM', stop)
process.once('SIGINT', stop)
server.listen(process.env.PORT || 8080, () => console.log(`Listening on port ${server.address().port}`))

function answer(request, response) {
  const isHealth = request.url === '/' || request.url === '/health'
  response.writeHead(isHealth ? 200 : 404, { 'content-type': 'text/plain' }).end(isHealth ? 'ok\n' : 'Not found\n')
}

/** A page of another site could otherwise connect with the cookies of whoever looks at it. Programs send no Origin. */
function isAllowed({ headers: { origin, host } }) {
  if (origin === undefined || ALLOWED_ORIGINS.includes(origin)) return true
  // The names alone: the platform's nginx passes the Host on without its port.
  const name = nameOf(origin)
  return name !== undefined && name === nameOf(`http://${host}`)
}

function nameOf(url) {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

function say({ room, text }) {
  if (text.length > MAX_TEXT_LENGTH) throw new Error(`A text has at most ${MAX_TEXT_LENGTH} characters`)
  return messages.emit(toEvent(room), text)
}

async function* listenTo({ room }) {
  for await (const [text] of on(messages, toEvent(room))) yield { said: text }
}

// An EventEmitter would throw for a room by the name of "error".
function toEvent(room) {
  return `room ${room}`
}

/** Clients are told with 1001 that the server goes away, and subscribe again. */
async function stop() {
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
  await graphql.dispose()
  server.close(() => process.exit(0))
  server.closeIdleConnections()
}
