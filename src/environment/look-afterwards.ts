/** The last look at an environment, when a signal has ended the run. */

import { DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { limitAfterwards } from '../aws/limit-afterwards.ts'
import type { Context } from '../context.ts'
import { type EnvironmentState, toState } from './find-environment.ts'

/** Undefined where nothing was answered within 2 s: what was seen before stays the last that is known. */
export async function lookAfterwards(context: Context, environmentId: string): Promise<EnvironmentState | undefined> {
  const command = new DescribeEnvironmentsCommand({ EnvironmentIds: [environmentId], IncludeDeleted: true })
  try {
    const { Environments = [] } = await context.aws.elasticBeanstalkAfterwards.send(command, limitAfterwards())
    return Environments[0] && toState(Environments[0])
  } catch (error) {
    context.log.debug(String(error))
    return undefined
  }
}
