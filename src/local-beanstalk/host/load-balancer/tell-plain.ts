/** An HTTPS listener that is asked in plain HTTP, and says so in plain HTTP. */

import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

/** The content type of a TLS record that begins a handshake (RFC 8446, section 5.1). */
const HANDSHAKE = 0x16

/** What comes to the server is looked at first: `answer` gets those connections that do not begin with TLS. */
export function tellPlain(server: Server, answer: (socket: Socket) => void): void {
  const listeners = server.listeners('connection') as Array<(socket: Socket) => void>
  server.removeAllListeners('connection')
  server.on('connection', socket => void sort(socket))
  const sort = async (socket: Socket) => {
    await Promise.race([once(socket, 'readable'), once(socket, 'close')]).catch(() => {})
    const first: Buffer | null = socket.read()
    if (first === null) return socket.destroy()
    socket.unshift(first)
    if (first[0] !== HANDSHAKE) return answer(socket)
    for (const listener of listeners) listener.call(server, socket)
    return undefined
  }
}
