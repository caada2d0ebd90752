/** Brings an environment's load balancer in line with its option settings. It may be repeated. */

import { isDeepStrictEqual } from 'node:util'
import { setIdleTimeout } from '../elastic-load-balancing/load-balancers.ts'
import { updatePlanes } from '../elastic-load-balancing/load-balancing.ts'
import { alignClassic } from './align-classic.ts'
import { alignListeners } from './align-listeners.ts'
import { alignTargetGroups, removeTargetGroups } from './align-target-groups.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import { ANYWHERE, alignPorts, instancePeer } from './environment-groups.ts'
import { type LoadBalancerWish, readWish } from './load-balancer-wish.ts'
import { effectiveSettings } from './option-settings.ts'
import { admitClients, alignFront } from './routing.ts'
import { alignSharedRules } from './shared-load-balancer.ts'

/** Of a load balancer where nobody sets it; once it was set, it takes the option's removal to have it again. */
const USUAL_IDLE_SECONDS = 60

/** What somebody else has changed there stays, until the settings change. */
export async function configureLoadBalancer(beanstalk: Beanstalk, environment: Environment): Promise<void> {
  const { network } = environment
  if (network?.loadBalancer === undefined) return
  const { own, isShared, told } = network.loadBalancer
  const wish = readWish(effectiveSettings(environment))
  if (isDeepStrictEqual(wish, told)) return
  const stale = wish.classic ? [] : await alignTargetGroups(beanstalk, environment, wish.processes)
  await alignGroups(beanstalk, environment, wish)
  if (isShared) {
    await alignSharedRules(beanstalk, environment, wish)
  } else {
    if (wish.classic) await alignClassic(beanstalk.loadBalancing, own, wish.classic)
    else await alignListeners(environment, own, wish.listeners)
    const isUndone = told?.idleTimeoutSeconds !== undefined
    const seconds = wish.idleTimeoutSeconds ?? (isUndone ? USUAL_IDLE_SECONDS : undefined)
    if (seconds !== undefined) await setIdleTimeout(own, seconds)
  }
  if (environment.network !== undefined)
    environment.network = { ...environment.network, loadBalancer: { own, isShared, told: wish } }
  removeTargetGroups(beanstalk, stale)
  await alignFront(environment)
  await admitClients(beanstalk, environment)
}

// Only the groups that were made for it: those that the settings name belong to somebody else.
async function alignGroups(
  { ec2, loadBalancing }: Beanstalk,
  { id, region, network }: Environment,
  wish: LoadBalancerWish,
): Promise<void> {
  const { told } = network?.loadBalancer ?? {}
  // Before it was told anything, the groups are as they were made.
  if (network === undefined || told === undefined) return
  const { groups } = ec2.region(region)
  const processes = { former: told.instancePorts, wanted: wish.instancePorts }
  const outer = network.loadBalancerGroupIds
    .map(groupId => groups.get(groupId))
    .find(group => group?.name.startsWith(`awseb-${id}-stack-`))
  if (outer !== undefined) {
    alignPorts(outer.rules, { former: told.listenerPorts, wanted: wish.listenerPorts, peer: ANYWHERE })
    alignPorts(outer.egress, { ...processes, peer: ANYWHERE })
  }
  const inner = groups.get(network.group?.id ?? '')
  if (inner !== undefined)
    alignPorts(inner.rules, { ...processes, peer: instancePeer(wish, network.loadBalancerGroupIds) })
  await updatePlanes(loadBalancing, region)
}
