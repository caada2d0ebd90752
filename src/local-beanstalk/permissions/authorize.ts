/** Asks the policies of a key whether its owner may do what a request wants. */

import type { ServiceName } from '../service.ts'
import type { AccessKey } from './access-key.ts'
import type { RequestContext } from './condition.ts'
import { denial } from './denial.ts'
import { evaluatePolicies } from './evaluate-policies.ts'

/** Something that an operation touches, with what policies may ask about it (keys in lower case). */
export interface AccessedResource {
  readonly arn: string
  readonly context?: RequestContext
  /** Where it is another than that of the operation. */
  readonly permission?: string
}

export interface AccessAsked {
  readonly service: ServiceName
  /** `elasticbeanstalk:UpdateEnvironment`. */
  readonly permission: string
  readonly region: string
  /** All of them have to be allowed. */
  readonly resources: readonly AccessedResource[]
}

/** @throws ServiceError in the service's own words. Whoever has a key may always ask who he is, as in reality. */
export function authorize(key: AccessKey, { service, permission: usual, region, resources }: AccessAsked): void {
  if (usual === 'sts:GetCallerIdentity') return
  for (const { arn, context, permission = usual } of resources) {
    const request = { action: permission, resource: arn, context: { ...commonContext(key, region), ...context } }
    const decision = evaluatePolicies(key.policies, request)
    if (decision === 'allowed') continue
    throw denial({ service, permission, resource: arn, principalArn: key.principalArn }, decision)
  }
}

/** `aws:ResourceTag/x`, and the same under the service's own name where it has one. */
export function tagContext(
  tags: ReadonlyArray<readonly [key: string, value: string]>,
  prefixes: readonly string[] = ['aws'],
): RequestContext {
  const pairs = tags.flatMap(([key, value]) =>
    prefixes.map(prefix => [`${prefix}:resourcetag/${key.toLowerCase()}`, value] as const),
  )
  return Object.fromEntries(pairs)
}

// The services that Local Beanstalk stands for are reached by HTTPS: a policy that asks for it is met.
function commonContext(key: AccessKey, region: string): RequestContext {
  return {
    'aws:requestedregion': region,
    'aws:principalarn': key.principalArn,
    'aws:principalaccount': key.principalArn.split(':')[4] ?? '',
    'aws:securetransport': 'true',
  }
}
