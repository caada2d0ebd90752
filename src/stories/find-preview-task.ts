/** Finds the pull request that a run is about, and what is to be done for it. Asks GitHub only. */

import type { Context } from '../context.ts'
import { choosePreviewTask, type PreviewTask } from '../environment/choose-preview-task.ts'
import { findPullRequests, getPullRequest } from '../github/find-pull-requests.ts'
import type { PullRequest } from '../github/pull-request.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import type { PreviewOptions } from './preview-options.ts'
import { unlessGitHubFails } from './watch-pull-request.ts'

export async function findPreviewTask(
  context: Context,
  options: Pick<PreviewOptions, 'request' | 'trigger' | 'github'>,
  products: PreviewProducts,
): Promise<PreviewTask> {
  const { request, trigger } = options
  const { pullRequest: asked, onlyWithLabel } = request
  return choosePreviewTask({
    trigger,
    asked,
    onlyWithLabel,
    pullRequest: await findPullRequest(context, options, products),
  })
}

async function findPullRequest(
  context: Context,
  { request, trigger, github }: Pick<PreviewOptions, 'request' | 'trigger' | 'github'>,
  products: PreviewProducts,
): Promise<PullRequest | undefined> {
  const { pullRequest: asked } = request
  if (trigger.kind === 'pull-request' && (asked === undefined || asked === trigger.pullRequest.number)) {
    const ofEvent = trigger.pullRequest
    const found = await unlessGitHubFails(context, products, () => getPullRequest(github, ofEvent.number))
    return found && found.updatedAt >= ofEvent.updatedAt ? found : ofEvent
  }
  if (asked !== undefined) return await getPullRequest(github, asked)
  if (trigger.kind !== 'workflow-run' || !trigger.isSuccess) return undefined
  const [first, ...others] = await findPullRequests(github, trigger.head)
  if (first && others.length > 0) context.log.info(`Of several pull requests of that commit it is #${first.number}.`)
  return first
}
