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
 * What `proxy_pass` and the like take: scheme and URI stay. What cannot be an address stays as well, for nginx to refuse.
 * A name that is neither an upstream nor has a dot is unknown on an instance too, and is written so that no name server
 * has to be asked about it.
 */
export function mapPass(text: string, context: AddressContext): MappedAddress {
  const { sockets } = context
  const [, scheme = '', rest = ''] = /^(\w+:\/\/)?(.*)$/s.exec(text) ?? []
  const [, socketPath = '', socketUri = ''] = /^unix:([^:]*)(:.*)?$/s.exec(rest) ?? []
  if (socketPath && !socketPath.includes('$')) {
    return fixed(`${scheme}unix:${sockets.toLocal({ path: normalizePath(socketPath) })}${socketUri}`)
  }
  const [, authority = '', uri = ''] = /^([^/?]*?)((?:[/?]|\$\w|\$\{).*)?$/s.exec(rest) ?? []
  // What follows without a slash may be the URI ("http://app$request_uri") or belong to the host ("http://app$n:80").
  const isWhole = authority !== '' && (!uri.startsWith('$') || /^\$\{?(document_uri|request_uri|uri)\b/.test(uri))
  if (!isWhole) {
    return /\$/.test(rest) ? { text: `${scheme}unix:${sockets.nobody}:/${rest}`, isVariable: true } : fixed(text)
  }
  const target = mapAuthority(authority, context)
  return fixed(`${scheme}${target}${uri !== '' && target.startsWith('unix:') ? ':' : ''}${uri}`)
}

/** What stands for a server in an `upstream` block. */
export function mapServer(text: string, context: AddressContext): string {
  if (!text.startsWith('unix:')) return mapAuthority(text, context)
  return `unix:${context.sockets.toLocal({ path: normalizePath(text.slice('unix:'.length)) })}`
}

/** Puts the words of the file where a name was made unresolvable. */
export function unmapNames(text: string): string {
  return text.replaceAll(UNKNOWN, '')
}

/** A label may have 63 characters: the resolver refuses this without asking anybody. */
export function makeUnresolvable(host: string): string {
  return `${host}${UNKNOWN}`
}

const UNKNOWN = `.${'x'.repeat(64)}`
const LOOPBACK = /^(localhost|localhost\.localdomain|localhost[46]|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/

function mapAuthority(authority: string, { sockets, upstreams }: AddressContext): string {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s.exec(authority) ?? []
  const isPort = port === undefined || /^\d{1,5}$/.test(port)
  // nginx looks at the port first, and refuses one that is none before it asks for the host.
  if (host === '' || !isPort) return authority
  if (upstreams.has(host.toLowerCase())) return authority
  if (LOOPBACK.test(host)) return `unix:${sockets.toLocal(toLocalAddress(port))}`
  if (/^(\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)+\.?)$/i.test(host)) return `unix:${sockets.remote}`
  return `${makeUnresolvable(host)}${port === undefined ? '' : `:${port}`}`
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
