/** Stands in for whatever a proxy hands requests to: says yes to every WebSocket, and tells any other what arrived. */

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Server as NetServer, Socket } from 'node:net'

/** Shows that an answer came from here. */
export const STUB_HEADER = 'x-preflight-app'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export interface StubApp extends AsyncDisposable {
  /** Of 127.0.0.1, for each address that was a number. */
  readonly ports: readonly number[]
}

/** Listens on each of the addresses: paths of sockets, or 0 for any free port of 127.0.0.1. Throws what `listen` throws. */
export async function startStubApp(addresses: readonly (string | 0)[]): Promise<StubApp> {
  const stubs: Stub[] = []
  const stop = async () => void (await Promise.all(stubs.map(stub => stub.stop())))
  try {
    for (const address of addresses) {
      const stub = makeStub()
      stubs.push(stub)
      stub.server.listen(typeof address === 'number' ? { port: address, host: '127.0.0.1' } : address)
      await once(stub.server, 'listening')
    }
  } catch (error) {
    await stop()
    throw error
  }
  const ports = stubs.map(({ server }) => toPort(server)).filter(port => port !== undefined)
  return { ports, [Symbol.asyncDispose]: stop }
}

/** Of a server that has just been asked to listen on any. */
export function toPort(server: NetServer): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}

interface Stub {
  readonly server: Server
  stop(): Promise<void>
}

function makeStub(): Stub {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { [STUB_HEADER]: request.headers.upgrade ?? '', connection: 'close' })
    response.end()
  })
  const upgraded = new Set<Socket>()
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    upgraded.add(socket)
    socket.on('error', () => {}).on('close', () => upgraded.delete(socket))
    socket.write(accept(request))
  })
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
      for (const socket of upgraded) socket.destroy()
    })
  return { server: server.unref(), stop }
}

function accept({ headers }: IncomingMessage): string {
  const key = headers['sec-websocket-key'] ?? ''
  const answer = createHash('sha1')
    .update(key + GUID)
    .digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\n${STUB_HEADER}: 101\r\n\r\n`
}
