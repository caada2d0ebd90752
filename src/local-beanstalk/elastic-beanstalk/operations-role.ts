/** The role that Elastic Beanstalk acts with in an environment, instead of its caller. It is kept, and nobody acts with it. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { findReadyEnvironment } from './lookup.ts'

export function associateOperationsRole(
  beanstalk: Beanstalk,
  input: Checked<EB.AssociateEnvironmentOperationsRoleMessage>,
  call: Call,
): void {
  findReadyEnvironment(beanstalk.region(call.region), input).operationsRole = input.OperationsRole
}

export function disassociateOperationsRole(
  beanstalk: Beanstalk,
  input: Checked<EB.DisassociateEnvironmentOperationsRoleMessage>,
  call: Call,
): void {
  findReadyEnvironment(beanstalk.region(call.region), input).operationsRole = undefined
}
