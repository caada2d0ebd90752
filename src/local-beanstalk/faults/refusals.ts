/** What each service says to a request that it will not carry out just now. */

import type { ServiceName } from '../service.ts'
import { ServiceError } from '../service-error.ts'

export function expired(service: ServiceName): ServiceError {
  if (service === 'ec2') return new ServiceError('RequestExpired', 'Request has expired.')
  if (service === 's3') return new ServiceError('ExpiredToken', 'The provided token has expired.')
  return new ServiceError('ExpiredToken', 'The security token included in the request is expired', { status: 403 })
}

export function throttled(service: ServiceName): ServiceError {
  if (service === 'ec2') return new ServiceError('RequestLimitExceeded', 'Request limit exceeded.', { status: 503 })
  if (service === 's3') return new ServiceError('SlowDown', 'Please reduce your request rate.', { status: 503 })
  return new ServiceError('Throttling', 'Rate exceeded')
}

export function unavailable(service: ServiceName): ServiceError {
  const message = service === 's3' ? 'Please reduce your request rate.' : 'Service is unavailable.'
  return new ServiceError(service === 'ec2' ? 'Unavailable' : 'ServiceUnavailable', message, { status: 503 })
}
