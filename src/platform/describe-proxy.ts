/** What the proxy in front of an app does before any file is added to it: the platform's row, the settings, and what the bundle holds. */

import { PROXY_TREE_KEYS, type ProxyTreeKey } from './default-proxy-tree.ts'
import type { Platform, PlatformFamily, PlatformGeneration } from './platform.ts'
import { EXTENDING, PLATFORM_ROWS, type PlatformRow, type RowTarget, type SocketTarget } from './platform-rows.ts'

export type { ProxyServer } from './platform-rows.ts'

export interface ProxyDescription extends Pick<PlatformRow, 'forwardsUpgrade' | 'sure' | 'source'> {
  readonly proxy: PlatformRow['proxy'] | 'unknown'
  readonly target: ProxyTarget
  /** The files that the platform generates, where they are known. */
  readonly tree: ProxyTreeKey | undefined
  /** The bundle's folder that is laid over them, such as ".platform/nginx/"; undefined where none is. */
  readonly overlay: string | undefined
}

export type ProxyTarget =
  /** A port of 127.0.0.1. */
  | { readonly kind: 'loopback'; readonly port: number }
  | SocketTarget
  /** A container's own address: its port is not published on the host. */
  | { readonly kind: 'container'; readonly upstream: 'docker'; readonly port: number | undefined }
  /** No proxy of Beanstalk's: the app listens on port 80. */
  | { readonly kind: 'itself' }
  | { readonly kind: 'unknown' }

/** What decides besides the platform. All may be absent. */
export interface ProxyFacts {
  /** The option ProxyServer; undefined stands for the platform's default. */
  readonly proxyServer?: string | undefined
  /** The environment property PORT. It moves a port of 127.0.0.1; sockets and containers stay. */
  readonly port?: string | undefined
  /** The bundle has a docker-compose.yml at its root. */
  readonly hasComposeFile?: boolean
  /** What its Dockerfile exposes, or its Dockerrun.aws.json names. */
  readonly containerPort?: number | undefined
}

/**
 * Pure, and the only reading of the table: what is generated (`tree`) agrees with what is said here.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
export function describeProxy(platform: Platform, facts: ProxyFacts = {}): ProxyDescription {
  const rows = PLATFORM_ROWS.filter(row => isRowOf(row, platform))
  const [standard] = rows
  if (!standard) return UNKNOWN
  const proxy = chooseProxy(platform, standard, facts)
  const { forwardsUpgrade, sure, source, target } =
    rows.find(row => row.proxy === proxy) ?? describeOther(standard, proxy)
  return {
    proxy,
    target: toTarget(target, facts),
    tree: findTree(platform, proxy),
    overlay: findOverlay(platform, proxy),
    forwardsUpgrade,
    sure,
    source,
  }
}

const UNKNOWN: ProxyDescription = {
  proxy: 'unknown',
  target: { kind: 'unknown' },
  tree: undefined,
  overlay: undefined,
  forwardsUpgrade: 'unknown',
  sure: 'inferred',
  source: 'a platform that is not in the table',
}

function isRowOf({ families, generations, runtime }: PlatformRow, platform: Platform): boolean {
  const isNamed = families.includes(platform.family) && generations.includes(platform.generation)
  return isNamed && (runtime?.test(platform.runtime) ?? true)
}

function chooseProxy({ family }: Platform, { proxy }: PlatformRow, facts: ProxyFacts): ProxyDescription['proxy'] {
  if (family === 'docker' && facts.hasComposeFile) return 'none'
  if (proxy === 'none' || proxy === 'iis' || facts.proxyServer === undefined) return proxy
  // "apache/2.2" was a value on Amazon Linux 1.
  const value = facts.proxyServer.toLowerCase()
  return (['nginx', 'apache', 'none'] as const).find(name => value.startsWith(name)) ?? 'unknown'
}

// A choice that has no row of its own: httpd's default is a ProxyPass without `upgrade=websocket`.
function describeOther(standard: PlatformRow, proxy: ProxyDescription['proxy']): OtherDescription {
  const forwardsUpgrade = proxy === 'apache' ? 'no' : 'unknown'
  const target = proxy === 'none' ? 'itself' : standard.target
  return { target, forwardsUpgrade, sure: 'inferred', source: EXTENDING }
}

type OtherDescription = Pick<PlatformRow, 'target' | 'forwardsUpgrade' | 'sure' | 'source'>

function toTarget(target: RowTarget, { port, containerPort }: ProxyFacts): ProxyTarget {
  if (typeof target === 'number') return { kind: 'loopback', port: parsePort(port) ?? target }
  if (target === 'container') return { kind: 'container', upstream: 'docker', port: containerPort }
  return typeof target === 'string' ? { kind: target } : target
}

/** Undefined for what is no port: Beanstalk's own default then stands. */
export function parsePort(text = ''): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port > 0 && port < 65_536 ? port : undefined
}

function findTree({ family, generation }: Platform, proxy: ProxyDescription['proxy']): ProxyTreeKey | undefined {
  const httpd = isAl2OrLater(generation) && HTTPD_FAMILIES.includes(family) ? 'httpd' : undefined
  if (proxy === 'apache') return httpd
  return proxy === 'nginx' ? PROXY_TREE_KEYS.find(key => key === `${family}-${generation}`) : undefined
}

/** Those that offer ProxyServer=apache and have a port. PHP offers it too: what httpd is told there was not found. */
const HTTPD_FAMILIES: readonly PlatformFamily[] = ['nodejs', 'python', 'tomcat']

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.html */
function findOverlay({ family, generation }: Platform, proxy: ProxyDescription['proxy']): string | undefined {
  if (proxy !== 'nginx' && proxy !== 'apache') return undefined
  const folder = proxy === 'nginx' ? 'nginx/' : 'httpd/'
  if (isAl2OrLater(generation)) return `.platform/${folder}`
  return AL1_OVERLAYS.includes(family) ? `.ebextensions/${folder}` : undefined
}

/** Whether the platform has the option ProxyServer. @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
export function takesProxyServer({ family, generation }: Platform): boolean {
  return isAl2OrLater(generation) && PROXY_SERVER_FAMILIES.includes(family)
}

const PROXY_SERVER_FAMILIES: readonly PlatformFamily[] = ['nodejs', 'php', 'python', 'tomcat', 'docker', 'dotnet']

const AL1_OVERLAYS: readonly PlatformFamily[] = ['go', 'corretto', 'tomcat']

function isAl2OrLater(generation: PlatformGeneration): boolean {
  return generation === 'al2' || generation === 'al2023'
}
