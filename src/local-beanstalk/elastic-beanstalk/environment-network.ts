/** What lies around the instances of an environment. */

import type { LoadBalancer } from '../elastic-load-balancing/load-balancing-model.ts'
import type { TargetGroup } from '../elastic-load-balancing/target-group-model.ts'
import type { LoadBalancerWish } from './load-balancer-wish.ts'

export interface EnvironmentNetwork {
  /** The security group that was made for the instances; undefined when none was wanted. */
  readonly group: { readonly id: string; readonly name: string } | undefined
  /** All groups of an instance. */
  readonly groupIds: readonly string[]
  readonly autoScalingGroup: string
  /** The address that a single instance keeps. */
  readonly elasticIp: string | undefined
  /** Of the load balancer, whether made for it or named by the settings. */
  readonly loadBalancerGroupIds: readonly string[]
  /** By the names of the processes; none for a classic load balancer. */
  readonly targetGroups: ReadonlyMap<string, TargetGroup>
  readonly loadBalancer: EnvironmentLoadBalancer | undefined
}

export interface EnvironmentLoadBalancer {
  readonly own: LoadBalancer
  /** It belongs to somebody else, who shares it. */
  readonly isShared: boolean
  /** What it was last brought in line with; undefined before it ever was. */
  readonly told: LoadBalancerWish | undefined
}
