/** The tags of one of Beanstalk's resources, by its ARN. Reads only. */

import { type ElasticBeanstalkClient, ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-elastic-beanstalk'
import { isAwsError } from './refusals.ts'

/** Undefined where it is gone. */
export async function readTags(client: ElasticBeanstalkClient, ResourceArn: string): Promise<Tag[] | undefined> {
  try {
    const { ResourceTags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn }))
    return ResourceTags
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return undefined
    throw error
  }
}
