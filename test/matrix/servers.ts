/** The servers of the matrix: those from npm that apps are written with, healthy, refusing, and broken. A table. */

import { createServer, type RequestListener, type Server } from 'node:http'
import websocket from '@fastify/websocket'
import express from 'express'
import fastify from 'fastify'
import FayeWebSocket from 'faye-websocket'
import { buildSchema, execute, subscribe } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { createServer as createSockJs } from 'sockjs'
import { SubscriptionServer } from 'subscriptions-transport-ws'
import { server as Theturtle32Server } from 'websocket'
import { type ServerOptions, WebSocketServer } from 'ws'
import type { HandshakeOptions } from '../../src/handshake/handshake.ts'
import { listenSocketIo, listenSocketIo2 } from '../handshake/socket-io-server.ts'
import { type Listening, listen, listenTcp } from '../support/listening.ts'

export interface MatrixServer {
  readonly name: string
  /** What is asked for: path and query. */
  readonly at: string
  /** What the protocol makes of it, where the server itself is asked. */
  readonly truthAt?: string
  /** What the opening handshake offers. */
  readonly subprotocols?: readonly string[]
  /** Which protocol the check is told to speak. */
  readonly protocol?: NonNullable<HandshakeOptions['protocol']>['name']
  /** It may leave a request without an answer, so the check is given less time where no proxy gives up first. */
  readonly isSilent?: true
  open(): Promise<Listening>
}

const ENGINE_IO = '/socket.io/?EIO=4&transport=websocket'
const ENGINE_IO_3 = '/socket.io/?EIO=3&transport=websocket'

const healthy: readonly MatrixServer[] = [
  { name: 'ws', at: '/', open: () => listenStandalone() },
  { name: 'express and ws {server, path}', at: '/ws', open: () => listenWithWs(makeExpress(), { path: '/ws' }) },
  { name: 'ws {noServer}', at: '/', open: () => listenNoServer(complete => complete()) },
  { name: 'ws on an http.createServer() without a handler', at: '/', isSilent: true, open: () => listenWithWs() },
  { name: 'faye-websocket', at: '/ws', open: listenFaye },
  { name: 'websocket', at: '/ws', open: () => listenTheturtle32() },
  { name: 'socket.io 4, as websocket', at: ENGINE_IO, protocol: 'websocket', open: () => listenSocketIo() },
  { name: 'socket.io 4', at: ENGINE_IO, protocol: 'socket.io', open: () => listenSocketIo() },
  { name: 'socket.io 2, as websocket', at: ENGINE_IO_3, protocol: 'websocket', open: () => listenSocketIo2() },
  { name: 'socket.io 2', at: ENGINE_IO_3, protocol: 'socket.io', open: () => listenSocketIo2() },
  { name: 'sockjs, as websocket', at: '/chat/websocket', protocol: 'websocket', open: listenSockJs },
  { name: 'sockjs', at: '/chat', truthAt: '/chat/123/session/websocket', protocol: 'sockjs', open: listenSockJs },
  {
    name: 'graphql-ws, as websocket',
    at: '/graphql',
    ...{ protocol: 'websocket', subprotocols: ['graphql-transport-ws'], open: listenGraphQl },
  },
  {
    name: 'graphql-ws',
    at: '/graphql',
    subprotocols: ['graphql-transport-ws'],
    protocol: 'graphql-transport-ws',
    open: listenGraphQl,
  },
  {
    name: 'subscriptions-transport-ws',
    at: '/graphql',
    ...{ protocol: 'graphql-ws', subprotocols: ['graphql-ws'], open: listenSubscriptions },
  },
  { name: '@fastify/websocket', at: '/ws', open: listenFastify },
  { name: 'one that answers as Tomcat does', at: '/ws', open: () => listenLikeTomcat() },
  { name: 'one that answers as uvicorn 0.17 does', at: '/ws', open: () => listenLikeUvicorn(true) },
]

