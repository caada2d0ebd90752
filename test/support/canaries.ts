/** A file, a program's trace and a port of this machine that nothing of a bundle may come to. */

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'

export interface Canaries extends AsyncDisposable {
  /** A file that somebody may read; CANARY_TEXT in the words of a proxy shows that it did. */
  readonly file: string
  /** Where there is a file once a program ran. */
  readonly trace: string
  /** Of 127.0.0.1, with somebody listening on it: nobody can listen on all addresses. */
  readonly port: number
  /** Path of a socket, with somebody listening on it. */
  readonly socket: string
  /** What has been touched so far. */
  findTouched(): readonly string[]
}

export const CANARY_TEXT = 'CanaryOfThisMachine'

export async function openCanaries(): Promise<Canaries> {
  const folder = await mkdtemp(join(tmpdir(), 'canary-'))
  const [file, trace, socket] = ['secret.conf', 'trace', 'socket'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(file, `${CANARY_TEXT} yes\n`)
  const touched: string[] = []
  const servers = [
    createServer(connection => connection.destroy()).on('connection', () => touched.push('the port')),
    createServer(connection => connection.destroy()).on('connection', () => touched.push('the socket')),
  ] as const
  // Of those that the kernel gives away, somebody may still ask for what listened there before.
  const { port, release } = await reservePort()
  servers[0].listen(port, '127.0.0.1')
  servers[1].listen(socket)
  await Promise.all(servers.map(server => once(server, 'listening')))
  return {
    ...{ file, trace, socket, port },
    findTouched: () => [...touched, ...(existsSync(trace) ? ['a program ran'] : [])],
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.close()
      release()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
