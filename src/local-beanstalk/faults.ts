/** What Local Beanstalk can be told to break, by name. */

import { denial } from './permissions/denial.ts'
import type { ServiceName } from './service.ts'
import { ServiceError } from './service-error.ts'

/** Operations are named as in IAM policies, `ec2:AuthorizeSecurityGroupIngress`; the API's own name fits as well. */
export type Fault =
  | { readonly kind: 'denied'; readonly operation: string }
  | { readonly kind: 'throttled'; readonly operation: string; readonly times: number }
  | { readonly kind: 'unavailable'; readonly operation: string; readonly times: number }
  | { readonly kind: 'expired-credentials' }
  | { readonly kind: 'foreign-event'; readonly message: string; readonly severity: 'INFO' | 'WARN' | 'ERROR' }

export interface Faults {
  set(faults: readonly Fault[]): void
  clear(): void
  /** @throws ServiceError in the service's own words, when a fault strikes this operation. */
  strike(target: Target): void
  /** Takes the events that the next deployment shall tell. */
  takeForeignEvents(): ReadonlyArray<Extract<Fault, { kind: 'foreign-event' }>>
}

export interface Target {
  readonly service: ServiceName
  /** As the API names it. */
  readonly operation: string
  /** As IAM names it, with the service. */
  readonly permission: string
  readonly resource: string
  readonly principalArn: string
}

type Counted = { readonly fault: Fault; left: number }

export function openFaults(initial: readonly Fault[]): Faults {
  let active = count(initial)
  return {
    set: faults => {
      active = count(faults)
    },
    clear: () => {
      active = []
    },
    strike: target => {
      for (const counted of active) strikeOne(counted, target)
    },
    takeForeignEvents: () => {
      const events = active.map(({ fault }) => fault).filter(fault => fault.kind === 'foreign-event')
      active = active.filter(({ fault }) => fault.kind !== 'foreign-event')
      return events
    },
  }
}

function count(faults: readonly Fault[]): Counted[] {
  return faults.map(fault => ({ fault, left: 'times' in fault ? fault.times : Number.POSITIVE_INFINITY }))
}

function strikeOne(counted: Counted, target: Target): void {
  const { fault } = counted
  if (fault.kind === 'expired-credentials') throw expired(target.service)
  if (fault.kind === 'foreign-event' || counted.left <= 0) return
  if (fault.operation !== target.permission && fault.operation !== `${target.service}:${target.operation}`) return
  counted.left -= 1
  if (fault.kind === 'denied') throw denial(target, 'denied')
  throw fault.kind === 'throttled' ? throttled(target.service) : unavailable(target.service)
}

function expired(service: ServiceName): ServiceError {
  if (service === 'ec2') return new ServiceError('RequestExpired', 'Request has expired.')
  if (service === 's3') return new ServiceError('ExpiredToken', 'The provided token has expired.')
  return new ServiceError('ExpiredToken', 'The security token included in the request is expired', { status: 403 })
}

function throttled(service: ServiceName): ServiceError {
  if (service === 'ec2') return new ServiceError('RequestLimitExceeded', 'Request limit exceeded.', { status: 503 })
  if (service === 's3') return new ServiceError('SlowDown', 'Please reduce your request rate.', { status: 503 })
  return new ServiceError('Throttling', 'Rate exceeded')
}

function unavailable(service: ServiceName): ServiceError {
  const message = service === 's3' ? 'Please reduce your request rate.' : 'Service is unavailable.'
  return new ServiceError(service === 'ec2' ? 'Unavailable' : 'ServiceUnavailable', message, { status: 503 })
}
