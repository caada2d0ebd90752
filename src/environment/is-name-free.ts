/** May a new environment have this host name? Reads only. */

import { CheckDNSAvailabilityCommand } from '@aws-sdk/client-elastic-beanstalk'
import { explainRefusal, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

/** Undefined where it may not be asked: CreateEnvironment refuses a name that is taken. */
export async function isNameFree({ aws, log }: Context, cnamePrefix: string): Promise<boolean | undefined> {
  try {
    const { Available } = await aws.elasticBeanstalk.send(new CheckDNSAvailabilityCommand({ CNAMEPrefix: cnamePrefix }))
    return Available
  } catch (error) {
    if (!isDenied(error)) throw error
    log.info(`Whether the name is free is unknown: ${explainRefusal(error)}`)
    return undefined
  }
}
