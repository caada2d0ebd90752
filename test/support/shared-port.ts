/** A port that is free at several addresses of this machine, for servers that stand behind one name. */

import { once } from 'node:events'
import { createServer } from 'node:net'

// Below those that Linux gives to whoever asks for any (ip_local_port_range begins at 32768): nobody gets it meanwhile.
const FIRST = 20_000
const COUNT = 12_000

export async function findSharedPort(hosts: readonly string[]): Promise<number> {
  for (let tried = 0; tried < 50; tried += 1) {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    const free = await Promise.all(hosts.map(host => isFree(host, port)))
    if (free.every(Boolean)) return port
  }
  throw new Error(`No port is free at all of ${hosts.join(', ')}`)
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
