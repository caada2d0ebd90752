/** Counts the instances of an environment. Reads only. */

import { DescribeEnvironmentResourcesCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isDenied, isTransient } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { Front } from '../platform/describe-front.ts'

export interface CountedEnvironment {
  readonly environmentId: string
  readonly front: Pick<Front, 'loadBalancer' | 'instances'>
}

/**
 * Those that are there now; as many as there are at least, where that cannot be asked; undefined where nothing is known.
 * A single instance is not counted.
 */
export async function countInstances(
  context: Context,
  { environmentId: EnvironmentId, front: { loadBalancer, instances } }: CountedEnvironment,
): Promise<number | undefined> {
  if (loadBalancer === 'none') return 1
  try {
    const asked = new DescribeEnvironmentResourcesCommand({ EnvironmentId })
    const { EnvironmentResources } = await context.aws.elasticBeanstalk.send(asked)
    return EnvironmentResources?.Instances?.length || instances?.min
  } catch (error) {
    // It only says how many connections are enough.
    if (!isDenied(error) && !isTransient(error)) throw error
    context.log.info(`The number of instances is unknown: ${error.message}`)
    return instances?.min
  }
}
