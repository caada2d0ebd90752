/** The name of Beanstalk's own bucket in the region. */

import { CreateStorageLocationCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'

/** Beanstalk makes it where it is missing. */
export async function findStorageLocation(context: Context): Promise<string> {
  const change = "make sure of Beanstalk's own storage bucket in this region"
  const answer = await context.ledger.record({ change }, () =>
    context.aws.elasticBeanstalk.send(new CreateStorageLocationCommand({})),
  )
  return answer.S3Bucket ?? ''
}
