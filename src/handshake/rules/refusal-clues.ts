/** What the rules for refusals ask of an answer. */

import type { AnsweredEvidence } from '../evidence.ts'
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

/** nginx and load balancers, which write the same page; Node.js says the like in TLS itself. */
export function isPlainToTls(refusal: AnsweredEvidence | undefined): boolean {
  return refusal?.status === 400 && refusal.body.includes('plain HTTP request was sent to HTTPS port')
}

export function isProxy({ responder }: Clues): boolean {
  return responder.kind === 'proxy'
}

/** nginx says 502 when the app does not listen or closes, httpd says 503 or 502; nginx's own 503 is a limit. */
export function isDownStatus({ refusal, responder }: Clues): boolean {
  if (refusal?.status === 502) return true
  return refusal?.status === 503 && responder.kind === 'proxy' && responder.product === 'apache'
}

export function isSameStatus({ refusal, control }: Clues): boolean {
  return refusal !== undefined && refusal.status === control?.status
}

/** A plain request to the same URL is answered by the app. */
export function isControlFine({ control, controlResponder }: Clues): boolean {
  return control !== undefined && controlResponder.kind === 'application' && !isGatewayStatus(control.status)
}

export function isSocketIoPause(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.ms >= SOCKET_IO_MS.from && refusal.ms <= SOCKET_IO_MS.to
}

export function isGatewayAnswer({ responder, refusal }: Clues): boolean {
  const isOpen = responder.kind === 'unknown' || responder.kind === 'proxy'
  return isOpen && refusal !== undefined && isGatewayStatus(refusal.status)
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

export function isPathStatus({ refusal }: Clues): boolean {
  return refusal !== undefined && [400, 404, 405, 410, 426].includes(refusal.status)
}

export function isSuccess(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.status >= 200 && refusal.status < 300
}
