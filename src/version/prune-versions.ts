/** Deletes old versions of the application that this action made and nothing uses, with their source bundles. */

import { DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'
import { quoteForeign } from '../untrusted.ts'
import { tellDuring } from '../wait.ts'
import type { VersionName } from './bundle-key.ts'
import { deleteVersion } from './delete-version.ts'
import { listVersions } from './list-versions.ts'
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
    await pruneEach(context, plan, labels)
    const left = choice.labels.length - labels.length
    if (left > 0) log.info(`${left} more old versions are left for the next runs.`)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    log.warning(`Old versions were not deleted: ${error.message} ${error.hint}`, TITLE)
  }
}

function pruneEach(context: Context, { applicationName }: PrunePlan, labels: readonly string[]): Promise<void> {
  let count = 0
  const lastSeen = () => `${count} of ${labels.length}`
  const wait = { what: 'old versions to be deleted', leftMs: context.deadline.remainingMs, lastSeen }
  return tellDuring(context, wait, async () => {
    for (const label of labels) {
      await pruneVersion(context, { applicationName, label })
      count += 1
    }
  })
}

async function readFacts(context: Context, ApplicationName: string): Promise<PruneFacts> {
  const { elasticBeanstalk } = context.aws
  const [versions, environments] = await Promise.all([
    listVersions(context, ApplicationName),
    readPages(token => elasticBeanstalk.send(new DescribeEnvironmentsCommand({ ApplicationName, ...token }))),
  ])
  return { versions, environments: environments.flatMap(page => page.Environments ?? []) }
}

async function pruneVersion(context: Context, version: VersionName): Promise<void> {
  const deletion = await deleteVersion(context, { ...version, what: 'the old version' })
  if (deletion.kind === 'deleted') return
  const { message } = deletion.error
  const told =
    deletion.kind === 'bundle-left'
      ? `The version "${version.label}" was deleted, its source bundle was not: ${message} Allow s3:DeleteObject to the role of this job.`
      : `The version "${version.label}" was not deleted: ${message}`
  context.log.warning(told, TITLE)
}
