/** Joins two sockets, so that bytes, ends and breaks of one reach the other. */

import type { Socket } from 'node:net'

/** The end of one direction is passed on; what breaks one side resets the other. */
export function joinSockets(one: Socket, other: Socket): void {
  passOn(one, other)
  passOn(other, one)
}

/** Resets a connection; one over TLS, whose socket cannot do that, is closed. */
export function resetSocket(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

function passOn(from: Socket, to: Socket): void {
  from.pipe(to)
  from.on('error', () => resetSocket(to))
  from.on('close', hadError => {
    if (!hadError && !from.readableEnded) to.destroy()
  })
}
