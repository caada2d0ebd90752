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
  const passesUpgrade = loadBalancer === 'classic' && listeners.length > 0 && !listeners.some(speaksHttp)
  return {
    ...(loadBalancer === 'unknown' ? {} : { loadBalancer }),
    ...(passesUpgrade ? { loadBalancerPassesUpgrade: true } : {}),
    silenceLimits,
  }
}
