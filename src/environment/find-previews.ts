/** Finds the previews of an application that belong to a repository. Reads only. */

import type { EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { readTags } from '../aws/read-tags.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'
import { toState } from './find-environment.ts'
import { listLiving } from './list-living.ts'
import { hasFormOfPreview, readPreviewTags } from './name-preview.ts'
import type { FoundPreview } from './plan-sweep.ts'

/** One that lives, or is being terminated. */
export interface ExistingPreview extends FoundPreview {
  readonly environmentId: string
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
  /** Of the preview that is to be made or updated: it must not be somebody else's environment. */
  readonly ownName?: string
}

/** The oldest first. What has the form of a preview's name, but not the tags of one of this repository, is none. */
export async function findPreviews(
  context: Context,
  { applicationName, repository, ownName }: PreviewsWanted,
): Promise<ExistingPreview[]> {
  const environments = await listLiving(context, applicationName)
  const candidates = environments.filter(({ EnvironmentName = '' }) => hasFormOfPreview(EnvironmentName))
  const previews: ExistingPreview[] = []
  // One after the other: Beanstalk throttles early.
  for (const candidate of candidates) previews.push(...(await readPreview(context, candidate)))
  const own = previews
    .filter(({ tags }) => tags.repository === repository)
    .toSorted((a, b) => a.createdMs - b.createdMs || a.environmentName.localeCompare(b.environmentName))
  const namesake = environments.find(
    ({ EnvironmentName, Status }) => EnvironmentName === ownName && Status !== 'Terminating',
  )
  if (namesake && !own.some(({ environmentName }) => environmentName === ownName))
    throw notOurs(namesake, { repository, region: context.aws.region })
  return own
}

async function readPreview({ aws }: Context, environment: EnvironmentDescription): Promise<ExistingPreview[]> {
  const { EnvironmentArn: arn = '', DateCreated } = environment
  const tags = readPreviewTags((await readTags(aws.elasticBeanstalk, arn)) ?? [])
  if (!tags) return []
  const { id: environmentId, name: environmentName, status, cname, versionLabel } = toState(environment)
  const createdMs = DateCreated?.getTime() ?? 0
  return [{ environmentName, environmentId, tags, status, createdMs, cname, versionLabel }]
}

// Whoever takes its tags away takes it over.
function notOurs(
  { EnvironmentName: name = '' }: EnvironmentDescription,
  { repository, region }: { readonly repository: string; readonly region: string },
): ActionError {
  const words = `elasticbeanstalk terminate-environment --environment-name ${toShellWord(name)}`
  return new ActionError({
    code: 'preview-name-taken',
    message: `The environment "${name}" was there already, without the tags of a preview of "${repository}", so it was left alone.`,
    hint: `Give it its tags back, if somebody has removed them (docs/previews.md lists them), or remove it, if nobody needs it, and run the job again: ${writeCommand(region, words)}`,
  })
}
