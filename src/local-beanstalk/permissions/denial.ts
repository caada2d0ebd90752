/** What each service says to a caller who may not do what he asked for. */

import type { ServiceName } from '../service.ts'
import { ServiceError } from '../service-error.ts'

export interface Denied {
  readonly service: ServiceName
  /** As IAM names it, with the service. */
  readonly permission: string
  readonly resource: string
  readonly principalArn: string
}

/** Source: IAM User Guide, "Troubleshoot access denied error messages". */
export function denial(denied: Denied, why: 'denied' | 'explicitly-denied'): ServiceError {
  const { service, permission, resource, principalArn } = denied
  const because =
    why === 'denied'
      ? `because no identity-based policy allows the ${permission} action`
      : 'with an explicit deny in an identity-based policy'
  const on = service === 's3' ? `"${resource}"` : resource
  const sentence = `User: ${principalArn} is not authorized to perform: ${permission} on resource: ${on} ${because}`
  if (service !== 'ec2') return new ServiceError('AccessDenied', sentence, { status: 403 })
  const message = `You are not authorized to perform this operation. ${sentence}. Encoded authorization failure message: bG9jYWwtYmVhbnN0YWxr`
  return new ServiceError('UnauthorizedOperation', message, { status: 403 })
}
