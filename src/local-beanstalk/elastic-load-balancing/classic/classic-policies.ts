/** The operations on the policies of classic load balancers: cookies that keep a client with an instance. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Call, Checked } from '../../service.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { classicErrors } from './classic-errors.ts'
import { findClassic, findClassicListener } from './classic-lookup.ts'

export function createCookiePolicy(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateLBCookieStickinessPolicyInput>,
  call: Call,
): ELB.CreateLBCookieStickinessPolicyOutput {
  const { policies } = findClassic(loadBalancing, input.LoadBalancerName, call).classic
  if (policies.has(input.PolicyName)) throw classicErrors.duplicatePolicy(input.PolicyName)
  policies.set(input.PolicyName, { name: input.PolicyName, cookieSeconds: input.CookieExpirationPeriod })
  return {}
}

export function deletePolicy(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DeleteLoadBalancerPolicyInput>,
  call: Call,
): ELB.DeleteLoadBalancerPolicyOutput {
  const { classic, listeners } = findClassic(loadBalancing, input.LoadBalancerName, call)
  if ([...listeners.values()].some(({ policyNames }) => policyNames.includes(input.PolicyName)))
    throw classicErrors.validation(`Policy '${input.PolicyName}' is in use by a listener`)
  classic.policies.delete(input.PolicyName)
  return {}
}

/** Replaces those that the listener had. */
export async function setPoliciesOfListener(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetLoadBalancerPoliciesOfListenerInput>,
  call: Call,
): Promise<ELB.SetLoadBalancerPoliciesOfListenerOutput> {
  const loadBalancer = findClassic(loadBalancing, input.LoadBalancerName, call)
  const listener = findClassicListener(loadBalancer, input.LoadBalancerPort)
  const unknown = input.PolicyNames.find(name => !loadBalancer.classic.policies.has(name))
  if (unknown !== undefined) throw classicErrors.noPolicy(unknown)
  const speaksHttp = listener.protocol === 'HTTP' || listener.protocol === 'HTTPS'
  if (input.PolicyNames.length > 0 && !speaksHttp) throw classicErrors.policyOfOtherLayer()
  listener.policyNames = input.PolicyNames
  await loadBalancer.plane.update()
  return {}
}

export function describePolicies(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeLoadBalancerPoliciesInput,
  call: Call,
): ELB.DescribeLoadBalancerPoliciesOutput {
  if (input.LoadBalancerName === undefined) return { PolicyDescriptions: [] }
  const { policies } = findClassic(loadBalancing, input.LoadBalancerName, call).classic
  const unknown = input.PolicyNames?.find(name => !policies.has(name))
  if (unknown !== undefined) throw classicErrors.noPolicy(unknown)
  const shown = [...policies.values()].filter(({ name }) => input.PolicyNames?.includes(name) ?? true)
  const described = shown.map(({ name, cookieSeconds }) => ({
    PolicyName: name,
    PolicyTypeName: 'LBCookieStickinessPolicyType',
    PolicyAttributeDescriptions: [
      { AttributeName: 'CookieExpirationPeriod', AttributeValue: String(cookieSeconds ?? 0) },
    ],
  }))
  return { PolicyDescriptions: described }
}
