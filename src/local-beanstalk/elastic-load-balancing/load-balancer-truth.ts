/** The truth about a load balancer, for whoever wants to compare the API's answers with it. */

import type { Front } from '../host/host.ts'
import type { LoadBalancing } from './load-balancing.ts'
import { admitsClients } from './plane.ts'

export interface LoadBalancerTruth {
  readonly dnsName: string
  readonly region: string
  listenerPorts(): readonly number[]
  /** Where the listener answers on 127.0.0.1, whoever may reach it. */
  portOf(listenerPort: number): number | undefined
  /** What clients connect to. */
  frontOf(listenerPort: number): Front | undefined
  /** Do groups, routes and network ACLs let clients in? */
  admits(listenerPort: number): boolean
}

/** The first region that has one of this name answers. */
export function lookUpLoadBalancer(loadBalancing: LoadBalancing, name: string): LoadBalancerTruth | undefined {
  for (const { loadBalancers } of loadBalancing.regions.values()) {
    const found = [...loadBalancers.values()].find(candidate => candidate.name === name)
    if (found === undefined) continue
    const { dnsName, region, plane } = found
    return {
      dnsName,
      region,
      listenerPorts: () => [...found.listeners.keys()],
      portOf: plane.portOf,
      frontOf: plane.frontOf,
      admits: port => admitsClients(loadBalancing, found, port),
    }
  }
  return undefined
}
