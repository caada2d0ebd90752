/** Counts the instances of an environment. Reads only. */

import { DescribeEnvironmentResourcesCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ask } from '../aws/ask.ts'
import { explainRefusal } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { Front } from '../platform/describe-front.ts'
import type { InstancesLook } from './compare-instances.ts'

export interface CountedEnvironment {
  readonly environmentId: string
  readonly front: Pick<Front, 'loadBalancer' | 'instances'>
  /** Where they have just told of themselves. */
  readonly instances?: InstancesLook
}

/**
 * Those that are there now; as many as there are at least, where that cannot be asked; undefined where nothing is known.
 * A single instance is not counted.
 */
export async function countInstances(
  context: Context,
  { environmentId: EnvironmentId, front: { loadBalancer, instances }, instances: told }: CountedEnvironment,
): Promise<number | undefined> {
  if (loadBalancer === 'none') return 1
  if (told?.kind === 'told') return told.instances.length
  const command = new DescribeEnvironmentResourcesCommand({ EnvironmentId })
  const asked = await ask(() => context.aws.elasticBeanstalk.send(command))
  if (asked.kind === 'answered') return asked.answer.EnvironmentResources?.Instances?.length || instances?.min
  // It only says how many connections are enough.
  context.log.info(`The number of instances is unknown: ${explainRefusal(asked.refusal)}`)
  return instances?.min
}
