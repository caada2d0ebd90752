/** What the rules for refusals ask of an answer. */

import type { AnsweredEvidence } from '../evidence.ts'
import { findRefusedHost } from '../fingerprints.ts'
import { findHeader } from '../probe/head.ts'
import { isGatewayStatus } from '../responder.ts'
import type { Clues } from './rule.ts'

/** socket.io keeps an Upgrade at a path that is not its own for 1000 ms (engine.io's `destroyUpgradeTimeout`). */
const SOCKET_IO_MS = { from: 950, to: 1500 }

export function isRedirect(refusal: AnsweredEvidence | undefined): boolean {
  const isMoved = refusal !== undefined && refusal.status >= 300 && refusal.status < 400 && refusal.status !== 304
  return isMoved && findHeader(refusal.headers, 'location') !== undefined
}

/** The same Upgrade, but for the Origin, was accepted; and the same one was not, when it was sent again. */
export function isOtherOriginTaken({ evidence: { origins = [] } }: Clues): boolean {
  return origins.some(({ isTaken }) => isTaken) && !origins.some(({ isRepeated }) => isRepeated)
}

export function isLoadBalancer({ responder, refusal }: Clues, status: number): boolean {
  return responder.kind === 'load-balancer' && refusal?.status === status
}

export function isProxy({ responder }: Clues): boolean {
  return responder.kind === 'proxy'
}

/** Read in the files of the proxy, or known of the platform's. */
export function isDropped({ forwarding }: Pick<Clues, 'forwarding'>): boolean {
  return forwarding === 'overridden' || forwarding === 'dropped'
}

/** A plain request to the same URL is answered by the app. */
export function isControlFine({ control, controlResponder }: Clues): boolean {
  return control !== undefined && controlResponder.kind === 'application' && !isGatewayStatus(control.status)
}

/** The connection was closed after as long as socket.io keeps it; a proxy that needs as long looks the same. */
export function isSocketIoPause({ evidence: { upgrade } }: Clues): boolean {
  return upgrade !== undefined && upgrade.ms >= SOCKET_IO_MS.from && upgrade.ms <= SOCKET_IO_MS.to
}

export function hasLost({ missingUpgrade }: Clues): boolean {
  return missingUpgrade !== 'none'
}

/** The beacon says that the proxy saw no Upgrade. */
export function isLostBeforeProxy({ proxyReceivedUpgrade }: Clues): boolean {
  return proxyReceivedUpgrade === false
}

/** One whose listeners may have taken the Upgrade out. */
export function isClassic({ known }: Clues): boolean {
  return known.loadBalancer === 'classic' && !known.loadBalancerPassesUpgrade
}

/** Its settings say that every listener takes the Upgrade out, and no beacon says otherwise. */
export function isBehindHttpListener(clues: Clues): boolean {
  return isBehindClassic(clues) && clues.known.loadBalancerPassesUpgrade === false
}

/** And no beacon says what its listener did. */
export function isBehindClassic(clues: Clues): boolean {
  return isClassic(clues) && clues.proxyReceivedUpgrade === undefined
}

/** The plain GET got the same answer: whoever wrote it did not look at the Upgrade. */
export function isUnnoticed({ refusal, comparison }: Clues): boolean {
  return refusal !== undefined && (comparison === 'same' || comparison === 'alike')
}

/**
 * A plain GET fares otherwise: the Upgrade, or a part of it, arrived at the app. One that is kept without an answer does so only if it was
 * waited for much longer than for the Upgrade.
 */
function isNoticed({ refusal, comparison, evidence: { control } }: Clues): boolean {
  if (comparison !== undefined) return comparison === 'different'
  if (refusal === undefined || control === undefined) return false
  return control.kind === 'closed' ? control.ms > 0 : control.kind === 'timeout' && control.ms > 3 * refusal.ms
}

/** Statuses that say something of the path, of who is asking, or of an Upgrade. */
const TELLING_STATUSES = [400, 401, 403, 404, 405, 410, 426]

/** The app refused the request as such, or for the host in it; a limit for plain requests need not be one for an Upgrade. */
export function isRequestRefused(clues: Clues): boolean {
  const { refusal } = clues
  if (refusal === undefined || (isUnnoticed(clues) && isBehindClassic(clues))) return false
  if (isHostRefused(clues)) return true
  return refusal.status >= 400 && refusal.status < 500 && !TELLING_STATUSES.includes(refusal.status)
}

export function isHostRefused({ refusal }: Clues): boolean {
  return refusal !== undefined && findRefusedHost(refusal) !== undefined
}

/** An Upgrade, or a part of it, arrived and was refused, as servers do at another path. */
export function isPathRefused(clues: Clues): boolean {
  return isNoticed(clues) && [400, 404, 405, 410, 426].includes(clues.refusal?.status ?? 0)
}

export function isSuccess(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.status >= 200 && refusal.status < 300
}
