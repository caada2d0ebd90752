/** Everything that is read of AWS before a preview is deployed. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { awaitGone } from '../environment/await-gone.ts'
import { type BaseEnvironment, findBase } from '../environment/find-base.ts'
import { findPreviewSubnets } from '../environment/find-preview-subnets.ts'
import { type ExistingPreview, findPreviews } from '../environment/find-previews.ts'
import { isNameFree } from '../environment/is-name-free.ts'
import type { PreviewFacts, PreviewSources } from '../environment/plan-preview.ts'
import { readSettings } from '../environment/read-settings.ts'
import type { PreviewRequest } from '../inputs/preview-request.ts'
import { surveyAddresses } from '../network/survey-addresses.ts'
import { surveySubnets } from '../network/survey-subnets.ts'
import type { PreviewProducts } from '../report/preview-products.ts'

export interface PreviewSurvey {
  readonly base: BaseEnvironment
  readonly previews: readonly ExistingPreview[]
  /** That of the pull request. */
  readonly existing: ExistingPreview | undefined
  /** The settings that it has; none where there is none. */
  readonly settings: readonly ConfigurationOptionSetting[]
}

/** Waits for the end of a preview of the pull request that is being terminated: its name is free then. */
export async function surveyPreview(
  context: Context,
  { applicationName, baseEnvironmentName }: PreviewRequest,
  { repository, environmentName: name = '' }: PreviewProducts,
): Promise<PreviewSurvey> {
  const base = await findBase(context, { applicationName, environmentName: baseEnvironmentName })
  const previews = await findPreviews(context, { applicationName, repository, ownName: name })
  const others = previews.filter(({ environmentName }) => environmentName !== name).length
  context.log.info(`Base environment "${baseEnvironmentName}" (${base.id}); other previews: ${others || 'none'}.`)
  const found = previews.find(({ environmentName }) => environmentName === name)
  if (!found) return { base, previews, existing: undefined, settings: [] }
  if (found.status !== 'Terminating') {
    const settings = await readSettings(context, { applicationName, environmentName: name })
    return { base, previews, existing: found, settings }
  }
  await awaitGone(context, { id: found.environmentId, name })
  return { base, previews: previews.filter(preview => preview !== found), existing: undefined, settings: [] }
}

/** Whether there is room for a preview that does not exist yet, and whether clients would reach it. */
export async function surveyPlace(
  context: Context,
  request: PreviewRequest,
  { name, existing, ...sources }: PreviewSources & Pick<PreviewSurvey, 'existing'> & { readonly name: string },
): Promise<Pick<PreviewFacts, 'addresses' | 'subnets' | 'isNameFree'>> {
  if (existing) return { addresses: { kind: 'unknown', refusal: undefined }, subnets: undefined, isNameFree: undefined }
  const places = findPreviewSubnets(request, sources)
  return {
    addresses: await surveyAddresses(context),
    subnets: places && (await surveySubnets(context, places)),
    isNameFree: await isNameFree(context, name),
  }
}
