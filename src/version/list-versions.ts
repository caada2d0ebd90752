/** Lists the versions of an application, all pages of them. Reads only. */

import {
  type ApplicationVersionDescription,
  DescribeApplicationVersionsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'

export async function listVersions(
  { aws }: Context,
  ApplicationName: string,
): Promise<ApplicationVersionDescription[]> {
  const pages = await readPages(token =>
    aws.elasticBeanstalk.send(new DescribeApplicationVersionsCommand({ ApplicationName, ...token })),
  )
  return pages.flatMap(page => page.ApplicationVersions ?? [])
}
