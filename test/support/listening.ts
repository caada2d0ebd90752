/** A server on a free port of the loopback, or on one that was found free, closed with all its connections at the end of the block that uses it. */

import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'

export interface Listening extends AsyncDisposable {
  readonly port: number
}

export async function listen(server: Server, host = '127.0.0.1', wantedPort = 0): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  server.listen(wantedPort, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server had no port')
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { port: address.port, [Symbol.asyncDispose]: close }
}

/** A TCP server that runs `serve` for each connection. */
export function listenTcp(serve: (socket: Socket) => void): Promise<Listening> {
  return listen(createServer(serve))
}

/** Answers each connection's first bytes with these, and ends it unless told to keep it open. */
export function listenAnswering(answer: string, { staysOpen = false } = {}): Promise<Listening> {
  return listenTcp(socket => {
    socket.once('data', () => (staysOpen ? socket.write(answer, 'latin1') : socket.end(answer, 'latin1')))
  })
}

/** Nothing listens there, and nobody is given it as long as this process runs. */
export async function findClosedPort(): Promise<number> {
  return (await reservePort()).port
}
