/** A load balancer that somebody else made, and that environments share: each has rules of its own on its listeners. */

import { addRule, type RuleSpec, setRules } from '../elastic-load-balancing/listeners.ts'
import type { Listener, LoadBalancer, Rule } from '../elastic-load-balancing/load-balancing-model.ts'
import { conditionsOf, forwardTo } from './align-listeners.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import { nameOf } from './cname.ts'
import type { RuleWish } from './listener-wish.ts'
import type { LoadBalancerWish } from './load-balancer-wish.ts'
import { effectiveSettings, findSetting, sharesLoadBalancer } from './option-settings.ts'

/** Undefined when the environment has one of its own. @throws Error when the one that it names is not there. */
export function findSharedLoadBalancer(beanstalk: Beanstalk, environment: Environment): LoadBalancer | undefined {
  const settings = effectiveSettings(environment)
  if (!sharesLoadBalancer(settings)) return undefined
  const arn = findSetting(settings, 'aws:elbv2:loadbalancer', 'SharedLoadBalancer') ?? ''
  const found = beanstalk.loadBalancing.region(environment.region).loadBalancers.get(arn)
  if (found?.kind !== 'application') throw new Error(`Load balancer '${arn}' not found.`)
  return found
}

/**
 * Its rules answer to the environment's name, or to the hosts that the settings name. Source: Developer Guide, "Shared
 * Application Load Balancer"; that a rule of a path alone has the environment's name is inferred.
 */
export async function alignSharedRules(
  beanstalk: Beanstalk,
  environment: Environment,
  { listeners }: Pick<LoadBalancerWish, 'listeners'>,
): Promise<void> {
  const shared = environment.network?.loadBalancer?.own
  if (shared === undefined) return
  await removeSharedRules(beanstalk, environment)
  const own = [nameOf(environment)]
  const named = (rule: RuleWish) => ({ ...rule, hostHeaders: rule.hostHeaders.length > 0 ? rule.hostHeaders : own })
  for (const wish of listeners) {
    const listener = shared.listeners.get(wish.port)
    if (listener === undefined) continue
    for (const rule of wish.rules.map(named))
      await add(shared, listener, { conditions: conditionsOf(rule), action: forwardTo(environment, rule.process) })
    const conditions = [{ field: 'host-header' as const, values: own }]
    await add(shared, listener, { conditions, action: forwardTo(environment, wish.process) })
  }
}

/** Takes the environment's rules away; the load balancer and everybody else's rules stay. */
export async function removeSharedRules({ loadBalancing }: Beanstalk, { network }: Environment): Promise<void> {
  const { own, isShared } = network?.loadBalancer ?? {}
  if (own === undefined || !isShared) return
  // The groups that it has now, and those that it had until now.
  const { targetGroups } = loadBalancing.region(own.region)
  const names = new Set([...(network?.targetGroups.values() ?? [])].map(({ tags }) => tags.get(ENVIRONMENT_ID)))
  const isOwn = ({ action }: Rule) =>
    action.kind === 'forward' && names.has(targetGroups.get(action.targetGroupArn)?.tags.get(ENVIRONMENT_ID))
  for (const listener of own.listeners.values())
    await setRules(
      own,
      listener,
      listener.rules.filter(rule => rule.priority === undefined || !isOwn(rule)),
    )
}

const ENVIRONMENT_ID = 'elasticbeanstalk:environment-id'

// The next priority that nobody has.
async function add(shared: LoadBalancer, listener: Listener, rule: Omit<RuleSpec, 'priority'>): Promise<void> {
  const priority = Math.max(0, ...listener.rules.map(known => known.priority ?? 0)) + 1
  await addRule(shared, listener, { ...rule, priority })
}
