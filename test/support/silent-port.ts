/**
 * A port that answers nothing, as behind a closed security group: Linux leaves connection attempts unanswered while
 * the queue of a listening socket is full, for any user.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

export interface SilentPort extends AsyncDisposable {
  readonly port: number
}

/** Listens, says its port, and then waits for the end of its input instead of accepting. */
const NEVER_ACCEPTS = `
const { readSync, writeSync } = require('node:fs')
const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  writeSync(1, String(server.address().port) + '\\n')
  readSync(0, Buffer.alloc(1))
  process.exit()
})`

export async function startSilentPort(): Promise<SilentPort> {
  const child = spawn(process.execPath, ['-e', NEVER_ACCEPTS], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(line.toString())
  const fillers = await fillQueue(port)
  const stop = async () => {
    for (const filler of fillers) filler.destroy()
    const exited = once(child, 'exit')
    child.stdin.end()
    await exited
  }
  return { port, [Symbol.asyncDispose]: stop }
}

/** Connects until a connection is not taken any more. */
async function fillQueue(port: number): Promise<Socket[]> {
  const fillers: Socket[] = []
  for (let count = 0; count < 8; count += 1) {
    const filler = connect(port, '127.0.0.1')
    filler.on('error', () => undefined)
    fillers.push(filler)
    await Promise.race([once(filler, 'connect'), wait(100)])
    // On loopback the kernel has answered before connect() returns; after a pause the event loop has to look once more.
    await nextTurn()
    if (filler.connecting) return fillers
  }
  throw new Error('The port took all connections')
}
