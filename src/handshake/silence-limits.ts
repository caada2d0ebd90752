/** After how many seconds of silence proxy and load balancer cut a connection. Pure. */

import type { Known } from './known.ts'

export interface SilenceLimit {
  readonly by: 'proxy' | 'load-balancer'
  readonly seconds: number
  /** Nobody has read it: it is what is usual. */
  readonly isAssumed: boolean
}

/** Of nginx (proxy_read_timeout), of Application and of Classic Load Balancers (idle timeout), where nobody set it. */
const USUAL_SECONDS = 60

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout */
export const NETWORK_SECONDS = 350

/** One at most for each of both, the proxy's first. */
export function findLimits(known: Known): SilenceLimit[] {
  return [...findLimitOfProxy(known), ...findLimitOfLoadBalancer(known)]
}

function findLimitOfProxy({ silenceLimits, proxy }: Known): SilenceLimit[] {
  // httpd has no timer for an upgraded connection; without a proxy there is none either.
  if (proxy === 'apache' || proxy === 'none') return []
  return [toLimit('proxy', silenceLimits?.proxy)]
}

function findLimitOfLoadBalancer({ silenceLimits, loadBalancer }: Known): SilenceLimit[] {
  if (loadBalancer === 'none') return []
  return [
    toLimit('load-balancer', silenceLimits?.loadBalancer ?? (loadBalancer === 'network' ? NETWORK_SECONDS : undefined)),
  ]
}

function toLimit(by: SilenceLimit['by'], seconds: number | undefined): SilenceLimit {
  return { by, seconds: seconds ?? USUAL_SECONDS, isAssumed: seconds === undefined }
}