const refusing: readonly MatrixServer[] = [
  { name: 'ws {server, path}, elsewhere', at: '/', open: () => listenWithWs(makeExpress(), { path: '/ws' }) },
  { name: 'ws, two of them on one server', at: '/b', open: listenTwo },
  {
    name: 'ws, verifyClient says no',
    at: '/',
    open: () => listenWithWs(sayHi, { verifyClient: () => false }),
  },
  {
    name: 'ws, verifyClient wants another Origin',
    at: '/',
    open: () =>
      listenWithWs(sayHi, { verifyClient: ({ origin }: { origin: string }) => origin === 'https://chat.test' }),
  },
  {
    name: 'ws {noServer}, 401 as in its README',
    at: '/',
    open: () => listenNoServer((_, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')),
  },
  { name: 'ws {noServer}, destroys', at: '/', open: () => listenNoServer((_, socket) => void socket.destroy()) },
  { name: 'ws {noServer}, forgets', at: '/', isSilent: true, open: () => listenNoServer(() => undefined) },
  { name: 'faye-websocket, elsewhere', at: '/elsewhere', open: listenFaye },
  { name: 'websocket, elsewhere', at: '/elsewhere', open: () => listenTheturtle32() },
  { name: 'websocket, another Origin', at: '/ws', open: () => listenTheturtle32('https://chat.test') },
  { name: 'socket.io 4, elsewhere', at: '/ws', protocol: 'websocket', open: () => listenSocketIo() },
  { name: 'socket.io 2, elsewhere', at: '/', protocol: 'websocket', open: () => listenSocketIo2() },
  { name: 'sockjs, elsewhere', at: '/other', protocol: 'websocket', isSilent: true, open: listenSockJs },
  { name: 'graphql-ws, elsewhere', at: '/', protocol: 'websocket', open: listenGraphQl },
  { name: '@fastify/websocket, elsewhere', at: '/elsewhere', open: listenFastify },
  { name: 'one that answers as Tomcat does, elsewhere', at: '/elsewhere', open: () => listenLikeTomcat() },
]

const withoutWebSockets: readonly MatrixServer[] = [
  { name: 'express without WebSockets, at a route', at: '/', open: () => listen(createServer(makeExpress())) },
  { name: 'express without WebSockets, elsewhere', at: '/ws', open: () => listen(createServer(makeExpress())) },
  { name: 'fastify without WebSockets', at: '/ws', open: listenBareFastify },
  {
    name: 'an app that says 426 to everything',
    at: '/ws',
    open: () => listen(createServer((_, response) => response.writeHead(426).end('Upgrade Required'))),
  },
  {
    name: 'an app that fails on everything',
    at: '/ws',
    open: () => listen(createServer((_, response) => response.writeHead(500).end('oops'))),
  },
  {
    name: 'an app that says 429 to everything',
    at: '/ws',
    open: () => listen(createServer((_, response) => response.writeHead(429).end('Slow down'))),
  },
  { name: 'one that answers as uvicorn 0.17 does without a library', at: '/ws', open: () => listenLikeUvicorn(false) },
  { name: 'http.createServer() without a handler', at: '/', isSilent: true, open: () => listen(createServer()) },
  { name: 'an app that closes every connection', at: '/', open: () => listenTcp(socket => void socket.destroy()) },
  { name: 'an app that does not listen', at: '/', open: async () => NOBODY },
]

export const SERVERS: readonly MatrixServer[] = [...healthy, ...refusing, ...withoutWebSockets]

/** They are never the proxy's fault alone, unless the proxy drops the Upgrade as well. */
export const isWithoutWebSockets = (server: MatrixServer) => withoutWebSockets.includes(server)

/** Nothing ever listens on port 1 of a machine that runs tests. */
export const NOBODY: Listening = { port: 1, [Symbol.asyncDispose]: async () => undefined }

const sayHi: RequestListener = (_, response) => void response.end('hi')

function makeExpress(): RequestListener {
  const app = express()
  app.get('/', (_, response) => response.send('hello'))
  return app
}

/** `ws` answers plain requests by itself. */
async function listenStandalone(): Promise<Listening> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server had no port')
  const close = async () => {
    for (const client of server.clients) client.terminate()
    await new Promise(resolve => server.close(resolve))
  }
  return { port: address.port, [Symbol.asyncDispose]: close }
}

function listenWithWs(handler?: RequestListener, options: ServerOptions = {}): Promise<Listening> {
  const http = handler ? createServer(handler) : createServer()
  new WebSocketServer({ server: http, ...options })
  return listen(http)
}

type Upgraded = Parameters<Parameters<Server['on']>[1]>[1]

function listenNoServer(decide: (complete: () => void, socket: Upgraded) => void): Promise<Listening> {
  const http = createServer(sayHi)
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    decide(() => sockets.handleUpgrade(request, socket, head, () => undefined), socket)
  })
  return listen(http)
}

