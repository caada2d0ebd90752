/** Deletes old versions of the application that this action made and nothing uses, with their source bundles. */

import {
  DeleteApplicationVersionCommand,
  DescribeApplicationVersionsCommand,
  DescribeEnvironmentsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { readPages } from '../aws/read-pages.ts'
import { isAwsError, isDenied, isRefused } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { quoteForeign } from '../untrusted.ts'
import { choosePrunable, type PruneFacts, type PrunePlan } from './plan-prune.ts'

/** Each is a request, and Beanstalk takes a few a second of all jobs together: what is left, later runs delete. */
const MOST_AT_ONCE = 100
const TITLE = 'Old versions'

/** Never fails what went before: whatever AWS refuses is a warning. */
export async function pruneVersions(context: Context, plan: PrunePlan): Promise<void> {
  const { log } = context
  try {
    const choice = choosePrunable(plan, await readFacts(context, plan.applicationName))
    if (choice.kind === 'busy') {
      const { environmentName, status } = choice
      log.info(
        `No version is deleted: "${environmentName}" is ${quoteForeign(status)}, and may be deploying one of them.`,
      )
      return
    }
    const labels = choice.labels.slice(0, MOST_AT_ONCE)
    if (labels.length === 0) log.info('There is no old version to delete.')
    for (const label of labels) await deleteVersion(context, plan.applicationName, label)
    const left = choice.labels.length - labels.length
    if (left > 0) log.info(`${left} more old versions are left for the next runs.`)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    log.warning(`Old versions were not deleted: ${error.message} ${error.hint}`, TITLE)
  }
}

async function readFacts({ aws }: Context, ApplicationName: string): Promise<PruneFacts> {
  const [versions, environments] = await Promise.all([
    readPages(token =>
      aws.elasticBeanstalk.send(new DescribeApplicationVersionsCommand({ ApplicationName, ...token })),
    ),
    readPages(token => aws.elasticBeanstalk.send(new DescribeEnvironmentsCommand({ ApplicationName, ...token }))),
  ])
  return {
    versions: versions.flatMap(page => page.ApplicationVersions ?? []),
    environments: environments.flatMap(page => page.Environments ?? []),
  }
}

/** Throws where the next one would meet the same: denied, or not answered. */
async function deleteVersion(context: Context, ApplicationName: string, VersionLabel: string): Promise<void> {
  const names = { ApplicationName, VersionLabel, DeleteSourceBundle: true }
  const change = `delete the old version "${VersionLabel}" of "${ApplicationName}" and its source bundle`
  try {
    await context.ledger.record({ change }, () =>
      context.aws.elasticBeanstalk.send(new DeleteApplicationVersionCommand(names)),
    )
  } catch (error) {
    if (isAwsError(error, 'SourceBundleDeletionException')) {
      context.log.warning(
        `The version "${VersionLabel}" was deleted, its source bundle was not: ${error.message} Allow s3:DeleteObject to the role of this job.`,
        TITLE,
      )
      return
    }
    if (isDenied(error) || !isRefused(error)) throw error
    context.log.warning(`The version "${VersionLabel}" was not deleted: ${(error as ActionError).message}`, TITLE)
  }
}
