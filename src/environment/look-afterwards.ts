/** The last look at an environment, when a signal has ended the run. */

import { DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { type EnvironmentState, toState } from './find-environment.ts'

/** For each request: a runner that cancels waits 7.5 s for all of a run's end. */
export const AFTERWARDS_MS = 2000

/** Undefined where nothing was answered within 2 s: what was seen before stays the last that is known. */
export async function lookAfterwards(context: Context, environmentId: string): Promise<EnvironmentState | undefined> {
  const command = new DescribeEnvironmentsCommand({ EnvironmentIds: [environmentId], IncludeDeleted: true })
  const abortSignal = AbortSignal.timeout(AFTERWARDS_MS)
  try {
    const { Environments = [] } = await context.aws.elasticBeanstalkAfterwards.send(command, { abortSignal })
    return Environments[0] && toState(Environments[0])
  } catch (error) {
    context.log.debug(String(error))
    return undefined
  }
}
