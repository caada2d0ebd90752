/** Previews of pull requests: what the event asks for is found out, and done. */

import type { Context } from '../context.ts'
import type { PreviewTask } from '../environment/choose-preview-task.ts'
import { namePreview } from '../environment/name-preview.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { findPreviewTask } from './find-preview-task.ts'
import { hideInLog } from './hide-in-log.ts'
import type { PreviewOptions } from './preview-options.ts'
import { removePullRequest } from './remove-pull-request.ts'
import { isWithoutCredentials, skipWithoutCredentials } from './run-endings.ts'
import { sweep } from './sweep.ts'
import { updatePreview } from './update-preview.ts'

/** Fills `products` step by step, so that whoever calls knows how far the run came when this throws. */
export async function preview(given: Context, options: PreviewOptions, products: PreviewProducts): Promise<void> {
  const { request } = options
  const context = { ...given, log: hideInLog(given.log, options.secrets) }
  const task = await findPreviewTask(context, options, products)
  products.task = task.kind
  if (task.kind === 'update' || task.kind === 'remove') {
    const { number, head, isFork } = task.pullRequest
    products.pullRequest = { number, sha: head.sha, isFork }
    const { applicationName, baseEnvironmentName } = request
    const { repository } = products
    products.environmentName = namePreview({ repository, pullRequest: number, applicationName, baseEnvironmentName })
  }
  try {
    await perform(context, { options, task }, products)
  } catch (error) {
    if (request.requireCredentials || !isWithoutCredentials(context, error)) throw error
    return skipWithoutCredentials(context.log, products)
  }
  if (products.skipped) context.log.notice(products.skipped.message, 'Preview')
}

interface Performance {
  readonly options: PreviewOptions
  readonly task: PreviewTask
}

async function perform(context: Context, { options, task }: Performance, products: PreviewProducts): Promise<void> {
  if (task.kind === 'skip') products.skipped = { kind: task.because, message: task.message }
  if (task.kind === 'update') await updatePreview(context, { ...task, options }, products)
  if (task.kind === 'remove') await removePullRequest(context, { ...task, options }, products)
  if (task.kind === 'sweep') await sweep(context, options, products)
}
