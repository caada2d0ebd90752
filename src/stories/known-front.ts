/** What is known of what stands before the instances, in the handshake's own words. */

import type { Known } from '../handshake/known.ts'
import { findShortestTimeout } from '../plan/describe-load-balancer.ts'
import { type Front, speaksHttp } from '../platform/describe-front.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'

export function describeFrontAsKnown(
  { loadBalancer, listeners, idleTimeoutSeconds, isSticky }: Front,
  timeouts: ProxyPlan['timeouts'] = [],
): Pick<Known, 'loadBalancer' | 'loadBalancerPassesUpgrade' | 'stickiness' | 'silenceLimits'> {
  const proxySeconds = findShortestTimeout(timeouts)
  const silenceLimits = {
    ...(proxySeconds === undefined ? {} : { proxy: proxySeconds }),
    ...(idleTimeoutSeconds === undefined ? {} : { loadBalancer: idleTimeoutSeconds }),
  }
  const isKnown = listeners.every(({ protocol }) => protocol !== undefined)
  const heads = new Set(loadBalancer === 'classic' && isKnown ? listeners.map(each => !speaksHttp(each)) : [])
  const [passesUpgrade] = heads.size === 1 ? heads : []
  return {
    ...(loadBalancer === 'unknown' ? {} : { loadBalancer }),
    ...(passesUpgrade === undefined ? {} : { loadBalancerPassesUpgrade: passesUpgrade }),
    ...(isSticky === undefined ? {} : { stickiness: isSticky ? 'on' : 'off' }),
    silenceLimits,
  }
}

export function toKnownCount(instanceCount: number | undefined): Pick<Known, 'instanceCount'> {
  return instanceCount === undefined ? {} : { instanceCount }
}
