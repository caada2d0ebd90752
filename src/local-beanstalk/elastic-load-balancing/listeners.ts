/** Listeners and their rules as they come, change and go. */

import { randomBytes } from 'node:crypto'
import { listenerAttributes } from './default-attributes.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { Listener, LoadBalancer, Rule, RuleAction, RuleCondition } from './load-balancing-model.ts'
import type { ListenerProtocol } from './target-group-model.ts'

export interface ListenerSpec {
  readonly port: number
  readonly protocol: ListenerProtocol
  readonly certificateArns?: readonly string[]
  readonly sslPolicy?: string
  readonly alpnPolicy?: readonly string[]
  /** What an application or network load balancer does where no rule fits. */
  readonly defaultAction?: RuleAction
  /** Where a classic load balancer's instances are asked. */
  readonly backend?: NonNullable<Listener['backend']>
  readonly tags?: ReadonlyMap<string, string>
}

export interface RuleSpec {
  readonly priority: number
  readonly conditions: readonly RuleCondition[]
  readonly action: RuleAction
  readonly tags?: ReadonlyMap<string, string>
}

export async function addListener(loadBalancer: LoadBalancer, spec: ListenerSpec): Promise<Listener> {
  const { port, protocol, certificateArns = [], sslPolicy, alpnPolicy = [], defaultAction, backend } = spec
  const arn = loadBalancer.classic ? '' : `${loadBalancer.id.replace(':loadbalancer/', ':listener/')}/${hex()}`
  const listener: Listener = {
    arn,
    port,
    protocol,
    certificateArns,
    sslPolicy,
    alpnPolicy,
    rules: defaultAction ? [makeRule(arn, { priority: undefined, conditions: [], action: defaultAction })] : [],
    attributes: new Map(Object.entries(listenerAttributes(protocol))),
    tags: new Map(spec.tags),
    backend,
    policyNames: [],
  }
  loadBalancer.listeners.set(port, listener)
  await loadBalancer.plane.update()
  return listener
}

export async function removeListener(loadBalancer: LoadBalancer, port: number): Promise<void> {
  loadBalancer.listeners.delete(port)
  await loadBalancer.plane.update()
}

/** Puts the listener on another port or protocol, or gives it other certificates. */
export async function changeListener(
  loadBalancer: LoadBalancer,
  listener: Listener,
  change: Partial<Pick<Listener, 'port' | 'protocol' | 'certificateArns' | 'sslPolicy' | 'alpnPolicy'>>,
): Promise<Listener> {
  const changed: Listener = { ...listener, ...change }
  loadBalancer.listeners.delete(listener.port)
  loadBalancer.listeners.set(changed.port, changed)
  await loadBalancer.plane.update()
  return changed
}

export async function setDefaultAction(
  loadBalancer: LoadBalancer,
  listener: Listener,
  action: RuleAction,
): Promise<void> {
  listener.rules = listener.rules.map(rule => (rule.priority === undefined ? { ...rule, action } : rule))
  await loadBalancer.plane.update()
}

export async function addRule(loadBalancer: LoadBalancer, listener: Listener, spec: RuleSpec): Promise<Rule> {
  const rule = makeRule(listener.arn, spec)
  await setRules(loadBalancer, listener, [...listener.rules, rule])
  return rule
}

/** Replaces the rules, and puts them in the order of their priorities. */
export async function setRules(loadBalancer: LoadBalancer, listener: Listener, rules: readonly Rule[]): Promise<void> {
  const priorityOf = ({ priority }: Rule) => priority ?? Number.POSITIVE_INFINITY
  listener.rules = [...rules].sort((a, b) => (priorityOf(a) < priorityOf(b) ? -1 : 1))
  await loadBalancer.plane.update()
}

export function findListener(
  loadBalancing: LoadBalancing,
  region: string,
  arn: string,
): { readonly loadBalancer: LoadBalancer; readonly listener: Listener } | undefined {
  for (const loadBalancer of loadBalancing.region(region).loadBalancers.values()) {
    for (const listener of loadBalancer.listeners.values())
      if (listener.arn === arn && arn !== '') return { loadBalancer, listener }
  }
  return undefined
}

function makeRule(
  listenerArn: string,
  { priority, conditions, action, tags }: Omit<RuleSpec, 'priority'> & { readonly priority: number | undefined },
): Rule {
  const arn = `${listenerArn.replace(':listener/', ':listener-rule/')}/${hex()}`
  return { arn, priority, conditions, action, tags: new Map(tags) }
}

function hex(): string {
  return randomBytes(8).toString('hex')
}
