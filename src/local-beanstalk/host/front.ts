/** A front: the TCP port that clients reach an environment by, in front of an instance's proxy. */

import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Front, FrontSpec } from './host.ts'
import { reservePort } from './ports.ts'
import type { SilentPort, SilentPorts } from './silent-port.ts'

export interface ProcessFront extends Front {
  /** Looks again whether the proxy that it points to is running. */
  refresh(): Promise<void>
}

const HOST = '127.0.0.1'
const MAX_ATTEMPTS = 50
const RETRY_MS = 10

/** Opens a front, silent. `isUp` tells whether something listens on the port that it points to. */
export async function openFront(
  spec: FrontSpec,
  silentPorts: SilentPorts,
  isUp: (proxyPort: number) => boolean,
): Promise<ProcessFront> {
  const reserved = await reservePort(spec.port)
  const { port } = reserved
  let target: number | undefined
  let isAdmitted = false
  let isClosed = false
  const connections = new Set<Socket>()
  const wantedMode = (): Mode => {
    if (isClosed) return 'refusing'
    if (!isAdmitted) return 'silent'
    return target !== undefined && isUp(target) ? 'open' : 'refusing'
  }
  const enter = (mode: Mode): Promise<Leave> => {
    if (mode === 'silent') return beSilent(silentPorts, port)
    if (mode === 'open') return listenOn(port, client => passOn(client, target, connections))
    return Promise.resolve(async () => {})
  }
  const update = followMode(wantedMode, enter)
  const endConnections = () => {
    for (const connection of connections) connection.destroy()
  }
  await update()
  return {
    host: HOST,
    port,
    async pointTo(proxyPort) {
      if (proxyPort !== target) endConnections()
      target = proxyPort
      await update()
    },
    async setAdmitted(admitted) {
      isAdmitted = admitted
      await update()
    },
    refresh: update,
    async close() {
      isClosed = true
      endConnections()
      await update()
      reserved.release()
    },
  }
}

type Mode = 'silent' | 'refusing' | 'open'
type Leave = () => Promise<void>

// One switch at a time: a port has one listener.
function followMode(wantedMode: () => Mode, enter: (mode: Mode) => Promise<Leave>): () => Promise<void> {
  let mode: Mode = 'refusing'
  let leave: Leave = async () => {}
  let last: Promise<void> = Promise.resolve()
  const change = async () => {
    const wanted = wantedMode()
    if (wanted === mode) return
    await leave()
    leave = async () => {}
    mode = 'refusing'
    leave = await enter(wanted)
    mode = wanted
  }
  return () => {
    last = last.catch(() => {}).then(change)
    return last
  }
}

async function beSilent(silentPorts: SilentPorts, port: number): Promise<Leave> {
  const silent: SilentPort = await silentPorts.silence(port)
  return () => silent.release()
}

async function listenOn(port: number, accept: (client: Socket) => void): Promise<Leave> {
  for (let attempt = 1; ; attempt++) {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
    try {
      await listening(server, port)
      // Only the listener is closed, at once; the connections go on, and closing does not wait for them.
      return async () => void server.close()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === MAX_ATTEMPTS) throw error
      await wait(RETRY_MS)
    }
  }
}

async function listening(server: Server, port: number): Promise<void> {
  server.listen({ host: HOST, port })
  await once(server, 'listening')
}

function passOn(client: Socket, target: number | undefined, connections: Set<Socket>): void {
  if (target === undefined) return void client.resetAndDestroy()
  const upstream = connect({ host: HOST, port: target, allowHalfOpen: true, noDelay: true })
  join(client, upstream, connections)
  join(upstream, client, connections)
}

// pipe() passes on the end of one direction; what breaks one side resets the other.
function join(from: Socket, to: Socket, connections: Set<Socket>): void {
  connections.add(from)
  from.pipe(to)
  from.on('error', () => to.resetAndDestroy())
  from.on('close', hadError => {
    connections.delete(from)
    if (!hadError && !from.readableEnded) to.destroy()
  })
}
