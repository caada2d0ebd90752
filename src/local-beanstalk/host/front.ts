/** A front: the TCP port that clients reach an environment by, in front of an instance's proxy. */

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { type FrontMode, openFrontAddress } from './front-address.ts'
import type { Front, FrontSpec } from './host.ts'
import { joinSockets } from './join-sockets.ts'
import { reservePort } from './ports.ts'
import type { SilentPorts } from './silent-port.ts'

export interface ProcessFront extends Front {
  /** Looks again whether the proxy that it points to is running. */
  refresh(): Promise<void>
}

const TARGET_HOST = '127.0.0.1'

/**
 * Opens a front, silent. `isUp` tells whether something listens on the port that it points to.
 * @throws Error when this machine has not as many addresses as the front is to have.
 */
export async function openFront(
  spec: FrontSpec,
  silentPorts: SilentPorts,
  isUp: (proxyPort: number) => boolean,
): Promise<ProcessFront> {
  const addresses = await listAddresses(spec.addresses ?? 1)
  const reserved = await reservePort(spec.port)
  const { port } = reserved
  const connections = new Set<Socket>()
  const dead = new Set<string>()
  let target: number | undefined
  let isAdmitted = false
  let isClosed = false
  const wantedMode = (host: string): FrontMode => {
    if (isClosed) return 'refusing'
    if (!isAdmitted || dead.has(host)) return 'silent'
    return target !== undefined && isUp(target) ? 'open' : 'refusing'
  }
  const accept = (client: Socket) => passOn(client, target, connections)
  const updates = addresses.map(host =>
    openFrontAddress({ host, port, silentPorts, wantedMode: () => wantedMode(host), accept }),
  )
  const update = async () => void (await Promise.all(updates.map(updateOne => updateOne())))
  await update()
  return {
    host: addresses[0],
    addresses,
    port,
    pointTo(proxyPort) {
      if (proxyPort !== target) endAll(connections)
      target = proxyPort
      return update()
    },
    setAdmitted(admitted) {
      isAdmitted = admitted
      return update()
    },
    setDead(address, isDead) {
      dead[isDead ? 'add' : 'delete'](address)
      return update()
    },
    refresh: update,
    async close() {
      isClosed = true
      endAll(connections)
      await update()
      reserved.release()
    },
  }
}

// Linux answers on all of 127.0.0.0/8; elsewhere each address has to be set up.
async function listAddresses(count: number): Promise<readonly [string, ...string[]]> {
  const others = Array.from({ length: count - 1 }, (_, index) => `127.0.0.${index + 2}`)
  for (const host of others) {
    const server = createServer()
    server.listen({ host, port: 0 })
    await once(server, 'listening').catch(cause => {
      throw new Error(`This machine does not answer on "${host}", which Linux does. Run Local Beanstalk there.`, {
        cause,
      })
    })
    server.close()
  }
  return [TARGET_HOST, ...others]
}

function passOn(client: Socket, target: number | undefined, connections: Set<Socket>): void {
  if (target === undefined) return void client.resetAndDestroy()
  const upstream = connect({ host: TARGET_HOST, port: target, allowHalfOpen: true, noDelay: true })
  for (const socket of [client, upstream]) {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  }
  joinSockets(client, upstream)
}

function endAll(connections: ReadonlySet<Socket>): void {
  for (const connection of connections) connection.destroy()
}
