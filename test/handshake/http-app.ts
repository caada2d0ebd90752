/** HTTP servers on free ports that take an Upgrade in their own way, or not at all; closed at the end of the block. */

import { createServer, type RequestListener } from 'node:http'
import express from 'express'
import { WebSocketServer } from 'ws'
import { type Listening, listen } from '../support/listening.ts'

type Upgraded = Parameters<Parameters<ReturnType<typeof createServer>['on']>[1]>[1]

export function listenHttp(onRequest: RequestListener, onUpgrade?: (socket: Upgraded) => void): Promise<Listening> {
  const server = createServer(onRequest)
  if (onUpgrade) server.on('upgrade', (_, socket) => onUpgrade(socket))
  return listen(server)
}

/** Express and `ws` with a path: a plain GET is 404, an Upgrade elsewhere 400. */
export function listenWithPath(path: string): Promise<Listening> {
  const server = createServer((_, response) => response.writeHead(404, { 'X-Powered-By': 'Express' }).end('Cannot GET'))
  new WebSocketServer({ server, path })
  return listen(server)
}

/** As engine.io does with an Upgrade to a path that is not its own, after its `destroyUpgradeTimeout`. */
export function listenDropping(afterMs: number): Promise<Listening> {
  return listenHttp(
    (_, response) => response.end('hello'),
    socket => void setTimeout(() => socket.destroy(), afterMs),
  )
}

/** Express without a WebSocket server: it takes an Upgrade for a plain request, and fails at /broken. */
export function listenExpress(): Promise<Listening> {
  const app = express()
  app.get('/', (_, response) => response.send('hello'))
  app.get('/broken', () => {
    throw new Error('broken')
  })
  return listen(createServer(app))
}
