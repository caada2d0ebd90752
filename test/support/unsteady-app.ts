/** A WebSocket app that can be taken down and put up: while it is down, it answers every Upgrade with 500. */

import { createServer, type RequestListener } from 'node:http'
import { WebSocketServer } from 'ws'
import { type Listening, listen } from './listening.ts'

export interface UnsteadyApp extends Listening {
  isUp: boolean
}

/** `answer` is what it says to requests that are no Upgrade, also while it is up. */
export async function listenUnsteadily(
  isUp: boolean,
  answer: RequestListener = (_, response) => response.writeHead(500).end(),
): Promise<UnsteadyApp> {
  const server = createServer(answer)
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (app.isUp) return sockets.handleUpgrade(request, socket, head, () => {})
    socket.end('HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n')
  })
  const app = { ...(await listen(server)), isUp }
  return app
}
