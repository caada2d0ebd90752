/** Removes all previews of one pull request, and says so on it. */

import type { Context } from '../context.ts'
import { findReasonToRemove } from '../environment/choose-preview-task.ts'
import { type ExistingPreview, findPreviews } from '../environment/find-previews.ts'
import type { PullRequest } from '../github/pull-request.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { judgePreview } from '../report/preview-verdict.ts'
import type { PreviewOptions } from './preview-options.ts'
import { removePreview } from './remove-preview.ts'
import { isWithoutCredentials } from './run-endings.ts'
import { type PreviewShow, showPreview } from './show-preview.ts'
import { stagesOf } from './stages.ts'
import { Overtaken, watchPullRequest } from './watch-pull-request.ts'

export interface PullRequestRemoval {
  readonly options: PreviewOptions
  readonly pullRequest: PullRequest
  readonly because: 'pull-request-closed' | 'label-removed'
}

export async function removePullRequest(
  context: Context,
  removal: PullRequestRemoval,
  products: PreviewProducts,
): Promise<void> {
  const { options, pullRequest, because } = removal
  products.task = 'remove'
  const shown = {
    number: pullRequest.number,
    sha: pullRequest.head.sha,
    environmentName: products.environmentName ?? '',
    isMerged: pullRequest.isMerged,
  }
  const show = showPreview(context, options, { shown, products })
  try {
    await removeAll(context, { ...removal, show }, products)
  } catch (error) {
    if (isWithoutCredentials(context, error)) throw error
    if (!(error instanceof Overtaken)) return await endFailed(context, { show, error }, products)
    const message = `The pull request #${pullRequest.number} has changed meanwhile: the run of that event has the word.`
    products.skipped = { kind: 'superseded', message }
    return await show.leave()
  }
  const { environmentNames = [], versionLabels = [], left = [] } = products.removal ?? {}
  await show.endRemoved({ kind: 'removed', because, left }, environmentNames.length + versionLabels.length > 0)
}

interface ShownRemoval extends PullRequestRemoval {
  readonly show: PreviewShow
}

async function removeAll(
  context: Context,
  { options, pullRequest, because, show }: ShownRemoval,
  products: PreviewProducts,
): Promise<void> {
  const { github, request } = options
  const { applicationName, onlyWithLabel } = request
  const { repository, environmentName = '' } = products
  const stage = stagesOf(context, products)
  const watch = watchPullRequest(context, { github, pullRequest }, products)
  // With another base it is that of another workflow, which may have another label, or none.
  const isMeant = ({ environmentName: name }: ExistingPreview) =>
    because === 'pull-request-closed' || name === environmentName
  const environments = await stage('Look for the preview', async () => {
    const previews = await findPreviews(context, { applicationName, repository })
    const found = previews.filter(({ tags }) => tags.pullRequest === pullRequest.number).filter(isMeant)
    const names = found.map(preview => `"${preview.environmentName}"`).join(', ')
    context.log.info(`Of the pull request #${pullRequest.number} there is ${names || 'no environment'}.`)
    return found
  })
  if (environments.length > 0) show.tell({ kind: 'removing' })
  const names = new Set([environmentName, ...environments.map(found => found.environmentName)])
  // Opened again, it lacks only the label of its own workflow.
  const isUnwanted = (now: PullRequest) =>
    !now.isOpen || (names.size === 1 && findReasonToRemove(now, onlyWithLabel) !== undefined)
  const confirm = () => watch.confirm(isUnwanted)
  const order = {
    applicationName,
    repository,
    pullRequest: pullRequest.number,
    because,
    environments,
    names: [...names].filter(Boolean),
    confirm,
    withdraw: show.withdraw,
  }
  products.removal = await stage('Remove the preview', () => removePreview(context, order))
}

interface FailedRemoval {
  readonly show: PreviewShow
  readonly error: unknown
}

async function endFailed(context: Context, { show, error }: FailedRemoval, products: PreviewProducts): Promise<never> {
  const changes = context.ledger.entries()
  const verdict = judgePreview(products, error, changes)
  await show.endRemoved({ kind: 'failed', products, verdict, changes }, changes.length > 0)
  throw error
}
