/** Which further connections show whether all addresses and instances are like the one that was met. Pure. */

import { isV6 } from './address-family.ts'
import type { Evidence } from './evidence.ts'
import type { Known } from './known.ts'

export interface SamplePlan {
  readonly instanceCount?: number
  /** The address of each connection, in order; empty where it is not ours to choose. */
  readonly addresses: readonly string[]
}

/**
 * With five connections for each of n instances one of them is missed with a chance of n(1-1/n)^5n, were each connection
 * sent to any of them: 0.2 % of two, 1.3 % of four, 5 % of ten. Taking turns, as load balancers do, misses fewer.
 */
const CONNECTIONS_PER_INSTANCE = 5

const MOST_CONNECTIONS = 50

/**
 * Undefined where there is nothing else to meet, or what failed is not for a further connection to show: the way there,
 * or what the app said when it was alive. All connections to one address stand together: in turns, addresses and
 * instances could fall into step, and an instance look like an address.
 */
export function planSamples(evidence: Evidence, { instanceCount }: Known, isAccepted: boolean): SamplePlan | undefined {
  if (!isReached(evidence) || (!isAccepted && evidence.frames?.pingMs !== undefined)) return undefined
  const meetsInstances = instanceCount !== undefined && instanceCount > 1
  const places = listAddresses(evidence)
  const used = findUsed(evidence)
  const others = places.filter(address => address !== used)
  if (!meetsInstances) return others.length > 0 ? { addresses: others } : undefined
  const wanted = Math.min(MOST_CONNECTIONS, CONNECTIONS_PER_INSTANCE * instanceCount)
  const perAddress = Math.ceil(wanted / places.length)
  const addresses = places.flatMap(address => Array.from({ length: perAddress }, () => address))
  return { instanceCount, addresses: addresses.slice(0, MOST_CONNECTIONS) }
}

function isReached({ tcp, tunnel }: Evidence): boolean {
  return tunnel ? tunnel.kind === 'opened' : tcp.at(-1)?.kind === 'connected'
}

/** The address that was connected to, if any was. */
export function findUsed({ tcp, tunnel }: Evidence): string {
  return tunnel ? '' : (tcp.at(-1)?.address ?? '')
}

// The other family has a rule of its own: where it takes no connection at all, a warning says so.
function listAddresses(evidence: Evidence): string[] {
  const { dns, otherFamily, tunnel } = evidence
  if (tunnel || dns.kind === 'failed') return ['']
  const used = findUsed(evidence)
  return dns.addresses.filter(address => isV6(address) === isV6(used) || otherFamily?.kind === 'connected')
}
