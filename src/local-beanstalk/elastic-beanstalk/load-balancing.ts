/** Brings an environment's load balancer in line with its option settings. It may be repeated. */

import { setIdleTimeout } from '../elastic-load-balancing/load-balancers.ts'
import { updatePlanes } from '../elastic-load-balancing/load-balancing.ts'
import { alignClassic } from './align-classic.ts'
import { alignListeners } from './align-listeners.ts'
import { alignTargetGroups, removeTargetGroups } from './align-target-groups.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import { alignLoadBalancerGroup } from './environment-groups.ts'
import { readWish } from './load-balancer-wish.ts'
import { effectiveSettings } from './option-settings.ts'
import { admitClients, alignFront } from './routing.ts'
import { alignSharedRules } from './shared-load-balancer.ts'

export async function configureLoadBalancer(beanstalk: Beanstalk, environment: Environment): Promise<void> {
  const { network } = environment
  if (network?.loadBalancer === undefined) return
  const { own, isShared } = network.loadBalancer
  const wish = readWish(effectiveSettings(environment))
  const ports = { former: [...own.listeners.keys()], wanted: wish.listenerPorts }
  const stale = wish.classic ? [] : await alignTargetGroups(beanstalk, environment, wish.processes)
  if (isShared) {
    await alignSharedRules(beanstalk, environment, wish)
  } else {
    if (wish.classic) await alignClassic(beanstalk.loadBalancing, own, wish.classic)
    else await alignListeners(environment, own, wish.listeners)
    if (wish.idleTimeoutSeconds !== undefined) await setIdleTimeout(own, wish.idleTimeoutSeconds)
    await openPorts(beanstalk, environment, ports)
  }
  removeTargetGroups(beanstalk, stale)
  await alignFront(environment)
  await admitClients(beanstalk, environment)
}

// Only the group that was made for it: those that the settings name belong to somebody else.
async function openPorts(
  { ec2, loadBalancing }: Beanstalk,
  { id, region, network }: Environment,
  ports: { readonly former: readonly number[]; readonly wanted: readonly number[] },
): Promise<void> {
  const { groups } = ec2.region(region)
  const made = (network?.loadBalancerGroupIds ?? []).map(groupId => groups.get(groupId))
  const group = made.find(candidate => candidate?.name.startsWith(`awseb-${id}-stack-`))
  // Before there are listeners, their ports are open already.
  if (group === undefined || ports.former.length === 0) return
  if (alignLoadBalancerGroup(group, ports)) await updatePlanes(loadBalancing, region)
}
