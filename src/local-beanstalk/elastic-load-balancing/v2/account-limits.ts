/** What an account may have. Source: ALB and NLB guides, "Quotas". */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import { pageOf } from './lookup.ts'

const LIMITS: Readonly<Record<string, number>> = {
  'application-load-balancers': 50,
  'certificates-per-application-load-balancer': 25,
  'condition-values-per-alb-rule': 5,
  'condition-wildcards-per-alb-rule': 6,
  'listeners-per-application-load-balancer': 50,
  'listeners-per-network-load-balancer': 50,
  'network-load-balancers': 50,
  'rules-per-application-load-balancer': 100,
  'target-groups': 3000,
  'target-groups-per-action-on-application-load-balancer': 5,
  'target-groups-per-application-load-balancer': 100,
  'targets-per-application-load-balancer': 1000,
}

export function describeAccountLimits(
  _: unknown,
  input: ELB.DescribeAccountLimitsInput,
): ELB.DescribeAccountLimitsOutput {
  const limits = Object.entries(LIMITS).map(([Name, max]) => ({ Name, Max: String(max) }))
  const { items, NextMarker } = pageOf(limits, input, ({ Name }) => Name)
  return { Limits: [...items], NextMarker }
}
