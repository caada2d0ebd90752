/** The listeners of an environment's application or network load balancer, with their rules. */

import {
  addListener,
  addRule,
  removeListener,
  setDefaultAction,
  setRules,
} from '../elastic-load-balancing/listeners.ts'
import type {
  Listener,
  LoadBalancer,
  RuleAction,
  RuleCondition,
} from '../elastic-load-balancing/load-balancing-model.ts'
import type { ListenerProtocol } from '../elastic-load-balancing/target-group-model.ts'
import type { Environment } from './beanstalk-model.ts'
import type { ListenerWish, RuleWish } from './listener-wish.ts'

export async function alignListeners(
  environment: Environment,
  loadBalancer: LoadBalancer,
  wishes: readonly ListenerWish[],
): Promise<void> {
  for (const { port } of loadBalancer.listeners.values())
    if (!wishes.some(wish => wish.port === port)) await removeListener(loadBalancer, port)
  for (const wish of wishes) {
    const known = loadBalancer.listeners.get(wish.port)
    const defaultAction = forwardTo(environment, wish.process)
    const protocol = wish.protocol as ListenerProtocol
    const { port, certificateArns } = wish
    const stays = known?.protocol === protocol && String(known.certificateArns) === String(certificateArns)
    const listener = stays ? known : await addListener(loadBalancer, { port, protocol, certificateArns, defaultAction })
    await setDefaultAction(loadBalancer, listener, defaultAction)
    await alignRules(environment, { loadBalancer, listener }, wish.rules)
  }
}

export function forwardTo({ network }: Environment, process: string): RuleAction {
  const group = network?.targetGroups.get(process) ?? network?.targetGroups.get('default')
  return { kind: 'forward', targetGroupArn: group?.arn ?? '' }
}

export function conditionsOf({ hostHeaders, pathPatterns }: RuleWish): RuleCondition[] {
  return [
    ...(hostHeaders.length > 0 ? [{ field: 'host-header' as const, values: hostHeaders }] : []),
    ...(pathPatterns.length > 0 ? [{ field: 'path-pattern' as const, values: pathPatterns }] : []),
  ]
}

async function alignRules(
  environment: Environment,
  { loadBalancer, listener }: { readonly loadBalancer: LoadBalancer; readonly listener: Listener },
  wishes: readonly RuleWish[],
): Promise<void> {
  const wanted = wishes.map(wish => ({
    priority: wish.priority,
    conditions: conditionsOf(wish),
    action: forwardTo(environment, wish.process),
  }))
  const own = listener.rules.filter(({ priority }) => priority !== undefined)
  const told = own.map(({ priority, conditions, action }) => ({ priority, conditions, action }))
  if (JSON.stringify(told) === JSON.stringify([...wanted].sort((a, b) => a.priority - b.priority))) return
  await setRules(
    loadBalancer,
    listener,
    listener.rules.filter(({ priority }) => priority === undefined),
  )
  for (const spec of wanted) await addRule(loadBalancer, listener, spec)
}
