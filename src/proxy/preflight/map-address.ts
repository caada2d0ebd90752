/** Maps where nginx hands a request on: to stand-ins on this machine, and never to any host. */

import type { LocalAddress, ProxySockets } from './proxy-sockets.ts'

export interface AddressContext {
  readonly sockets: ProxySockets
  /** Names that the tree's own `upstream` blocks define, in small letters. */
  readonly upstreams: ReadonlySet<string>
}

export interface MappedAddress {
  readonly text: string
  /** The target is only known when a request comes, so it is none here. */
  readonly isVariable: boolean
}

/**
 * What `proxy_pass` and the like take: scheme and URI stay. What is no stand-in of the trial is written so that nginx
 * refuses it without asking anybody: what cannot be an address, and a name that is unknown on an instance too.
 */
export function mapPass(text: string, context: AddressContext): MappedAddress {
  const { sockets } = context
  // Any other word before "://" belongs to the address: "unix:///run/app.sock" is a path.
  const [, scheme = '', rest = ''] = /^((?:https?|grpcs?|s?uwsgi):\/\/)?(.*)$/is.exec(text) ?? []
  const unset: MappedAddress = { text: `${scheme}unix:${sockets.nobody}:/${rest}`, isVariable: true }
  const [socket, socketPath = '', socketUri = ''] = /^unix:([^:]*)(:.*)?$/is.exec(rest) ?? []
  if (socket !== undefined) {
    if (socketPath.includes('$')) return unset
    return fixed(
      socketPath ? `${scheme}unix:${sockets.toLocal({ path: normalizePath(socketPath) })}${socketUri}` : NO_SOCKET,
    )
  }
  const [, authority = '', uri = ''] = /^([^/?]*?)((?:[/?]|\$\w|\$\{).*)?$/s.exec(rest) ?? []
  // What follows without a slash may be the URI ("http://app$request_uri") or belong to the host ("http://app$n:80").
  const isWhole = authority !== '' && (!uri.startsWith('$') || /^\$\{?(document_uri|request_uri|uri)\b/.test(uri))
  if (!isWhole) {
    return rest.includes('$') ? unset : fixed(`${scheme}/`)
  }
  const target = mapAuthority(authority, context)
  return fixed(`${scheme}${target}${uri !== '' && target.startsWith('unix:') ? ':' : ''}${uri}`)
}

/** What stands for a server in an `upstream` block. */
export function mapServer(text: string, context: AddressContext): string {
  const [socket, path = ''] = /^unix:(.*)$/is.exec(text) ?? []
  if (socket === undefined) return mapAuthority(text, context)
  return path ? `unix:${context.sockets.toLocal({ path: normalizePath(path) })}` : NO_SOCKET
}

/** Puts the words of the file where a name was made unresolvable. */
export function unmapNames(text: string): string {
  return text.replaceAll(UNKNOWN, '')
}

/**
 * A label may have 63 characters: the resolver refuses this without asking anybody. It stands in front, so that the text
 * is no socket's either, and a NUL in it hides nothing. Upstreams have such names too: one that is not loaded is no host.
 */
export function makeUnresolvable(host: string): string {
  return `${UNKNOWN}${host}`
}

const UNKNOWN = `${'x'.repeat(64)}.`
/** nginx refuses it: "no path in the unix domain socket". */
const NO_SOCKET = 'unix:'
const LOOPBACK = /^(localhost|localhost\.localdomain|localhost[46]|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/i

function mapAuthority(authority: string, { sockets, upstreams }: AddressContext): string {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s.exec(authority) ?? []
  const isPort = port === undefined || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65536)
  if (host === '' || !isPort || upstreams.has(host.toLowerCase())) return makeUnresolvable(authority)
  if (LOOPBACK.test(host)) return `unix:${sockets.toLocal(toLocalAddress(port))}`
  if (/^(\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)+\.?)$/i.test(host)) return `unix:${sockets.remote}`
  return makeUnresolvable(authority)
}

function toLocalAddress(port = '80'): LocalAddress {
  return { port: Number(port) }
}

// /var/run is a link to /run.
function normalizePath(path: string): string {
  return path.replace(/^\/+(var\/)?run\//, '/run/')
}

function fixed(text: string): MappedAddress {
  return { text, isVariable: false }
}
