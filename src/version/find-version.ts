/** Finds an application version by its label. Reads only. */

import {
  type ApplicationVersionDescription,
  DescribeApplicationVersionsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import type { VersionName } from './bundle-key.ts'

/** Undefined where there is none; right after its creation it may not be listed yet. */
export async function findVersion(
  { aws }: Context,
  { applicationName: ApplicationName, label }: VersionName,
): Promise<ApplicationVersionDescription | undefined> {
  const asked = new DescribeApplicationVersionsCommand({ ApplicationName, VersionLabels: [label] })
  const { ApplicationVersions = [] } = await aws.elasticBeanstalk.send(asked)
  return ApplicationVersions.find(({ VersionLabel }) => VersionLabel === label)
}
