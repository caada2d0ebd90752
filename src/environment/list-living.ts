/** The environments that an application has. Reads only. */

import { DescribeEnvironmentsCommand, type EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { readPages } from '../aws/read-pages.ts'
import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { deniedToFind } from './unfit-environment.ts'

// Terminated environments stay listed for an hour or so, under names that may be in use again.
export async function listLiving(context: Context, ApplicationName: string): Promise<EnvironmentDescription[]> {
  const pages = await readPages(token =>
    context.aws.elasticBeanstalk.send(
      new DescribeEnvironmentsCommand({ ApplicationName, IncludeDeleted: false, ...token }),
    ),
  ).catch(error => {
    throw isDenied(error) ? deniedToFind(error, context.aws.region) : error
  })
  return pages.flatMap(page => page.Environments ?? []).filter(environment => environment.Status !== 'Terminated')
}
