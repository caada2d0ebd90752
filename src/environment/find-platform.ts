/** Finds the platform of an environment. Reads only. */

import { DescribePlatformVersionCommand, type EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { explainRefusal, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { type Platform, parsePlatform, readPlatformDescription } from '../platform/platform.ts'

export type PlatformNamed = Pick<EnvironmentDescription, 'SolutionStackName' | 'PlatformArn' | 'Tier'>

/** AWS is asked only about a platform whose name does not say what it is. A denied call leaves it as its name has it. */
export async function findPlatform(context: Context, environment: PlatformNamed): Promise<Platform> {
  const { SolutionStackName: solutionStackName, PlatformArn, Tier } = environment
  const platform = parsePlatform({ solutionStackName, platformArn: PlatformArn, tierName: Tier?.Name })
  if (!PlatformArn || (platform.family !== 'unknown' && platform.family !== 'custom')) return platform
  try {
    const asked = new DescribePlatformVersionCommand({ PlatformArn })
    const { PlatformDescription = {} } = await context.aws.elasticBeanstalk.send(asked)
    return readPlatformDescription(platform.name, PlatformDescription)
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.info(`The platform "${platform.name}" is unknown: ${explainRefusal(error)}`)
    return platform
  }
}
