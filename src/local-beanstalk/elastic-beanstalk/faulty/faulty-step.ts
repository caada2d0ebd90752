/** What stands between a request and its handler while a fault is set. */

import { randomUUID } from 'node:crypto'
import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Operations } from '../../service.ts'
import type { Beanstalk } from '../beanstalk.ts'

export interface AskedOperation {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly call: Call
}

/** May change what the handler answers, refuse, or do something before and after it. */
export type FaultyStep = (asked: AskedOperation, next: () => Promise<unknown>) => Promise<unknown>

/** What steps are made from. */
export interface Surroundings {
  readonly beanstalk: Beanstalk
  /** The operations as they are without faults. */
  readonly operations: Operations
}

/** The environment that the request names, as DescribeEnvironments tells it without faults. */
export async function look(
  { operations }: Surroundings,
  { input, call }: AskedOperation,
): Promise<EB.EnvironmentDescription | undefined> {
  const { EnvironmentId: id, EnvironmentName: name } = input
  if (id === undefined && name === undefined) return undefined
  const named = {
    ...(id !== undefined && { EnvironmentIds: [id] }),
    ...(name !== undefined && { EnvironmentNames: [name] }),
  }
  const asked = { ...named, IncludeDeleted: false } as never
  const answer = (await operations.DescribeEnvironments?.(asked, call)) as EB.EnvironmentDescriptionsMessage
  return answer.Environments?.[0]
}

/** The operation as somebody else asks for it. */
export async function askAsAnother(
  { operations, beanstalk }: Surroundings,
  { operation, input, call }: AskedOperation,
): Promise<void> {
  const principalArn = `arn:aws:sts::${beanstalk.world.accountId}:assumed-role/somebody-else/session`
  await operations[operation]?.(input as never, { ...call, principalArn, requestId: randomUUID() })
}
