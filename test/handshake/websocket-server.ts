/** A real WebSocket server of the `ws` package on a free port, closed at the end of the block that uses it. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import type { Certificate } from '../support/certificates.ts'
import { type Listening, listen } from '../support/listening.ts'

export interface WebSocketOptions extends Omit<ServerOptions, 'server' | 'noServer'> {
  onConnection?(socket: WebSocket): void
}

/** At a given host and port, or a free one; plain requests are answered with 426 as `ws` does. */
export async function listenWebSocket({
  onConnection,
  host,
  port,
  ...options
}: WebSocketOptions = {}): Promise<Listening> {
  const server = createServer((_, response) => response.writeHead(426).end('Upgrade Required'))
  const sockets = new WebSocketServer({ server, ...options })
  if (onConnection) sockets.on('connection', onConnection)
  if (port === undefined) return listen(server, host)
  server.listen(port, host)
  await once(server, 'listening')
  const close = async () => {
    for (const client of sockets.clients) client.terminate()
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close }
}

export function listenSecureWebSocket(certificate: Certificate): Promise<Listening> {
  const server = createHttpsServer({ key: certificate.key, cert: certificate.cert })
  new WebSocketServer({ server })
  return listen(server)
}
