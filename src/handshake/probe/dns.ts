/** Asks the system's resolver which addresses a name has. */

import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { isV6 } from '../address-family.ts'
import type { DnsEvidence } from '../evidence.ts'
import { isAddress } from '../target.ts'
import { startStopwatch } from './deadline.ts'

/** Says which address a name has, as curl's `--resolve`; several for the same name and port are all tried. */
export interface PinnedAddress {
  readonly host: string
  readonly port: number
  readonly address: string
}

export interface NameQuestion {
  readonly host: string
  readonly port: number
  readonly pinned: readonly PinnedAddress[]
}

/** A load balancer's name has at most eight addresses in one answer. */
const MAX_ADDRESSES = 8

/**
 * Never throws. IPv4 comes first: where IPv6 is missing, as on GitHub's runners, it must not cost the attempt its
 * time.
 */
export async function resolveName(question: NameQuestion, signal: AbortSignal): Promise<DnsEvidence> {
  const elapsedMs = startStopwatch()
  const pinned = findPinned(question)
  if (pinned.length > 0) return resolved(sortAddresses(pinned))
  if (isAddress(question.host)) return resolved([question.host])
  try {
    // getaddrinfo cannot be called off: its late answer is ignored.
    const answer = await Promise.race([lookup(question.host, { all: true }), rejectOnAbort(signal)])
    return { ...resolved(sortAddresses(answer.map(entry => entry.address))), isPinned: false, ms: elapsedMs() }
  } catch (error) {
    return { kind: 'failed', code: signal.aborted ? 'ETIMEOUT' : readErrorCode(error), ms: elapsedMs() }
  }
}

export function findPinned({ host, port, pinned }: NameQuestion): string[] {
  return pinned.filter(pin => isSameName(pin.host, host) && pin.port === port).map(pin => pin.address)
}

/** The system's code of an error, such as `ENOTFOUND`; the code of its first part when it has several. */
export function readErrorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return readErrorCode(error.errors[0])
  return 'UNKNOWN'
}

function resolved(addresses: readonly string[]): DnsEvidence & { kind: 'resolved' } {
  return { kind: 'resolved', addresses, isPinned: true, ms: 0 }
}

function sortAddresses(addresses: readonly string[]): string[] {
  return [...new Set(addresses)].sort((a, b) => Number(isV6(a)) - Number(isV6(b))).slice(0, MAX_ADDRESSES)
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw new Error('The time to resolve the name was over')
}
