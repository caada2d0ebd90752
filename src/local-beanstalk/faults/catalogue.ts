/** All faults by name: what Local Beanstalk can be told to break. */

import { CONSISTENCY_FAULTS } from './consistency-faults.ts'
import { DEPLOYMENT_FAULTS } from './deployment-faults.ts'
import { EVENT_FAULTS } from './event-faults.ts'
import type { FaultEntry } from './fault-entry.ts'
import { FRONT_FAULTS } from './front-faults.ts'
import { OTHER_USER_FAULTS } from './other-user-faults.ts'
import type { ParameterValues } from './parameter.ts'
import { REMOVAL_FAULTS } from './removal-faults.ts'
import { REQUEST_FAULTS } from './request-faults.ts'

export const CATALOGUE = {
  ...REQUEST_FAULTS,
  ...CONSISTENCY_FAULTS,
  ...EVENT_FAULTS,
  ...DEPLOYMENT_FAULTS,
  ...FRONT_FAULTS,
  ...OTHER_USER_FAULTS,
  ...REMOVAL_FAULTS,
}

export type FaultKind = keyof typeof CATALOGUE

/** Operations are named as in IAM policies, `ec2:AuthorizeSecurityGroupIngress`; the API's own name fits as well. */
export type Fault = FaultOf<FaultKind>

export type FaultOf<Kind extends FaultKind> = {
  [One in Kind]: { readonly kind: One } & ParameterValues<(typeof CATALOGUE)[One]['parameters']>
}[Kind]

export function findEntry(kind: unknown): FaultEntry | undefined {
  return typeof kind === 'string' && Object.hasOwn(CATALOGUE, kind) ? CATALOGUE[kind as FaultKind] : undefined
}
