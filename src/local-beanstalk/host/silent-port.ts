/** Ports that answer nothing, as behind a closed security group: no refusal, no connection. On Linux; elsewhere they refuse. */

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface SilentPorts {
  /** False where this system has no silent ports: nobody listens there instead. */
  readonly isReal: boolean
  /** Makes the port silent, of 127.0.0.1 unless another host is given. Resolves when a connection attempt to it is left unanswered. */
  silence(port: number, host?: string): Promise<SilentPort>
  stop(): Promise<void>
}

export interface SilentPort {
  /** Frees the port. Attempts that are waiting go on trying: whoever listens there next gets them. */
  release(): Promise<void>
}

type Listener = ChildProcessByStdio<Writable, Readable, null>

const ENDED = 'the listener has ended'
const MAX_FILLERS = 16
const UNANSWERED_MS = 15
const MAX_ATTEMPTS = 50
const RETRY_MS = 10

/**
 * Starts the program that holds the ports. Linux leaves an attempt unanswered when the queue of connections that
 * nobody accepted is full: the program listens with the shortest queue, and fillers of ours fill it.
 */
export function openSilentPorts(system = process.platform): SilentPorts {
  if (system !== 'linux') return REFUSING_PORTS
  const listener = spawn(process.execPath, [fileURLToPath(new URL('./silent-listener.ts', import.meta.url))], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  })
  const ask = askInOrder(listener)
  return {
    isReal: true,
    async silence(port, host = '127.0.0.1') {
      const address = `${host}:${port}`
      for (let attempt = 1; ; attempt++) {
        const answer = await ask(`listen ${address}`)
        if (answer === 'done') break
        if (answer !== 'EADDRINUSE' || attempt === MAX_ATTEMPTS) throw new Error(`${address} is not free: "${answer}".`)
        await wait(RETRY_MS)
      }
      const fillers = await fillQueue(port, host)
      return {
        async release() {
          for (const filler of fillers) filler.destroy()
          await ask(`close ${address}`)
        },
      }
    },
    async stop() {
      if (listener.exitCode !== null || listener.signalCode !== null) return
      const exited = once(listener, 'exit')
      listener.stdin.end()
      await exited
    },
  }
}

const REFUSING_PORTS: SilentPorts = {
  isReal: false,
  silence: async () => ({ release: async () => {} }),
  stop: async () => {},
}

function askInOrder(listener: Listener): (command: string) => Promise<string> {
  const waiting: ((answer: string) => void)[] = []
  let hasEnded = false
  createInterface(listener.stdout).on('line', line => waiting.shift()?.(line))
  const giveUp = () => {
    hasEnded = true
    for (const answer of waiting.splice(0)) answer(ENDED)
  }
  listener.on('exit', giveUp).on('error', giveUp)
  listener.stdin.on('error', giveUp)
  return command => {
    if (hasEnded) return Promise.resolve(ENDED)
    const { promise, resolve } = Promise.withResolvers<string>()
    waiting.push(resolve)
    listener.stdin.write(`${command}\n`)
    return promise
  }
}

async function fillQueue(port: number, host: string): Promise<readonly Socket[]> {
  const fillers: Socket[] = []
  while (fillers.length < MAX_FILLERS) {
    const socket = connect({ host, port })
    socket.unref().on('error', () => {})
    if (!(await isAnswered(socket))) {
      socket.destroy()
      return fillers
    }
    fillers.push(socket)
  }
  for (const filler of fillers) filler.destroy()
  throw new Error(`${host}:${port} did not fall silent: it took ${MAX_FILLERS} connections.`)
}

// On loopback the kernel has answered before connect() returns; the event loop only has to look once more.
async function isAnswered(socket: Socket): Promise<boolean> {
  await Promise.race([once(socket, 'connect').catch(() => undefined), wait(UNANSWERED_MS)])
  await nextTurn()
  return !socket.connecting
}
