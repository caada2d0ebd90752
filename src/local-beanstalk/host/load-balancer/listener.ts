/** A listener of a load balancer: a port of 127.0.0.1 that serves requests, or bytes. */

import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import type { ListenerConfiguration } from '../host-load-balancer.ts'
import type { Balancing } from './balancing.ts'
import { makeByteServer } from './byte-server.ts'
import { makeHttpServer } from './http-server.ts'

export interface Listener {
  /** On 127.0.0.1. */
  readonly port: number
  /** Takes rules and a certificate; port and protocol stay. */
  configure(configuration: ListenerConfiguration): void
  /** Ends its connections, too. */
  close(): Promise<void>
}

export async function openListener(balancing: Balancing, configuration: ListenerConfiguration): Promise<Listener> {
  const speaksHttp = configuration.protocol === 'HTTP' || configuration.protocol === 'HTTPS'
  const { server, configure } = (speaksHttp ? makeHttpServer : makeByteServer)(balancing, configuration)
  const connections = new Set<Socket>()
  server.on('connection', socket => {
    connections.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => connections.delete(socket))
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    configure,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const connection of connections) connection.destroy()
      await closed
    },
  }
}
