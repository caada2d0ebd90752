/** Which faults strike a request: it is refused, or carried out and its answer disturbed. */

import { type Denied, denial } from '../permissions/denial.ts'
import { matchPattern } from '../permissions/match-pattern.ts'
import type { ServiceError } from '../service-error.ts'
import { findScopedService } from '../wire/scoped-service.ts'
import type { FaultOf } from './catalogue.ts'
import type { Disturbance } from './disturbance.ts'
import type { Faults } from './faults.ts'
import { expired, throttled, unavailable } from './refusals.ts'

export interface Target extends Denied {
  /** As the API names it; `permission` is IAM's name. */
  readonly operation: string
}

export interface Strike {
  readonly refusal: ServiceError | undefined
  readonly disturbance: Disturbance
}

/** Decides about the requests of one Local Beanstalk, one after the other. */
export function openStriker(faults: Faults, now: () => number): (target: Target) => Strike {
  const isExpired = countDown(faults)
  const isOverRate = openBuckets(faults, now)
  return target => {
    const hits = (fault: { readonly operation: string }) => isNamed(target, fault.operation)
    const strike = (refusal: ServiceError | undefined, end: Disturbance['end'] = 'whole'): Strike => {
      return { refusal, disturbance: { delayMs: faults.take('slow', hits)?.ms ?? 0, end } }
    }
    if (isExpired()) return strike(expired(target.service))
    if (faults.take('denied', hits)) return strike(denial(target, 'denied'))
    if (faults.take('throttled', hits) || isOverRate(target)) return strike(throttled(target.service))
    const outage = faults.take('unavailable', hits)
    if (outage) return strike(unavailable(target.service), outage.body === 'none' ? 'without-body' : 'whole')
    if (faults.take('answer-lost', hits)) return strike(undefined, 'lost')
    if (faults.take('answer-reset', hits)) return strike(undefined, 'reset')
    if (faults.take('answer-cut', hits)) return strike(undefined, 'cut')
    const page = faults.take('answer-html', hits)
    return page ? strike(undefined, { htmlStatus: page.status ?? 502 }) : strike(undefined)
  }
}

/** Is the connection reset before the request is read? All that is known then is the scope of its signature. */
export function resetsUnread(faults: Faults, authorization: string | undefined): boolean {
  const asked = findScopedService(authorization)
  return faults.take('reset-unread', ({ service }) => service === undefined || service === asked) !== undefined
}

function isNamed({ service, operation, permission }: Target, pattern: string): boolean {
  return matchPattern(pattern, permission) || matchPattern(pattern, `${service}:${operation}`)
}

function countDown(faults: Faults): () => boolean {
  const accepted = new WeakMap<FaultOf<'expired-credentials'>, number>()
  return () => {
    const [fault] = faults.find('expired-credentials')
    if (fault === undefined) return false
    const before = accepted.get(fault) ?? 0
    accepted.set(fault, before + 1)
    return before >= (fault.after ?? 0)
  }
}

// What AWS support quotes for Elastic Beanstalk.
const PER_SECOND = 2
const BURST = 15

/** A token bucket for each such fault, as AWS's throttling works. Each request that it concerns takes a token. */
function openBuckets(faults: Faults, now: () => number): (target: Target) => boolean {
  const buckets = new WeakMap<FaultOf<'rate-limited'>, { tokens: number; atMs: number }>()
  return target => {
    const limits = faults.find('rate-limited').filter(({ operation }) => isNamed(target, operation))
    const results = limits.map(limit => {
      const { perSecond = PER_SECOND, burst = BURST } = limit
      const bucket = buckets.get(limit) ?? { tokens: burst, atMs: now() }
      const tokens = Math.min(burst, bucket.tokens + ((now() - bucket.atMs) / 1000) * perSecond)
      buckets.set(limit, { tokens: tokens < 1 ? tokens : tokens - 1, atMs: now() })
      return tokens < 1
    })
    return results.includes(true)
  }
}
