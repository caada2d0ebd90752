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

/** nginx says 502 when the app does not listen or closes, httpd and HAProxy say 503 or 502; nginx's own 503 is a limit. */
export function isDownStatus({ refusal, responder }: Clues): boolean {
  if (refusal?.status === 502) return true
  return refusal?.status === 503 && responder.kind === 'proxy' && responder.product !== 'nginx'
}

/** The proxy says of the Upgrade and of a plain GET alike that the app cannot be reached. */
export function isDownAlike(clues: Clues): boolean {
  const isSame = clues.controlResponder.kind === 'proxy' && isSameStatus(clues)
  return isProxy(clues) && isDownStatus(clues) && isSame && !isAnsweredOtherwise(clues)
}

/** The proxy has waited in vain. httpd then says 502, as for an app that closes; only that comes at once. */
export function isWaitedFor({ refusal, responder, control }: Clues): boolean {
  if (refusal === undefined || responder.kind !== 'proxy') return false
  if (refusal.status === 504) return true
  const isSlow = refusal.ms >= WAITED_MS && control !== undefined && control.ms >= WAITED_MS
  return responder.product === 'apache' && refusal.status === 502 && isSlow
}

/** More than an app that closes needs, less than any proxy waits. */
const WAITED_MS = 5000

/** A plain GET is answered by the app, or kept by it until the proxy gives up: the Upgrade, which was not, has arrived. */
export function isAnsweredOtherwise(clues: Clues): boolean {
  const { control, controlResponder, refusal } = clues
  if (isControlFine(clues) || control === undefined || refusal === undefined) return isControlFine(clues)
  const isSlow = control.ms >= WAITED_MS && control.ms > 3 * refusal.ms
  const isHttpd = controlResponder.kind === 'proxy' && controlResponder.product === 'apache'
  return isHttpd && control.status === 502 ? isSlow : isProxyTimeout(clues) && refusal.status !== 504
}

function isProxyTimeout({ control, controlResponder }: Clues): boolean {
  return controlResponder.kind === 'proxy' && control?.status === 504
}

/** The proxy says of the Upgrade alone that the app has closed. */
export function isDropping(clues: Clues): boolean {
  return isProxy(clues) && isDownStatus(clues) && isAnsweredOtherwise(clues)
}

/** Read in the files of the proxy, or known of the platform's. */
export function isDropped({ forwarding }: Pick<Clues, 'forwarding'>): boolean {
  return forwarding === 'overridden' || forwarding === 'dropped'
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

/**
 * A plain GET fares otherwise: the Upgrade arrived at the app. One that is kept without an answer does so only if it was
 * waited for much longer than for the Upgrade.
 */
export function isNoticed({ refusal, comparison, evidence: { control } }: Clues): boolean {
  if (comparison !== undefined) return comparison === 'different'
  if (refusal === undefined || control === undefined) return false
  return control.kind === 'closed' ? control.ms > 0 : control.kind === 'timeout' && control.ms > 3 * refusal.ms
}

export function isPathStatus({ refusal }: Clues): boolean {
  return refusal !== undefined && [400, 404, 405, 410, 426].includes(refusal.status)
}

/** A 400 without a body. */
export function isWordlessRefusal({ refusal }: Clues): boolean {
  return refusal?.status === 400 && refusal.body === ''
}

export function isSuccess(refusal: AnsweredEvidence | undefined): boolean {
  return refusal !== undefined && refusal.status >= 200 && refusal.status < 300
}
