/** The HTTP proxy by which a machine reaches the internet: which one, if any, stands before a target. Pure. */

import { isAddress, isLocal, parseUrl, type Target, usualPort } from './target.ts'

export interface OutgoingProxy {
  readonly host: string
  readonly port: number
  /** It is spoken to by TLS itself. */
  readonly isSecure: boolean
  /** Value of Proxy-Authorization; secret. */
  readonly authorization?: string
}

/** Values of the variables that curl and others read; empty or absent where they are not set. */
export interface ProxyVariables {
  /** For `ws:`. */
  readonly httpProxy?: string
  /** For `wss:`. */
  readonly httpsProxy?: string
  /** Names that are reached directly, separated by commas: `example.com` stands for its subdomains too, `*` for all. */
  readonly noProxy?: string
}

export type ChosenProxy =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: OutgoingProxy }
  | { readonly kind: 'problem'; readonly problem: string }

/** From the environment of a program. As for curl and most others, the lower case wins. */
export function readProxyVariables(env: Readonly<Record<string, string | undefined>>): ProxyVariables {
  return {
    httpProxy: env.http_proxy || env.HTTP_PROXY || '',
    httpsProxy: env.https_proxy || env.HTTPS_PROXY || '',
    noProxy: env.no_proxy || env.NO_PROXY || '',
  }
}

/** This machine itself is always reached directly. A problem is a sentence in the past tense, without the value. */
export function chooseProxy(target: Target, variables: ProxyVariables): ChosenProxy {
  const value = (target.isSecure ? variables.httpsProxy : variables.httpProxy)?.trim()
  if (!value || isLocal(target.host) || isExcepted(target, variables.noProxy ?? '')) return { kind: 'direct' }
  const url = parseProxy(value)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const name = target.isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY'
    return { kind: 'problem', problem: `The variable ${name} was not the URL of an HTTP proxy` }
  }
  return { kind: 'proxy', proxy: readProxy(url) }
}

/** What is secret in them: the values of Proxy-Authorization. */
export function listProxyCredentials({ httpProxy = '', httpsProxy = '' }: ProxyVariables): string[] {
  const urls = [httpProxy, httpsProxy].flatMap(value => parseProxy(value) ?? [])
  return urls.flatMap(url => readProxy(url).authorization ?? [])
}

function parseProxy(value: string): URL | null {
  return parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`)
}

function readProxy({ protocol, hostname, port, username, password }: URL): OutgoingProxy {
  const isSecure = protocol === 'https:'
  const pair = `${decode(username)}:${decode(password)}`
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || usualPort(isSecure),
    isSecure,
    ...(username || password ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isExcepted({ host, port }: Target, noProxy: string): boolean {
  return noProxy.split(/[\s,]+/).some(entry => {
    const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isAddress(entry) ? `[${entry}]` : entry) ?? []
    if (name === '' || (entryPort !== undefined && Number(entryPort) !== port)) return false
    const bare = name.toLowerCase().replace(/^\*?\./, '')
    return name === '*' || host.toLowerCase() === bare || host.toLowerCase().endsWith(`.${bare}`)
  })
}
