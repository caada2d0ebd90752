/** Finds what a request names, in the region that it was signed for. */

import { takePage } from '../../paging.ts'
import type { Call } from '../../service.ts'
import { findListener as lookForListener } from '../listeners.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { Listener, LoadBalancer, Rule } from '../load-balancing-model.ts'
import type { TargetGroup } from '../target-group-model.ts'
import { v2Errors } from './v2-errors.ts'

export interface FoundListener {
  readonly loadBalancer: LoadBalancer
  readonly listener: Listener
}

export interface FoundRule extends FoundListener {
  readonly rule: Rule
}

export function loadBalancersOfV2(loadBalancing: LoadBalancing, { region }: Call): LoadBalancer[] {
  return [...loadBalancing.region(region).loadBalancers.values()].filter(({ kind }) => kind !== 'classic')
}

/** @throws ServiceError LoadBalancerNotFound; ValidationError for what is no ARN of a load balancer. */
export function findLoadBalancer(loadBalancing: LoadBalancing, arn: string, { region }: Call): LoadBalancer {
  if (!/^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]+:loadbalancer\//.test(arn))
    throw v2Errors.validation(`'${arn}' is not a valid load balancer ARN`)
  const found = loadBalancing.region(region).loadBalancers.get(arn)
  if (found === undefined) throw v2Errors.noLoadBalancer(arn)
  return found
}

/** @throws ServiceError ListenerNotFound; ValidationError for what is no ARN of a listener. */
export function findListener(loadBalancing: LoadBalancing, arn: string, { region }: Call): FoundListener {
  if (!/^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]+:listener\//.test(arn))
    throw v2Errors.validation(`'${arn}' is not a valid listener ARN`)
  const found = lookForListener(loadBalancing, region, arn)
  if (found === undefined) throw v2Errors.noListeners()
  return found
}

/** @throws ServiceError RuleNotFound. */
export function findRule(loadBalancing: LoadBalancing, arn: string, call: Call): FoundRule {
  for (const loadBalancer of loadBalancersOfV2(loadBalancing, call)) {
    for (const listener of loadBalancer.listeners.values()) {
      const rule = listener.rules.find(candidate => candidate.arn === arn)
      if (rule !== undefined) return { loadBalancer, listener, rule }
    }
  }
  throw v2Errors.noRules()
}

/** @throws ServiceError TargetGroupNotFound; ValidationError for what is no ARN of a target group. */
export function findTargetGroup(loadBalancing: LoadBalancing, arn: string, { region }: Call): TargetGroup {
  if (!/^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]+:targetgroup\//.test(arn))
    throw v2Errors.validation(`'${arn}' is not a valid target group ARN`)
  const found = loadBalancing.region(region).targetGroups.get(arn)
  if (found === undefined) throw v2Errors.noTargetGroup(arn)
  return found
}

/** @throws ServiceError ValidationError for a marker that is none of ours. */
export function pageOf<Item>(
  items: readonly Item[],
  input: { readonly Marker?: string | undefined; readonly PageSize?: number | undefined },
  keyOf: (item: Item) => string,
): { readonly items: readonly Item[]; readonly NextMarker: string | undefined } {
  const page = takePage(items, { max: input.PageSize ?? 400, token: input.Marker }, keyOf)
  if (page === undefined) throw v2Errors.validation(`'${input.Marker}' is not a valid marker`)
  return { items: page.items, NextMarker: page.nextToken }
}
