/**
 * A program that listens on ports and never accepts. It is blocked in a read whenever its event loop could accept,
 * and that read ends with its parent, however the parent ended.
 */

import { readSync, writeSync } from 'node:fs'
import { createServer, type Server } from 'node:net'

const STDIN = 0
const STDOUT = 1
/** By host and port, as the parent writes them. */
const servers = new Map<string, Server>()
let unread = ''

obey()

// Only callbacks of process.nextTick may run between two reads: those come before the loop looks at its sockets.
function obey(): void {
  for (;;) {
    const [verb, address = ''] = readLine().split(' ')
    if (verb === 'listen') {
      listen(address)
      return
    }
    servers.get(address)?.close()
    servers.delete(address)
    answer('done')
  }
}

function listen(address: string): void {
  const [host, port] = address.split(':')
  const server = createServer()
  server.once('error', (error: NodeJS.ErrnoException) => {
    answer(error.code ?? 'failed')
    obey()
  })
  server.listen({ host, port: Number(port), backlog: 1 }, () => {
    servers.set(address, server)
    answer('done')
    obey()
  })
}

function readLine(): string {
  const chunk = Buffer.alloc(256)
  while (!unread.includes('\n')) {
    const length = readSync(STDIN, chunk)
    if (length === 0) process.exit(0)
    unread += chunk.toString('latin1', 0, length)
  }
  const end = unread.indexOf('\n')
  const line = unread.slice(0, end)
  unread = unread.slice(end + 1)
  return line
}

function answer(text: string): void {
  writeSync(STDOUT, `${text}\n`)
}
