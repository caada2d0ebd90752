/**
 * A server of Action Cable's protocol, which npm has none of: after actioncable/lib/action_cable/{server/socket,
 * connection/base}.rb of Rails (welcome, ping every 3 s, disconnect with a reason) and the guide "Action Cable Overview".
 */

import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Listening, listen } from './listening.ts'

export interface ActionCableOptions {
  /** What `allowed_request_origins` holds; all when left out. */
  readonly allowedOrigin?: string
  /** Sent in the place of the welcome, and the connection is closed. */
  readonly disconnect?: 'unauthorized' | 'invalid_request' | 'server_restart' | 'remote'
  /** Of this server, besides "actioncable-unsupported". */
  readonly subprotocol?: string
}

/** At /cable; what is no WebSocket, or of another Origin, is answered with Rails' 404. */
export async function listenActionCable(options: ActionCableOptions = {}): Promise<Listening> {
  const { allowedOrigin, subprotocol = 'actioncable-v1-json' } = options
  const http = createServer((_, response) => response.writeHead(404, TEXT).end(NOT_FOUND))
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: offered => [subprotocol, 'actioncable-unsupported'].find(name => offered.has(name)) ?? false,
  })
  http.on('upgrade', (request, socket, head) => {
    const isAllowed = allowedOrigin === undefined || request.headers.origin === allowedOrigin
    if (request.url === '/cable' && isAllowed) return sockets.handleUpgrade(request, socket, head, serve(options))
    const headers = `Content-Type: ${TEXT['Content-Type']}\r\nContent-Length: ${NOT_FOUND.length}\r\n`
    socket.end(`HTTP/1.1 404 Not Found\r\n${headers}\r\n${NOT_FOUND}`)
  })
  return listen(http)
}

const NOT_FOUND = 'Page not found'
const TEXT = { 'Content-Type': 'text/plain; charset=utf-8' }

function serve({ disconnect }: ActionCableOptions): (socket: WebSocket) => void {
  return socket => {
    const transmit = (message: object) => socket.send(JSON.stringify(message))
    if (disconnect) {
      transmit({ type: 'disconnect', reason: disconnect, reconnect: disconnect !== 'unauthorized' })
      socket.close(1000)
      return
    }
    transmit({ type: 'welcome' })
    const beat = setInterval(() => transmit({ type: 'ping', message: Math.floor(Date.now() / 1000) }), 3000)
    socket.on('close', () => clearInterval(beat))
  }
}
