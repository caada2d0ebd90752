/** What is known of who cuts silent connections, in the handshake's own words. */

import type { Known } from '../handshake/known.ts'
import { findShortestTimeout } from '../plan/describe-load-balancer.ts'
import { type Front, speaksHttp } from '../platform/describe-front.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'

export function describeFrontAsKnown(
  { loadBalancer, listeners, idleTimeoutSeconds }: Front,
  timeouts: ProxyPlan['timeouts'] = [],
): Pick<Known, 'loadBalancer' | 'loadBalancerPassesUpgrade' | 'silenceLimits'> {
  const proxySeconds = findShortestTimeout(timeouts)
  const silenceLimits = {
    ...(proxySeconds === undefined ? {} : { proxy: proxySeconds }),
    ...(idleTimeoutSeconds === undefined ? {} : { loadBalancer: idleTimeoutSeconds }),
  }
  const heads = new Set(loadBalancer === 'classic' ? listeners.map(listener => !speaksHttp(listener)) : [])
  const [passesUpgrade] = heads.size === 1 ? heads : []
  return {
    ...(loadBalancer === 'unknown' ? {} : { loadBalancer }),
    ...(passesUpgrade === undefined ? {} : { loadBalancerPassesUpgrade: passesUpgrade }),
    silenceLimits,
  }
}
