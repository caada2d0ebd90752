/** The operations on listener rules. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { addRule, setRules } from '../listeners.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { Listener } from '../load-balancing-model.ts'
import { describeRule } from './descriptions.ts'
import { type FoundListener, type FoundRule, findListener, findRule, loadBalancersOfV2, pageOf } from './lookup.ts'
import { readAction, readCondition } from './rule-actions.ts'
import { readV2Tags } from './tag-operations.ts'
import { v2Errors } from './v2-errors.ts'

export async function createRule(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateRuleInput>,
  call: Call,
): Promise<ELB.CreateRuleOutput> {
  const { loadBalancer, listener } = findListener(loadBalancing, input.ListenerArn, call)
  if (loadBalancer.kind === 'network')
    throw v2Errors.invalidConfiguration("Rules are not supported for listeners of load balancers with type 'network'")
  const { Priority: priority } = input
  if (listener.rules.some(rule => rule.priority === priority)) throw v2Errors.priorityInUse(priority)
  const conditions = input.Conditions.map(readCondition)
  if (conditions.length === 0) throw v2Errors.validation('A condition must be specified')
  const action = readAction(loadBalancing, input.Actions, { owner: ownerOf({ loadBalancer, listener }), call })
  const rule = await addRule(loadBalancer, listener, { priority, conditions, action, tags: readV2Tags(input.Tags) })
  return { Rules: [describeRule(rule)] }
}

export function describeRules(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeRulesInput,
  call: Call,
): ELB.DescribeRulesOutput {
  const { ListenerArn, RuleArns: arns = [] } = input
  if ((ListenerArn === undefined) === (arns.length === 0))
    throw v2Errors.validation('You must specify either listener rule ARNs or a listener ARN')
  const listeners: Listener[] =
    ListenerArn === undefined
      ? loadBalancersOfV2(loadBalancing, call).flatMap(owner => [...owner.listeners.values()])
      : [findListener(loadBalancing, ListenerArn, call).listener]
  const all = listeners.flatMap(({ rules }) => rules)
  if (arns.some(arn => !all.some(rule => rule.arn === arn))) throw v2Errors.noRules()
  const asked = all.filter(({ arn }) => arns.length === 0 || arns.includes(arn))
  const { items, NextMarker } = pageOf(asked, input, ({ arn }) => arn)
  return { Rules: items.map(describeRule), NextMarker }
}

export async function modifyRule(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyRuleInput>,
  call: Call,
): Promise<ELB.ModifyRuleOutput> {
  const found = findRule(loadBalancing, input.RuleArn, call)
  const { loadBalancer, listener, rule } = found
  if (!input.Conditions?.length && !input.Actions?.length)
    throw v2Errors.validation('Either conditions or actions must be specified')
  const conditions = input.Conditions?.length ? input.Conditions.map(readCondition) : rule.conditions
  const action = input.Actions?.length
    ? readAction(loadBalancing, input.Actions, { owner: ownerOf(found), call })
    : rule.action
  const changed = { ...rule, conditions, action }
  await setRules(
    loadBalancer,
    listener,
    listener.rules.map(other => (other === rule ? changed : other)),
  )
  return { Rules: [describeRule(changed)] }
}

export async function deleteRule(
  loadBalancing: LoadBalancing,
  { RuleArn }: Checked<ELB.DeleteRuleInput>,
  call: Call,
): Promise<void> {
  const { loadBalancer, listener, rule } = findRule(loadBalancing, RuleArn, call)
  if (rule.priority === undefined) throw v2Errors.defaultRule(RuleArn)
  await setRules(
    loadBalancer,
    listener,
    listener.rules.filter(other => other !== rule),
  )
}

export async function setRulePriorities(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetRulePrioritiesInput>,
  call: Call,
): Promise<ELB.SetRulePrioritiesOutput> {
  const wanted = input.RulePriorities.map(({ RuleArn = '', Priority: priority = 0 }) => ({
    ...findRule(loadBalancing, RuleArn, call),
    priority,
  }))
  checkPriorities(wanted)
  const changed = wanted.map(({ rule, priority }) => ({ ...rule, priority }))
  for (const { loadBalancer, listener } of wanted) {
    await setRules(
      loadBalancer,
      listener,
      listener.rules.map(rule => changed.find(({ arn }) => arn === rule.arn) ?? rule),
    )
  }
  return { Rules: changed.map(describeRule) }
}

function checkPriorities(wanted: ReadonlyArray<FoundRule & { readonly priority: number }>): void {
  for (const { listener, rule, priority } of wanted) {
    if (rule.priority === undefined) throw v2Errors.defaultRule(rule.arn)
    if (wanted.filter(other => other.priority === priority && other.listener === listener).length > 1)
      throw v2Errors.validation(`Priority '${priority}' was provided multiple times`)
    const staying = listener.rules.filter(other => !wanted.some(moved => moved.rule === other))
    if (staying.some(other => other.priority === priority)) throw v2Errors.priorityInUse(priority)
  }
}

function ownerOf({ loadBalancer, listener }: FoundListener) {
  return { loadBalancer, protocol: listener.protocol }
}
