/** The listeners, the health check and the cookies of an environment's Classic Load Balancer. */

import { addListener, removeListener } from '../elastic-load-balancing/listeners.ts'
import { setAttributes } from '../elastic-load-balancing/load-balancers.ts'
import type { LoadBalancing } from '../elastic-load-balancing/load-balancing.ts'
import type { LoadBalancer } from '../elastic-load-balancing/load-balancing-model.ts'
import { setHealthCheck } from '../elastic-load-balancing/target-groups.ts'
import type { ClassicWish } from './classic-wish.ts'

const COOKIE = 'AWSEB-ELB-StickinessPolicy'

export async function alignClassic(
  loadBalancing: LoadBalancing,
  loadBalancer: LoadBalancer,
  wish: ClassicWish,
): Promise<void> {
  const { classic, listeners } = loadBalancer
  if (classic === undefined) return
  const { cookieSeconds, drainingSeconds } = wish
  classic.policies.delete(COOKIE)
  if (cookieSeconds !== undefined)
    classic.policies.set(COOKIE, { name: COOKIE, cookieSeconds: cookieSeconds === 0 ? undefined : cookieSeconds })
  for (const { port } of listeners.values())
    if (!wish.listeners.some(listener => listener.port === port)) await removeListener(loadBalancer, port)
  for (const listener of wish.listeners) {
    const { port, protocol, backend, certificateArns } = listener
    const known = listeners.get(port)
    const told = known && {
      port,
      protocol: known.protocol,
      backend: known.backend,
      certificateArns: known.certificateArns,
    }
    if (JSON.stringify(told) !== JSON.stringify({ port, protocol, backend, certificateArns }))
      await addListener(loadBalancer, listener)
    const added = listeners.get(port)
    const takesCookies = cookieSeconds !== undefined && ['HTTP', 'HTTPS'].includes(protocol)
    if (added !== undefined) added.policyNames = takesCookies ? [COOKIE] : []
  }
  await setHealthCheck(loadBalancing, classic.instances, wish.healthCheck)
  await setAttributes(loadBalancer, {
    'connection_draining.enabled': String(drainingSeconds !== undefined),
    ...(drainingSeconds !== undefined && { 'deregistration_delay.timeout_seconds': String(drainingSeconds) }),
  })
}
