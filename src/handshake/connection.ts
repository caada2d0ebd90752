/** A connection up to where HTTP begins, and what all connections of one attempt share. */

import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Beacon } from './beacon.ts'
import type { DnsEvidence, TcpEvidence, TlsEvidence, TunnelEvidence, UpgradeEvidence } from './evidence.ts'
import type { ProtocolOptions } from './greet-app.ts'
import type { OutgoingProxy } from './outgoing-proxy.ts'
import { withDeadline } from './probe/deadline.ts'
import { findPinned, type PinnedAddress, resolveName } from './probe/dns.ts'
import type { FrameOrders } from './probe/frames.ts'
import { connectTcp } from './probe/tcp.ts'
import { secure } from './probe/tls.ts'
import { nameProxy, openTunnel } from './probe/tunnel.ts'
import type { Target } from './target.ts'

export interface AttemptOptions extends ProtocolOptions, FrameOrders {
  /** For all layers together, in milliseconds; what is held in silence comes on top. */
  readonly attemptTimeoutMs: number
  readonly resolve?: readonly PinnedAddress[]
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca?: string
  /** The HTTP proxy before the target: the addresses that are connected to are then the proxy's. */
  readonly proxy?: OutgoingProxy
  /** Whether a refused Upgrade is followed by other questions: a plain GET, another Origin. */
  asksControl(upgrade: UpgradeEvidence): boolean
  /** Whether an address of the other family is asked beside a WebSocket that was opened; yes unless said otherwise. */
  readonly asksOtherFamily?: boolean
  /** How many instances may answer each further connection; one unless said otherwise. */
  readonly instanceCount?: number
  readonly beacons?: readonly Beacon[]
}

export interface Run {
  readonly target: Target
  readonly options: AttemptOptions
  /** Every socket of the attempt; all are destroyed at its end. */
  readonly open: Socket[]
  remainingMs(): number
  /** Gives back the time for which the connection was held. */
  extend(ms: number): void
}

export interface Connection {
  readonly tcp: readonly TcpEvidence[]
  readonly tunnel?: TunnelEvidence
  readonly tls?: TlsEvidence
  /** Present when everything below HTTP is open, and with it the address that it was opened to. */
  readonly socket?: Duplex
  readonly address?: string
}

/** The addresses that can be connected to: the target's, or those of the proxy before it. */
export function resolveWay({ target, options }: Run, signal: AbortSignal): Promise<DnsEvidence> {
  const { proxy, resolve: pinned = [] } = options
  if (proxy) return resolveName({ host: proxy.host, port: proxy.port, pinned: [] }, signal)
  return resolveName({ host: target.host, port: target.port, pinned }, signal)
}

/** Each address by itself until one connects; none may take the time of those after it. Never throws. */
export async function openConnection(run: Run, addresses: readonly string[], signal: AbortSignal): Promise<Connection> {
  const { proxy } = run.options
  const tcp: TcpEvidence[] = []
  for (const [index, address] of addresses.entries()) {
    const shareMs = run.remainingMs() / (addresses.length - index)
    const port = proxy?.port ?? run.target.port
    const probe = await withDeadline(signal, shareMs, within => connectTcp(address, port, within))
    tcp.push(probe.evidence)
    if (!probe.socket) continue
    run.open.push(probe.socket)
    return { tcp, ...(await openLayers(run, probe.socket, signal)), address }
  }
  return { tcp, ...(proxy ? { tunnel: { kind: 'unreached', via: nameProxy(proxy), ms: 0 } } : {}) }
}

type Layers = Pick<Connection, 'tunnel' | 'tls' | 'socket'>

async function openLayers(run: Run, plain: Socket, signal: AbortSignal): Promise<Layers> {
  const through = await passProxy(run, plain, signal)
  const { tunnel, socket } = through
  if (!socket || !run.target.isSecure) return through
  const tls = await secure(socket, { host: run.target.host, ...pickCa(run) }, signal)
  if (tls.socket) run.open.push(tls.socket)
  return { ...(tunnel ? { tunnel } : {}), tls: tls.evidence, ...(tls.socket ? { socket: tls.socket } : {}) }
}

async function passProxy(
  run: Run,
  plain: Socket,
  signal: AbortSignal,
): Promise<{ tunnel?: TunnelEvidence; socket?: Socket }> {
  const { proxy } = run.options
  if (!proxy) return { socket: plain }
  const tls = proxy.isSecure ? await secure(plain, { host: proxy.host, ...pickCa(run) }, signal) : undefined
  const socket = tls ? tls.socket : plain
  if (!socket) return { tunnel: { kind: 'unreached', via: nameProxy(proxy), ms: tls?.evidence.ms ?? 0 } }
  if (tls) run.open.push(socket)
  const tunnel = await openTunnel(socket, { proxy, authority: chooseAuthority(run) }, signal)
  return tunnel.kind === 'opened' ? { tunnel, socket } : { tunnel }
}

function chooseAuthority({ target, options }: Run): string {
  const [pinned] = findPinned({ ...target, pinned: options.resolve ?? [] })
  const host = pinned ?? target.host
  return `${host.includes(':') ? `[${host}]` : host}:${target.port}`
}

function pickCa({ options: { ca } }: Run): { ca?: string } {
  return ca === undefined ? {} : { ca }
}
