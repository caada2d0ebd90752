/** Rooms over Socket.IO, for one instance or several. */

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const MAX_PAYLOAD_BYTES = 16 * 1024
const MAX_TEXT_LENGTH = 500
const SHUTDOWN_MS = 5_000
/** Origins beside the site's own whose pages may connect, such as https://www.example.com. */
const ALLOWED_ORIGINS = (process.env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean)
/** Tells in the answers which process it was; Beanstalk starts one on each instance. */
const INSTANCE = randomUUID().slice(0, 8)

const page = await readFile(new URL('public/index.html', import.meta.url))
const server = createServer(answer)
const io = new Server(server, {
  maxHttpBufferSize: MAX_PAYLOAD_BYTES,
  allowRequest: (request, callback) => callback(null, isAllowed(request)),
})
const redis = process.env.REDIS_URL ? await joinInstances(process.env.REDIS_URL) : []

io.on('connection', welcome)
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
server.listen(process.env.PORT || 8080, () => console.log(`Listening on port ${server.address().port}`))

function answer(request, response) {
  const [pathname] = request.url.split('?')
  if (pathname === '/health') response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n')
  else if (pathname === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
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

/**
 * Without this an instance knows its own clients only, and a message to a room reaches those alone. With it each
 * instance hands what it sends to the others, by way of a Redis server.
 */
async function joinInstances(url) {
  const [{ createAdapter }, { createClient }] = await Promise.all([import('@socket.io/redis-adapter'), import('redis')])
  const publisher = createClient({ url })
  const subscriber = publisher.duplicate()
  for (const client of [publisher, subscriber]) {
    client.on('error', error => console.log(`The connection to Redis failed: ${error.message}`))
  }
  await Promise.all([publisher.connect(), subscriber.connect()])
  io.adapter(createAdapter(publisher, subscriber))
  return [publisher, subscriber]
}

function welcome(socket) {
  socket.emit('welcome', { instance: INSTANCE, transport: socket.conn.transport.name })
  socket.on('join', async (room, done) => {
    if (!isText(room)) return
    await socket.join(room)
    if (typeof done === 'function') done({ room })
  })
  socket.on('say', (room, text) => {
    if (isText(room) && isText(text) && socket.rooms.has(room)) {
      io.to(room).emit('said', { room, text, instance: INSTANCE })
    }
  })
}

function isText(value) {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT_LENGTH
}

/** Clients are told at once, and connect again: to another instance, or to this one's next version. */
function stop() {
  io.close(async () => {
    await Promise.all(redis.map(client => client.close()))
    process.exit(0)
  })
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
}