/** The first of them refuses what is for the second. */
function listenTwo(): Promise<Listening> {
  const http = createServer(sayHi)
  new WebSocketServer({ server: http, path: '/a' })
  new WebSocketServer({ server: http, path: '/b' })
  return listen(http)
}

function listenFaye(): Promise<Listening> {
  const http = createServer(sayHi)
  http.on('upgrade', (request, socket, head) => {
    const isMeant = FayeWebSocket.isWebSocket(request) && request.url === '/ws'
    if (isMeant) new FayeWebSocket(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
  })
  return listen(http)
}

function listenTheturtle32(onlyOrigin?: string): Promise<Listening> {
  const http = createServer(sayHi)
  new Theturtle32Server({ httpServer: http }).on('request', request => {
    if (request.resource !== '/ws') return request.reject(404, 'Not here')
    if (onlyOrigin !== undefined && request.origin !== onlyOrigin) return request.reject(403, 'Origin not allowed')
    request.accept(request.requestedProtocols[0] ?? null, request.origin)
  })
  return listen(http)
}

function listenSockJs(): Promise<Listening> {
  const http = createServer((_, response) => response.writeHead(404).end('not here'))
  createSockJs({ log: () => undefined }).installHandlers(http, { prefix: '/chat' })
  return listen(http)
}

const schema = buildSchema('type Query { hello: String } type Subscription { hello: String }')

function listenGraphQl(): Promise<Listening> {
  const http = createServer(sayHi)
  useServer({ schema }, new WebSocketServer({ server: http, path: '/graphql' }))
  return listen(http)
}

function listenSubscriptions(): Promise<Listening> {
  const http = createServer(sayHi)
  SubscriptionServer.create({ schema, execute, subscribe } as never, { server: http, path: '/graphql' })
  return listen(http)
}

async function listenFastify(): Promise<Listening> {
  const app = fastify({ forceCloseConnections: true })
  await app.register(websocket)
  app.get('/', async () => 'hello')
  app.register(async routes => {
    routes.get('/ws', { websocket: true }, () => undefined)
  })
  await app.ready()
  return listen(app.server)
}

/** Its filter looks for the header Upgrade, and its handshake then for Connection; it takes HTTP/1.0. */
function listenLikeTomcat(): Promise<Listening> {
  const http = createServer((request, response) => {
    const [status, words] = request.headers.upgrade && request.url === '/ws' ? [400, 'Bad Request'] : [404, 'Not Found']
    const page = `<!doctype html><html lang="en"><head><title>HTTP Status ${status} – ${words}</title></head></html>`
    response.writeHead(status, { 'Content-Type': 'text/html;charset=utf-8' }).end(page)
  })
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    if (request.url === '/ws') sockets.handleUpgrade(request, socket, head, () => undefined)
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Type: text/html;charset=utf-8\r\nContent-Length: 0\r\n\r\n')
  })
  return listen(http)
}

/** It looks for "Connection: upgrade" alone, and then for an Upgrade that it can serve. */
function listenLikeUvicorn(hasLibrary: boolean): Promise<Listening> {
  const http = createServer((request, response) => {
    const isAsked = /upgrade/i.test(request.headers.connection ?? '')
    if (isAsked) response.writeHead(400, { 'Content-Type': 'text/plain' }).end('Unsupported upgrade request.')
    else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not Found')
  })
  if (hasLibrary) new WebSocketServer({ server: http })
  return listen(http)
}

async function listenBareFastify(): Promise<Listening> {
  const app = fastify({ forceCloseConnections: true })
  app.get('/', async () => 'hello')
  await app.ready()
  return listen(app.server)
}
