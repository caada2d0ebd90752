/** Finds the previews of an application that belong to a repository. Reads only. */

import type { EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { readTags } from '../aws/read-tags.ts'
import type { Context } from '../context.ts'
import { toState } from './find-environment.ts'
import { listLiving } from './list-living.ts'
import { hasFormOfPreview, readPreviewTags } from './name-preview.ts'
import type { FoundPreview } from './plan-sweep.ts'

/** One that lives, or is being terminated. */
export interface ExistingPreview extends FoundPreview {
  readonly environmentId: string
  readonly environmentArn: string
  readonly status: string
  /** Milliseconds since 1970. */
  readonly createdMs: number
  /** Host name, and a port where it is not 80; '' where there is none yet. */
  readonly cname: string
  readonly versionLabel: string | undefined
}

export interface PreviewsWanted {
  readonly applicationName: string
  /** "octo-org/chat", lower case. */
  readonly repository: string
}

/** The oldest first. What has the form of a preview's name, but not the tags of one of this repository, is none. */
export async function findPreviews(
  context: Context,
  { applicationName, repository }: PreviewsWanted,
): Promise<ExistingPreview[]> {
  const environments = await listLiving(context, applicationName)
  const candidates = environments.filter(({ EnvironmentName = '' }) => hasFormOfPreview(EnvironmentName))
  const previews: ExistingPreview[] = []
  // One after the other: Beanstalk throttles early.
  for (const candidate of candidates) previews.push(...(await readPreview(context, candidate)))
  return previews
    .filter(({ tags }) => tags.repository === repository)
    .toSorted((a, b) => a.createdMs - b.createdMs || a.environmentName.localeCompare(b.environmentName))
}

async function readPreview({ aws }: Context, environment: EnvironmentDescription): Promise<ExistingPreview[]> {
  const { EnvironmentArn: environmentArn = '', DateCreated } = environment
  const tags = readPreviewTags((await readTags(aws.elasticBeanstalk, environmentArn)) ?? [])
  if (!tags) return []
  const { id: environmentId, name: environmentName, status, cname, versionLabel } = toState(environment)
  const createdMs = DateCreated?.getTime() ?? 0
  return [{ environmentName, environmentId, environmentArn, tags, status, createdMs, cname, versionLabel }]
}
