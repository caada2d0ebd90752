/** Reads the environment's present state: what changes while an operation runs. */

import { DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { type EnvironmentState, toState } from './find-environment.ts'

export async function describeState(context: Context, environmentId: string): Promise<EnvironmentState> {
  const { Environments = [] } = await context.aws.elasticBeanstalk.send(
    new DescribeEnvironmentsCommand({ EnvironmentIds: [environmentId], IncludeDeleted: true }),
  )
  return toState(Environments[0] ?? { EnvironmentId: environmentId })
}
