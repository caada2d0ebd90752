/** The names of the applications in the region. Reads only. */

import { DescribeApplicationsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { explainRefusal, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

/** Undefined where they may not be listed. */
export async function listApplications(context: Context): Promise<string[] | undefined> {
  try {
    const { Applications = [] } = await context.aws.elasticBeanstalk.send(new DescribeApplicationsCommand({}))
    return Applications.flatMap(application => application.ApplicationName ?? [])
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.info(`The applications of the account are unknown: ${explainRefusal(error)}`)
    return undefined
  }
}
