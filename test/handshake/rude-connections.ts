/** What a server does to a WebSocket that it has opened, against the rules or to excess. */

import type { WebSocket } from 'ws'

export function dropAfterPing(socket: WebSocket): void {
  socket.on('ping', () => {
    // The close frame comes after the pong has been read, and finds nobody.
    rawSocketOf(socket)
      .removeAllListeners('data')
      .once('data', () => rawSocketOf(socket).destroy())
  })
}

export function flood(socket: WebSocket): void {
  const timer = setInterval(() => {
    for (let count = 0; count < 500; count += 1) socket.send('x')
  }, 1)
  socket.on('close', () => clearInterval(timer))
}

/** Lets the ping be answered before. */
export function floodAfterPing(socket: WebSocket): void {
  const flood = () => {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.alloc(64 * 1024), () => setImmediate(flood))
  }
  socket.once('ping', () => setImmediate(flood))
}

/** The connection under the frames. */
export function rawSocketOf(socket: WebSocket) {
  const { _socket } = socket as unknown as { _socket: import('node:net').Socket }
  return _socket
}
