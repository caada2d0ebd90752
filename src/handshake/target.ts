/** From the text of a URL to what has to be asked where. */

import { isIP } from 'node:net'

export interface Target {
  /** Name or address to connect to, without the brackets of IPv6. */
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** Path and query, percent-encoded, as they go into the request line. */
  readonly requestTarget: string
  /** Value of the Host header. */
  readonly authority: string
  /** What a browser on the site's own page would send. */
  readonly defaultOrigin: string
  /** The URL without the values of its query, which may be secrets. */
  readonly printableUrl: string
}

export type ParsedTarget =
  | { readonly kind: 'target'; readonly target: Target }
  | { readonly kind: 'problem'; readonly problem: string }

/** Longest URL taken; nginx refuses a request line of more than 8 KiB (large_client_header_buffers). */
const MAX_URL_LENGTH = 4096

const SECURE = new Map([
  ['ws:', false],
  ['http:', false],
  ['wss:', true],
  ['https:', true],
])

/** Values that say nothing about a person: they are shown in printed URLs. */
const PUBLIC_QUERY = new Set(['EIO=3', 'EIO=4', 'transport=websocket', 'transport=polling', 'vsn=2.0.0'])

/**
 * Reads a `ws` or `wss` URL; `http` and `https` are taken for them. RFC 6455, section 3, forbids the fragment;
 * a user name or password is refused because it would be printed. A problem is a sentence in the past tense.
 */
export function parseTarget(text: string): ParsedTarget {
  if (text.length > MAX_URL_LENGTH) return problem(`The URL had ${text.length} characters, more than ${MAX_URL_LENGTH}`)
  if (/[\p{Cc}\s]/u.test(text)) return problem('The URL contained white space or a control character')
  const url = parseUrl(text)
  if (!url) return problem('The URL was not absolute, as in "wss://example.com/ws"')
  const isSecure = SECURE.get(url.protocol)
  if (isSecure === undefined) return problem(`The URL began with "${url.protocol}", not "ws:" or "wss:"`)
  if (url.username || url.password) return problem('The URL contained a user name or a password')
  if (text.includes('#')) return problem('The URL contained a fragment ("#")')
  if (url.port === '0') return problem('The URL named port "0"')
  return { kind: 'target', target: describeTarget(url, isSecure) }
}

/** Null where the text is none. As `URL.parse` does it, which Node 20 has not. */
export function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null
}

/** The same place with another path and query. */
export function withRequestTarget(target: Target, requestTarget: string): Target {
  const printableUrl = `${target.isSecure ? 'wss' : 'ws'}://${target.authority}${maskQuery(requestTarget)}`
  return { ...target, requestTarget, printableUrl }
}

/** A path with `***` for the values of its query, but for those that say nothing about a person. */
function maskQuery(requestTarget: string): string {
  const [path = '', query] = splitOnce(requestTarget, '?')
  if (query === undefined) return path
  const masked = query.split('&').map(pair => (PUBLIC_QUERY.has(pair) ? pair : maskPair(pair)))
  return `${path}?${masked.join('&')}`
}

/** Whether the host is an address: then there is nothing to resolve, and no server name to indicate. */
export function isAddress(host: string): boolean {
  return isIP(host) !== 0
}

/** This machine itself. */
export function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host)
}

/** Which a URL need not name (RFC 6455, section 3; RFC 9110, section 4.2). */
export function usualPort(isSecure: boolean): number {
  return isSecure ? 443 : 80
}

function describeTarget(url: URL, isSecure: boolean): Target {
  const port = Number(url.port) || usualPort(isSecure)
  const authority = port === usualPort(isSecure) ? url.hostname : `${url.hostname}:${port}`
  const bare = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    isSecure,
    requestTarget: '',
    authority,
    defaultOrigin: `${isSecure ? 'https' : 'http'}://${authority}`,
    printableUrl: '',
  }
  return withRequestTarget(bare, encodeTarget(`${url.pathname || '/'}${url.search}`))
}

/** `URL` has encoded what it must; the rest of what a request line may not hold is encoded here. */
function encodeTarget(requestTarget: string): string {
  return requestTarget.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent)
}

function maskPair(pair: string): string {
  const [name, value] = splitOnce(pair, '=')
  return value === undefined ? '***' : `${name}=***`
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function problem(text: string): ParsedTarget {
  return { kind: 'problem', problem: text }
}
