/** Asks one address whether it takes a connection on one port. */

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { TcpEvidence } from '../evidence.ts'
import { startStopwatch } from './deadline.ts'
import { readErrorCode } from './dns.ts'

export interface TcpProbe {
  readonly evidence: TcpEvidence
  /** Present when connected; the caller destroys it. */
  readonly socket?: Socket
}

/** For IPv6 these mean that this machine has no way there; for IPv4 an answer of the network, or the same. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/**
 * Never throws. The address is tried by itself: Node's own choice between addresses (`autoSelectFamily`) gives up on
 * each after 250 ms and hides which one failed.
 */
export async function connectTcp(address: string, port: number, signal: AbortSignal): Promise<TcpProbe> {
  const elapsedMs = startStopwatch()
  const socket = connect({ host: address, port, autoSelectFamily: false, noDelay: true })
  socket.on('error', ignoreLateError)
  try {
    await once(socket, 'connect', { signal })
    return { evidence: { kind: 'connected', address, port, ms: elapsedMs() }, socket }
  } catch (error) {
    socket.destroy()
    const tried = { address, port, ms: elapsedMs() }
    if (signal.aborted) return { evidence: { kind: 'timeout', ...tried } }
    const code = readErrorCode(error)
    return { evidence: { kind: isWithoutRoute(address, code) ? 'not-tested' : 'failed', code, ...tried } }
  }
}

/** What a socket says after its probe has answered is no news, but unheard it would end the process. */
export function ignoreLateError(): void {}

function isWithoutRoute(address: string, code: string): boolean {
  return NO_ROUTE.has(code) || (code === 'EHOSTUNREACH' && address.includes(':'))
}
