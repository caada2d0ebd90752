/** Who cut a connection that was held in silence: what is known of the timers on the way, and how long it was silent. */

import type { Clues } from './rule.ts'

/** A timer may have begun before the last byte was seen here, and its end is told with a delay. */
const TOLERANCE = { earlyMs: 1500, lateMs: 3000 }

/** Of nginx (proxy_read_timeout), of Application and of Classic Load Balancers (idle timeout), where nobody set it. */
const USUAL_SECONDS = 60

/** Of a Network Load Balancer, for TCP: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/ */
const NETWORK_SECONDS = 350

/** The connection ended in the middle of silence without a close frame. */
export function isCutInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'cut' && !frames.end.wasClosing
}

/** Nobody ended it, and yet it was dead when it was to be used again. */
export function isDroppedInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'silent' && !frames.end.wasClosing
}

/** More came than is read, before it was over or before it began. */
export function isFloodedInHold({ frames }: Clues): boolean {
  return frames?.hold?.isKept === false && frames.end.kind === 'too-much'
}

/** Whether it was cut when this layer would have. */
export function isCutAfter(clues: Clues, layer: 'proxy' | 'load-balancer'): boolean {
  const limit = layer === 'proxy' ? limitOfProxy(clues) : limitOfLoadBalancer(clues)
  if (limit === undefined || !isCutInHold(clues)) return false
  const offMs = (clues.frames?.hold?.silentMs ?? 0) - limit * 1000
  return offMs >= -TOLERANCE.earlyMs && offMs <= TOLERANCE.lateMs
}

function limitOfProxy({ known: { silenceLimits, proxy } }: Clues): number | undefined {
  // httpd has no timer for an upgraded connection; without a proxy there is none either.
  if (proxy === 'apache' || proxy === 'none') return undefined
  return silenceLimits?.proxy ?? USUAL_SECONDS
}

function limitOfLoadBalancer({ known: { silenceLimits, loadBalancer } }: Clues): number | undefined {
  if (loadBalancer === 'none') return undefined
  return silenceLimits?.loadBalancer ?? (loadBalancer === 'network' ? NETWORK_SECONDS : USUAL_SECONDS)
}
