import { createServer } from 'node:http'
import websocket from '@fastify/websocket'
import express from 'express'
import fastify from 'fastify'
import FayeWebSocket from 'faye-websocket'
import { describe, expect, it } from 'vitest'
import { server as Theturtle32Server } from 'websocket'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Listening, listen } from '../support/listening.ts'
import { checkOnce, evidenceOf, SOON_MS } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const ECHO = { protocol: { name: 'echo', isGuess: false } } as const
const FORWARDED = { platformForwardsUpgrade: true } as const

/** An app at /ws of each library, which echoes. */
const APPS: Readonly<Record<string, () => Promise<Listening>>> = {
  ws: () =>
    listenWebSocket({ path: '/ws', onConnection: socket => socket.on('message', data => socket.send(`${data}`)) }),
  'express and ws': async () => {
    const app = express()
    app.get('/', (_, response) => response.send('hello'))
    const http = createServer(app)
    const sockets = new WebSocketServer({ server: http, path: '/ws' })
    sockets.on('connection', socket => socket.on('message', data => socket.send(`${data}`)))
    return listen(http)
  },
  '@fastify/websocket': async () => {
    const app = fastify({ forceCloseConnections: true })
    await app.register(websocket)
    app.get('/', async () => 'hello')
    app.register(async routes => {
      routes.get('/ws', { websocket: true }, (socket: WebSocket) => {
        socket.on('message', data => socket.send(`${data}`))
      })
    })
    await app.ready()
    return listen(app.server)
  },
  'faye-websocket': async () => {
    const http = createServer((_, response) => response.end('hello'))
    http.on('upgrade', (request, socket, head) => {
      if (!FayeWebSocket.isWebSocket(request) || request.url !== '/ws') {
        socket.end(NOT_FOUND)
        return
      }
      const client = new FayeWebSocket(request, socket, head)
      client.on('message', ({ data }) => client.send(data))
    })
    return listen(http)
  },
  websocket: async () => {
    const http = createServer((_, response) => response.end('hello'))
    const sockets = new Theturtle32Server({ httpServer: http })
    sockets.on('request', request => {
      if (request.resource !== '/ws') return request.reject(404, 'Not here')
      const client = request.accept(request.requestedProtocols[0] ?? null, request.origin)
      client.on('message', ({ utf8Data }) => client.sendUTF(utf8Data))
    })
    return listen(http)
  },
}

const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'

describe.each(Object.entries(APPS))('an app with %s', (_, open) => {
  it('is accepted where it echoes', async () => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}/ws`, ECHO)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames?.greeting).toMatchObject({ kind: 'greeted' })
  })

  it('is accepted as a WebSocket, which sends nothing but frames of control', async () => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}/ws`)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report)).not.toHaveProperty('protocol')
    expect(evidenceOf(report).frames).toMatchObject({ frameCount: 1, payloadBytes: 8 })
  })

  it('is refused elsewhere, by the app', async () => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}/elsewhere`, ECHO, FORWARDED)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { layer: 'application' } })
  })
})

describe('an app that does not echo', () => {
  it('is named when it was given as one that does', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('welcome') })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { ...ECHO, attemptTimeoutMs: SOON_MS })
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'protocol-not-spoken', severity: 'error' } })
    expect(report.finding?.explanation).toContain('the unchanged text')
    expect(JSON.stringify(report)).not.toContain('welcome')
  })

  it('is named when it never stops talking about something else', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('message', () => Array.from({ length: 60 }, () => socket.send('news'))),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, ECHO)
    expect(report.finding?.explanation).toContain('50 other texts')
  })

  it('is named when it closes upon the text', async () => {
    await using server = await listenWebSocket({
      onConnection: socket => socket.on('message', () => socket.close(1003)),
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, ECHO)
    expect(report.finding?.kind).toBe('protocol-not-spoken')
    expect(report.finding?.explanation).toContain('the server closed with code 1003')
  })
})
