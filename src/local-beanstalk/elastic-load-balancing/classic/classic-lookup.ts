/** Finds the classic load balancers that a request names. */

import type { Call } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { ClassicParts, Listener, LoadBalancer } from '../load-balancing-model.ts'
import { classicErrors } from './classic-errors.ts'

export interface ClassicLoadBalancer extends LoadBalancer {
  readonly classic: ClassicParts
}

export function classicLoadBalancers(loadBalancing: LoadBalancing, { region }: Call): ClassicLoadBalancer[] {
  return [...loadBalancing.region(region).loadBalancers.values()].filter(isClassic)
}

/** @throws ServiceError LoadBalancerNotFound. */
export function findClassic(loadBalancing: LoadBalancing, name: string, { region }: Call): ClassicLoadBalancer {
  const found = loadBalancing.region(region).loadBalancers.get(name)
  if (found === undefined || !isClassic(found)) throw classicErrors.noLoadBalancer(name)
  return found
}

/** @throws ServiceError ListenerNotFound. */
export function findClassicListener(loadBalancer: LoadBalancer, port: number): Listener {
  const listener = loadBalancer.listeners.get(port)
  if (listener === undefined) throw classicErrors.noListener(loadBalancer.name, port)
  return listener
}

function isClassic(loadBalancer: LoadBalancer): loadBalancer is ClassicLoadBalancer {
  return loadBalancer.classic !== undefined
}
