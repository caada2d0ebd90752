/** A real HTTP proxy on a free port, closed at the end of the block that uses it. */

import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { listen } from '../support/listening.ts'

export interface ProxyOptions {
  /** The port of the loopback that every way leads to. */
  readonly to?: number
  /** Refuses with this status. */
  readonly status?: number
  readonly certificate?: { readonly key: string; readonly cert: string }
}

/** It knows only CONNECT. */
export async function listenProxy({ to, status, certificate }: ProxyOptions) {
  const asked: string[] = []
  const credentials: string[] = []
  const server = certificate ? createTlsServer(certificate) : createServer()
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    asked.push(request.url ?? '')
    credentials.push(request.headers['proxy-authorization'] ?? '')
    socket.on('error', () => undefined)
    if (status) return void socket.end(`HTTP/1.1 ${status} for ${request.headers['proxy-authorization']}\r\n\r\n`)
    const onward = connect(to ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
  })
  return Object.assign(await listen(server, 'localhost'), { asked, credentials })
}
