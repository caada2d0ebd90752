/** A chat room: the page over HTTP, the messages over a WebSocket on the same port. */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'

const MAX_NAME_LENGTH = 24
const MAX_TEXT_LENGTH = 500
const MAX_PAYLOAD_BYTES = 4096
const MAX_BUFFERED_BYTES = 1024 * 1024
const HEARTBEAT_MS = 25_000
const SHUTDOWN_MS = 5_000
/** Messages that one person may send in a row, and how fast the allowance comes back. */
const BURST = 10
const REFILL_PER_SECOND = 2
/** Origins beside the site's own whose pages may connect, such as https://www.example.com. */
const ALLOWED_ORIGINS = (process.env.ALLOWED_ORIGINS ?? '').split(/[\s,]+/).filter(Boolean)

const pages = await loadPages({
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/chat.css': ['chat.css', 'text/css; charset=utf-8'],
  '/chat.js': ['chat.js', 'text/javascript; charset=utf-8'],
})
const server = createServer(answer)
const sockets = new WebSocketServer({
  server,
  maxPayload: MAX_PAYLOAD_BYTES,
  verifyClient: ({ req }, verify) => verify(isAllowed(req), 403),
})
/** Socket to name, of those who have joined. */
const people = new Map()

sockets.on('connection', welcome)
const heartbeat = setInterval(dropTheSilent, HEARTBEAT_MS)
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
server.listen(process.env.PORT || 8080, () => console.log(`Listening on port ${server.address().port}`))

async function loadPages(table) {
  const load = async ([path, [file, type]]) => [
    path,
    { type, body: await readFile(new URL(`public/${file}`, import.meta.url)) },
  ]
  return new Map(await Promise.all(Object.entries(table).map(load)))
}

function answer(request, response) {
  const [pathname] = request.url.split('?')
  const page = pages.get(pathname)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
  } else if (pathname === '/health') {
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('ok\n')
  } else if (page) {
    const headers = { 'content-type': page.type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }
    response.writeHead(200, headers).end(page.body)
  } else {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
  }
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
  const visitor = { allowance: BURST, refilledAt: Date.now() }
  socket.isAlive = true
  socket.on('pong', () => {
    socket.isAlive = true
  })
  // A frame that is too large or malformed: ws closes the connection with the right code by itself.
  socket.on('error', error => console.log(`A connection failed: ${error.message}`))
  socket.on('message', (data, isBinary) => receive(socket, visitor, isBinary ? undefined : parse(data)))
  socket.on('close', () => leave(socket))
}

function receive(socket, visitor, message) {
  if (!takeAllowance(visitor)) return send(socket, { type: 'refused', reason: 'You are writing too fast.' })
  const isJoined = people.has(socket)
  if (message?.type === 'join' && !isJoined) return join(socket, message.name)
  if (message?.type === 'say' && isJoined) return say(socket, message.text)
  send(socket, { type: 'refused', reason: 'The message was not understood.' })
}

function takeAllowance(visitor) {
  const now = Date.now()
  const refill = ((now - visitor.refilledAt) / 1000) * REFILL_PER_SECOND
  visitor.allowance = Math.min(BURST, visitor.allowance + refill)
  visitor.refilledAt = now
  if (visitor.allowance < 1) return false
  visitor.allowance -= 1
  return true
}

function join(socket, wantedName) {
  const name = freeName(clean(wantedName, MAX_NAME_LENGTH) || 'Guest')
  people.set(socket, name)
  send(socket, { type: 'welcome', name })
  broadcast({ type: 'joined', name, online: people.size })
}

function say(socket, text) {
  const cleaned = clean(text, MAX_TEXT_LENGTH)
  if (cleaned) broadcast({ type: 'said', name: people.get(socket), text: cleaned, at: Date.now() })
}

function leave(socket) {
  const name = people.get(socket)
  if (people.delete(socket)) broadcast({ type: 'left', name, online: people.size })
}

/** One line without control characters, cut to `maxLength` characters; '' for what is no text. */
function clean(text, maxLength) {
  if (typeof text !== 'string') return ''
  return Array.from(text.replaceAll(/\p{Cc}+/gu, ' ').trim())
    .slice(0, maxLength)
    .join('')
}

function freeName(name) {
  const taken = new Set(people.values())
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name} ${number}`)) number += 1
  return `${name} ${number}`
}

function parse(data) {
  try {
    return JSON.parse(data.toString())
  } catch {
    return undefined
  }
}

/** Who reads so slowly that messages pile up is dropped, before they fill the memory. */
function send(socket, message) {
  if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
  else if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

function broadcast(message) {
  for (const socket of people.keys()) send(socket, message)
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

function stop() {
  clearInterval(heartbeat)
  for (const socket of sockets.clients) socket.close(1001, 'The server is restarting')
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
}
