/**
 * The sockets that stand for an instance's addresses in a trial: nginx listens on files in a folder of its own, so that
 * nothing collides with the machine and no port is needed.
 */

import { parseAddress } from '../rules/listen-address.ts'

export interface ProxySockets {
  /** The file that stands for what nginx listens on; `address` as in its `listen`. Undefined for what is no address. */
  toListener(address: string): string | undefined
  /** The file that stands for a port of the instance, or for a socket of it ("unix:/run/app.sock"). */
  toLocal(address: LocalAddress): string
  /** For hosts elsewhere, which nobody asks here. */
  readonly remote: string
  /** Where nobody listens. */
  readonly nobody: string
  /** For each server that listens somewhere, lest one of which nothing is left takes a port of the machine. */
  readonly unused: string
  /** Of the listeners, the file of `0.0.0.0:80` and the like. */
  findListener(address: string): string | undefined
  /** The files on which a stand-in for an app has to listen. */
  listApps(): string[]
  /** Puts the instance's addresses where the files are named. */
  unmap(text: string): string
}

export type LocalAddress = { readonly port: number } | { readonly path: string }

export interface SocketFacts {
  /** Without a slash at its end. */
  readonly folder: string
  /** The port of 127.0.0.1 on which the app itself listens; nginx cannot have it too. */
  readonly appPort: number | undefined
  /** False where the app is in a container: then nobody answers on the host's own ports. */
  readonly answersOnPorts: boolean
}

export function makeProxySockets({ folder, appPort, answersOnPorts }: SocketFacts): ProxySockets {
  const listeners = new Map<string, string>()
  const apps = new Map<string, string>()
  const [remote, nobody] = [`${folder}/remote`, `${folder}/nobody`]
  const toApp = (key: string, name: string) => remember(apps, key, `${folder}/${name}`)
  return {
    remote,
    nobody,
    unused: `${folder}/unused`,
    toListener(address) {
      const key = normalizeListen(address)
      if (key === undefined) return undefined
      const port = /:(\d+)$/.exec(key)?.[1] ?? ''
      if (appPort !== undefined && port === String(appPort)) return toApp(`127.0.0.1:${port}`, `app-${port}`)
      return remember(listeners, key, `${folder}/${listeners.size}-${port}`)
    },
    toLocal(address) {
      if ('path' in address) {
        const key = `unix:${address.path}`
        return listeners.get(key) ?? toApp(key, `socket-${apps.size}`)
      }
      const key = `127.0.0.1:${address.port}`
      const own = listeners.get(key) ?? listeners.get(`0.0.0.0:${address.port}`)
      if (own) return own
      return answersOnPorts || address.port === appPort ? toApp(key, `app-${address.port}`) : nobody
    },
    findListener: address => listeners.get(address),
    listApps: () => [...apps.values(), remote],
    unmap(text) {
      const all = [...listeners, ...apps].sort(([, a], [, b]) => b.length - a.length)
      const done = all.reduce((told, [key, file]) => told.replaceAll(`unix:${file}`, () => key), text)
      return done.replaceAll(/127\.0\.0\.1:(\d+)(?= failed)/g, '0.0.0.0:$1')
    },
  }
}

/** "80", "*:80" and "0.0.0.0:80" are one address to nginx. Undefined for what it would have to ask a name server for. */
export function normalizeListen(address: string): string | undefined {
  if (/^unix:\S/i.test(address))
    return address.replace(/^unix:/i, 'unix:').replace(/^unix:\/+(var\/)?run\//, 'unix:/run/')
  const parsed = parseAddress(address)
  if (!parsed || !/^(\[[0-9a-f:.]+\]|[\d.]+|localhost)$/i.test(parsed.host)) return undefined
  const { host, port } = parsed
  return `${host === 'localhost' ? '127.0.0.1' : host.toLowerCase()}:${port}`
}

function remember(known: Map<string, string>, key: string, file: string): string {
  const found = known.get(key) ?? file
  known.set(key, found)
  return found
}
