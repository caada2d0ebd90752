/** What is known of who cuts silent connections, in the handshake's own words. */

import type { Front } from '../environment/describe-front.ts'
import type { Known } from '../handshake/known.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'

export function describeFrontAsKnown(
  { loadBalancer, idleTimeoutSeconds }: Front,
  timeouts: ProxyPlan['timeouts'] = [],
): Pick<Known, 'loadBalancer' | 'silenceLimits'> {
  const proxySeconds = timeouts.flatMap(({ seconds }) => seconds ?? [])
  const silenceLimits = {
    ...(proxySeconds.length > 0 ? { proxy: Math.min(...proxySeconds) } : {}),
    ...(idleTimeoutSeconds === undefined ? {} : { loadBalancer: idleTimeoutSeconds }),
  }
  return { ...(loadBalancer === 'unknown' ? {} : { loadBalancer }), silenceLimits }
}
