/** Reads where a server of nginx listens. */

import type { LoadedDirective } from '../nginx-tree.ts'

export interface ListenAddress {
  /** "0.0.0.0" for all addresses of IPv4, "[::]" for those of IPv6. */
  readonly host: string
  readonly port: number
}

/** "80", "*:80", "127.0.0.1:80", "[::]:80", "localhost". Undefined for a socket, and for what is none of these. */
export function parseAddress(text: string): ListenAddress | undefined {
  if (text.startsWith('unix:')) return undefined
  if (/^\d{1,5}$/.test(text)) return { host: ANY, port: Number(text) }
  const [, host = '', port = '80'] = /^(\[[\da-fA-F:.]*\]|[^\s:[\]$]+)(?::(\d{1,5}))?$/.exec(text) ?? []
  return host ? { host: host === '*' ? ANY : host, port: Number(port) } : undefined
}

const ANY = '0.0.0.0'

/** The addresses of a server: port 80 where it names none. */
export function listAddresses({ block = [] }: Pick<LoadedDirective, 'block'>): ListenAddress[] {
  const listens = block.filter(({ name }) => name === 'listen')
  if (listens.length === 0) return [{ host: ANY, port: 80 }]
  return listens.flatMap(({ args }) => parseAddress(args[0] ?? '') ?? [])
}

/** The ports on which more than one of the servers listens. */
export function listSharedPorts(servers: readonly LoadedDirective[]): ReadonlySet<number> {
  const [seen, shared] = [new Set<number>(), new Set<number>()]
  for (const server of servers) {
    for (const port of new Set(listAddresses(server).map(({ port }) => port))) {
      if (seen.has(port)) shared.add(port)
      seen.add(port)
    }
  }
  return shared
}

/** Whether the server speaks TLS on some address. */
export function speaksTls({ block = [] }: Pick<LoadedDirective, 'block'>): boolean {
  const isOn = block.some(({ name, args }) => name === 'ssl' && args[0] === 'on')
  return isOn || block.some(({ name, args }) => name === 'listen' && args.includes('ssl'))
}
