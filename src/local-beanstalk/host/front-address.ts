/** One address of a front: silent, refusing, or listening, as is wanted of it. */

import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { SilentPort, SilentPorts } from './silent-port.ts'

export interface FrontAddress {
  readonly host: string
  readonly port: number
  readonly silentPorts: SilentPorts
  wantedMode(): FrontMode
  accept(client: Socket): void
}

export type FrontMode = 'silent' | 'refusing' | 'open'

type Leave = () => Promise<void>

const MAX_ATTEMPTS = 50
const RETRY_MS = 10

/** Returns what makes it look again at the mode that is wanted. It begins with refusing. */
export function openFrontAddress(address: FrontAddress): () => Promise<void> {
  let mode: FrontMode = 'refusing'
  let leave: Leave = async () => {}
  let last: Promise<void> = Promise.resolve()
  const change = async () => {
    const wanted = address.wantedMode()
    if (wanted === mode) return
    await leave()
    leave = async () => {}
    mode = 'refusing'
    leave = await enter(wanted, address)
    mode = wanted
  }
  // One switch at a time: a port has one listener.
  return () => {
    last = last.catch(() => {}).then(change)
    return last
  }
}

async function enter(mode: FrontMode, address: FrontAddress): Promise<Leave> {
  if (mode === 'silent') return beSilent(address)
  return mode === 'open' ? listenOn(address) : async () => {}
}

async function beSilent({ silentPorts, host, port }: FrontAddress): Promise<Leave> {
  const silent: SilentPort = await silentPorts.silence(port, host)
  return () => silent.release()
}

async function listenOn({ host, port, accept }: FrontAddress): Promise<Leave> {
  for (let attempt = 1; ; attempt++) {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
    try {
      await listening(server, host, port)
      // Only the listener is closed, at once; the connections go on, and closing does not wait for them.
      return async () => void server.close()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === MAX_ATTEMPTS) throw error
      await wait(RETRY_MS)
    }
  }
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port })
  await once(server, 'listening')
}
