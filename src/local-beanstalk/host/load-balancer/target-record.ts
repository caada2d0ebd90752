/** What the health checks of a target add up to. */

import type { HealthCheckConfiguration, LoadBalancerKind, TargetHealth } from '../host-load-balancer.ts'

export type CheckOutcome = 'passed' | 'timed-out' | 'wrong-code' | 'failed'

export interface TargetRecord {
  readonly state: Exclude<TargetHealth['state'], 'draining'>
  readonly reason: string | undefined
  /** How many checks in a row went like the last one. */
  readonly passed: number
  readonly failed: number
}

const REASONS = {
  'timed-out': 'Target.Timeout',
  'wrong-code': 'Target.ResponseCodeMismatch',
  failed: 'Target.FailedHealthChecks',
} as const

export const NEW_TARGET: TargetRecord = {
  state: 'initial',
  reason: 'Elb.RegistrationInProgress',
  passed: 0,
  failed: 0,
}

/**
 * A new target of an application or network load balancer is healthy after one check that passed, as AWS's guide on
 * the health of targets says. That one of a classic load balancer needs as many as any other is inferred.
 */
export function addOutcome(
  record: TargetRecord,
  outcome: CheckOutcome,
  limits: HealthCheckConfiguration & { readonly kind: LoadBalancerKind },
): TargetRecord {
  if (outcome === 'passed') {
    const passed = record.passed + 1
    const isNew = record.state === 'initial' && limits.kind !== 'classic'
    if (record.state === 'healthy' || isNew || passed >= limits.healthyThreshold)
      return { state: 'healthy', reason: undefined, passed, failed: 0 }
    return { ...record, ...stillChecking(record), passed, failed: 0 }
  }
  const failed = record.failed + 1
  if (record.state === 'unhealthy' || failed >= limits.unhealthyThreshold)
    return { state: 'unhealthy', reason: REASONS[outcome], passed: 0, failed }
  return { ...record, ...stillChecking(record), passed: 0, failed }
}

function stillChecking({ state, reason }: TargetRecord): Pick<TargetRecord, 'reason'> {
  return { reason: state === 'initial' ? 'Elb.InitialHealthChecking' : reason }
}
