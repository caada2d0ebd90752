/** Reads a socket piece by piece under a signal, and leaves it as it was for the next reader. */

import type { Duplex } from 'node:stream'

/** The next bytes; null when the peer has ended, the connection broke or the signal is aborted. */
export async function readBytes(socket: Duplex, signal: AbortSignal): Promise<Buffer | null> {
  for (;;) {
    const bytes: unknown = socket.read()
    if (bytes instanceof Buffer) return bytes
    if (signal.aborted || socket.readableEnded || socket.destroyed) return null
    await waitForActivity(socket, signal)
  }
}

async function waitForActivity(socket: Duplex, signal: AbortSignal): Promise<void> {
  const events = ['readable', 'end', 'close', 'error']
  let wake = () => {}
  const woken = new Promise<void>(resolve => {
    wake = resolve
  })
  for (const event of events) socket.on(event, wake)
  signal.addEventListener('abort', wake)
  await woken
  for (const event of events) socket.off(event, wake)
  signal.removeEventListener('abort', wake)
}
