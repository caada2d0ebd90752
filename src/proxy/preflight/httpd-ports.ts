/** The ports of a trial of httpd, which cannot listen on files: free ones of 127.0.0.1 stand for the instance's. */

import { once } from 'node:events'
import { createServer } from 'node:net'
import { type HttpdMapping, mapHttpdFile } from './map-httpd-file.ts'
import type { StagedFile } from './map-nginx-file.ts'
import { toPort } from './stub-app.ts'

export interface PortFacts {
  readonly staged: ReadonlyMap<string, StagedFile>
  readonly appPort: number | undefined
}

export interface WantedPorts {
  readonly listeners: ReadonlySet<number>
  readonly apps: ReadonlySet<number>
}

/** Instance's port -> the one of 127.0.0.1 here. */
export interface HttpdPorts {
  readonly listeners: ReadonlyMap<number, number>
  readonly apps: ReadonlyMap<number, number>
  readonly remote: number
}

/** All that the files listen on, and all of 127.0.0.1 that they hand requests to. */
export function collectPorts({ staged, appPort }: PortFacts): WantedPorts {
  const [listeners, apps] = [new Set<number>(), new Set<number>(appPort === undefined ? [] : [appPort])]
  const mapping: HttpdMapping = {
    folder: '',
    toListener: port => Number(listeners.add(port) && 0),
    toApp: port => Number(apps.add(port) && 0),
    remote: 0,
    hasFile: () => true,
    note: () => {},
  }
  for (const file of staged.values()) mapHttpdFile(file, mapping)
  return { listeners, apps }
}

/** `stubs`: one more than there are apps. A port of the app that httpd wants as well is taken, as on the instance. */
export async function assignPorts(
  { appPort }: Pick<PortFacts, 'appPort'>,
  wanted: WantedPorts,
  stubs: readonly number[],
): Promise<HttpdPorts> {
  const [remote = 0, ...others] = stubs
  const apps = new Map([...wanted.apps].map((port, index) => [port, others[index] ?? remote]))
  const listeners = new Map<number, number>()
  for (const port of wanted.listeners) {
    const taken = port === appPort ? apps.get(port) : undefined
    listeners.set(port, taken ?? (await findFreePort()))
  }
  return { listeners, apps, remote }
}

/** Whether httpd could not have a port that somebody else took in the meantime; one of a stand-in is taken on purpose. */
export function isTakenByOthers(words: string, { apps }: HttpdPorts): boolean {
  const [, port] = /AH00072: [^\n]*?127\.0\.0\.1:(\d+)/.exec(words) ?? []
  return port !== undefined && ![...apps.values()].includes(Number(port))
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = toPort(server) ?? 0
  server.close()
  await once(server, 'close')
  return port
}
