/** A connection up to where HTTP begins, and what all connections of one attempt share. */

import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Beacon } from './beacon.ts'
import type { TcpEvidence, TlsEvidence } from './evidence.ts'
import { withDeadline } from './probe/deadline.ts'
import type { PinnedAddress } from './probe/dns.ts'
import { connectTcp } from './probe/tcp.ts'
import { secure } from './probe/tls.ts'
import type { RequestOptions } from './request.ts'
import type { Target } from './target.ts'

export interface AttemptOptions extends RequestOptions {
  /** For all layers together, in milliseconds. */
  readonly attemptTimeoutMs: number
  readonly resolve?: readonly PinnedAddress[]
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca?: string
  /** Whether a refused Upgrade is compared with a plain GET. */
  readonly asksControl: boolean
  readonly beacons?: readonly Beacon[]
}

export interface Run {
  readonly target: Target
  readonly options: AttemptOptions
  /** Every socket of the attempt; all are destroyed at its end. */
  readonly open: Socket[]
  remainingMs(): number
}

export interface Connection {
  readonly tcp: readonly TcpEvidence[]
  readonly tls?: TlsEvidence
  /** Present when everything below HTTP is open, and with it the address that it was opened to. */
  readonly socket?: Duplex
  readonly address?: string
}

/** Each address by itself until one connects; none may take the time of those after it. Never throws. */
export async function openConnection(run: Run, addresses: readonly string[], signal: AbortSignal): Promise<Connection> {
  const tcp: TcpEvidence[] = []
  for (const [index, address] of addresses.entries()) {
    const shareMs = run.remainingMs() / (addresses.length - index)
    const probe = await withDeadline(signal, shareMs, within => connectTcp(address, run.target.port, within))
    tcp.push(probe.evidence)
    if (!probe.socket) continue
    run.open.push(probe.socket)
    if (!run.target.isSecure) return { tcp, socket: probe.socket, address }
    const tls = await secure(probe.socket, { host: run.target.host, ...pickCa(run.options) }, signal)
    if (!tls.socket) return { tcp, tls: tls.evidence }
    run.open.push(tls.socket)
    return { tcp, tls: tls.evidence, socket: tls.socket, address }
  }
  return { tcp }
}

function pickCa({ ca }: AttemptOptions): { ca?: string } {
  return ca === undefined ? {} : { ca }
}
