/** What the rules for pages of the proxy's own ask of them. */

import { isGatewayStatus } from '../responder.ts'
import { isControlFine, isProxy } from './refusal-clues.ts'
import type { Clues } from './rule.ts'

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
function isAnsweredOtherwise(clues: Clues): boolean {
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

export function isGatewayAnswer({ responder, refusal }: Clues): boolean {
  const isOpen = responder.kind === 'unknown' || responder.kind === 'proxy'
  return isOpen && refusal !== undefined && isGatewayStatus(refusal.status)
}

function isSameStatus({ refusal, control }: Clues): boolean {
  return refusal !== undefined && refusal.status === control?.status
}
