/** Managed platform updates. None is ever due here, for each platform has one version. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import { findEnvironment } from './lookup.ts'

export function describeManagedActions(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentManagedActionsRequest,
  call: Call,
): EB.DescribeEnvironmentManagedActionsResult {
  findEnvironment(beanstalk.region(call.region), input)
  return { ManagedActions: [] }
}

export function describeManagedActionHistory(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentManagedActionHistoryRequest,
  call: Call,
): EB.DescribeEnvironmentManagedActionHistoryResult {
  findEnvironment(beanstalk.region(call.region), input)
  return { ManagedActionHistoryItems: [] }
}

export function applyManagedAction(
  beanstalk: Beanstalk,
  input: Checked<EB.ApplyEnvironmentManagedActionRequest>,
  call: Call,
): never {
  findEnvironment(beanstalk.region(call.region), input)
  throw beanstalkErrors.noManagedAction(input.ActionId)
}
