/** Ports of this machine that instances and fronts keep for their life, whether something listens on them or not. */

import { randomInt } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'

export interface ReservedPort {
  readonly port: number
  release(): void
}

// Below the range from which Linux and macOS take ports for outgoing connections: one of those on a port that is
// ours but has no listener just now would keep us from listening on it again.
const LOWEST_PORT = 20_000
const HIGHEST_PORT = 32_000
const MAX_ATTEMPTS = 200

/**
 * Reserves a free port: the preferred one where this process may listen there and nobody else does. On Linux nobody else
 * of a Local Beanstalk on this machine gets it until it is released or this process ends; programs that are not ours
 * could still take it.
 */
export async function reservePort(preferred = 0): Promise<ReservedPort> {
  const wanted = preferred === 0 ? undefined : await reserveThis(preferred)
  if (wanted) return wanted
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const reserved = await reserveThis(randomInt(LOWEST_PORT, HIGHEST_PORT))
    if (reserved) return reserved
  }
  throw new Error(`No free port was found between ${LOWEST_PORT} and ${HIGHEST_PORT}.`)
}

/** Undefined when it is reserved by somebody else, or not free. */
async function reserveThis(port: number): Promise<ReservedPort | undefined> {
  const lock = await lockPort(port)
  if (lock && (await isFree(port))) return { port, release: () => lock.close() }
  lock?.close()
  return undefined
}

/** Does something accept connections on the port of 127.0.0.1? Answers within `timeoutMs`. */
export function isListening(port: number, timeoutMs: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    const answer = (listening: boolean) => {
      socket.destroy()
      resolve(listening)
    }
    // On loopback the kernel has answered by then: the event loop only has to look once more.
    socket.setTimeout(timeoutMs, () => setImmediate(answer, false))
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}

// A name in Linux's abstract socket namespace is taken atomically and is freed with the process, however it ends.
async function lockPort(port: number): Promise<{ close(): void } | undefined> {
  if (process.platform !== 'linux') return { close() {} }
  const lock = createServer()
  lock.unref()
  return (await listens(lock, { path: `\0local-beanstalk-port-${port}` })) ? lock : undefined
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  if (!(await listens(server, { port }))) return false
  await new Promise(resolve => server.close(resolve))
  return true
}

function listens(server: Server, where: { path: string } | { port: number }): Promise<boolean> {
  return new Promise(resolve => {
    server.once('error', () => resolve(false))
    server.listen(where, () => resolve(true))
  })
}
