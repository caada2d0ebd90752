/** An echo over a WebSocket at /ws, for a container. */

import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const PATH = '/ws'
const MAX_PAYLOAD_BYTES = 16 * 1024
const HEARTBEAT_MS = 25_000
const SHUTDOWN_MS = 5_000
/** Origins beside the site's own whose pages may connect, such as https://www.example.com. */
const ALLOWED_ORIGINS = (process.env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean)

const server = createServer(answer)
const sockets = new WebSocketServer({
  server,
  path: PATH,
  maxPayload: MAX_PAYLOAD_BYTES,
  verifyClient: ({ req }, verify) => verify(isAllowed(req), 403),
})

sockets.on('connection', welcome)
const heartbeat = setInterval(dropTheSilent, HEARTBEAT_MS)
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
// Of all addresses, for what comes to the container comes from outside: on 127.0.0.1 only it would hear nothing, and
// the proxy would answer 502. The port is the one that the Dockerfile exposes.
server.listen(Number(process.env.PORT || 8080), '0.0.0.0', () => {
  console.log(`Listening on port ${server.address().port}`)
})

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

function welcome(socket) {
  socket.isAlive = true
  socket.on('pong', () => {
    socket.isAlive = true
  })
  socket.on('error', error => console.log(`A connection failed: ${error.message}`))
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
}

/** Who has not answered the last ping is gone; the pings also keep proxies from closing a quiet connection. */
function dropTheSilent() {
  for (const socket of sockets.clients) {
    if (!socket.isAlive) socket.terminate()
    else {
      socket.isAlive = false
      socket.ping()
    }
  }
}

/** `docker stop` sends SIGTERM and, ten seconds later, SIGKILL. */
function stop() {
  clearInterval(heartbeat)
  for (const socket of sockets.clients) socket.close(1001, 'The server is restarting')
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
}
