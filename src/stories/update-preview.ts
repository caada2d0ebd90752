/** Creates or updates the preview of a pull request, and shows on it how that goes. */

import type { Context } from '../context.ts'
import { findReasonToRemove } from '../environment/choose-preview-task.ts'
import type { PullRequest } from '../github/pull-request.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { judgePreview } from '../report/preview-verdict.ts'
import { followStages, type Progress } from './follow-stages.ts'
import { heedOvertaking } from './heed-overtaking.ts'
import { makePreview, wasDeployedByAnother, wasTerminated } from './make-preview.ts'
import { openProgressTeller } from './open-progress-teller.ts'
import type { PreviewOptions } from './preview-options.ts'
import { prunePreview } from './prune-preview.ts'
import { removePullRequest } from './remove-pull-request.ts'
import { isCancelled, isWithoutCredentials } from './run-endings.ts'
import { type PreviewShow, showPreview } from './show-preview.ts'
import { Overtaken, type PullRequestWatch, watchPullRequest } from './watch-pull-request.ts'

/** An environment that is terminated again and again is not made again and again. */
const MOST_ATTEMPTS = 3

export interface PreviewUpdate {
  readonly options: PreviewOptions
  readonly pullRequest: PullRequest
}

/**
 * The last state of the pull request wins: where it has a later commit by then, that run has the word; where it is
 * closed, all of the preview is removed.
 */
export async function updatePreview(context: Context, update: PreviewUpdate, products: PreviewProducts): Promise<void> {
  const { options, pullRequest } = update
  const { number, head } = pullRequest
  const watch = watchPullRequest(context, { github: options.github, pullRequest }, products)
  const shown = { number, sha: head.sha, environmentName: products.environmentName ?? '' }
  const isCurrent = async () => isWanted(await watch.look(), update)
  const show = showPreview(context, options, { shown, products, isCurrent })
  let failure: unknown
  try {
    await persist(context, { ...update, watch, show }, products)
  } catch (error) {
    failure = error
  }
  await end(context, { ...update, watch, show, failure }, products)
}

interface Attended extends PreviewUpdate {
  readonly watch: PullRequestWatch
  readonly show: PreviewShow
}

async function persist(context: Context, attended: Attended, products: PreviewProducts): Promise<void> {
  const { options, pullRequest, watch, show } = attended
  const confirm = () => watch.confirm(now => isWanted(now, attended))
  const teller = openProgressTeller(show)
  using heed = heedOvertaking(context, confirm)
  const onProgress = (progress: Progress) => {
    teller.onProgress(progress)
    if (progress.stage === 'Open a WebSocket') heed.start()
  }
  const log = followStages(context.log, context.clock, onProgress)
  const told = { ...context, signal: heed.signal, confirm, log }
  const order = { options, pullRequest, onFound: teller.onFound }
  for (let attempt = 1; ; attempt += 1) {
    let failure: unknown
    try {
      await makePreview(told, order, products)
    } catch (error) {
      failure = error
    }
    const isAgain = attempt < MOST_ATTEMPTS && wasTerminated(products, failure)
    if (!isAgain && failure !== undefined) throw failure
    if (!isAgain) return
    await confirm()
    context.log.info('The environment was terminated by somebody else meanwhile; it is made again.')
  }
}

interface EndedUpdate extends Attended {
  readonly failure: unknown
}

async function end(context: Context, ended: EndedUpdate, products: PreviewProducts): Promise<void> {
  const { options, pullRequest, watch, show, failure } = ended
  if (isWithoutCredentials(context, failure)) throw failure
  const now = isCancelled(context) ? pullRequest : await watch.look()
  const because = findReasonToRemove(now, options.request.onlyWithLabel)
  // When the time is over, the run of that event has to do it.
  if (because && !context.signal.aborted) {
    await show.leave()
    const what = because === 'label-removed' ? 'has lost its label' : 'was closed'
    context.log.info(`The pull request #${now.number} ${what} meanwhile: its preview is removed.`)
    return await removePullRequest(context, { options, pullRequest: now, because }, products)
  }
  const other = isWanted(now, ended) ? findOtherRun(now, ended, products) : undefined
  if (other) {
    await show.leave()
    products.skipped = { kind: 'superseded', message: other }
    return
  }
  if (judgePreview(products, failure).ok) await prunePreview(context, products)
  const changes = context.ledger.entries()
  const verdict = judgePreview(products, failure, changes)
  if (isWanted(now, ended)) {
    const { deployment } = products
    const cname = deployment?.state?.cname
    const state = { kind: verdict.ok ? 'live' : 'failed', products, verdict, changes } as const
    await show.end(state, cname ? `http://${cname}/` : undefined)
    if (failure !== undefined) throw failure
    return
  }
  // What is shown is the other run's by now.
  await show.leave()
  if (failure !== undefined && !(failure instanceof Overtaken)) throw failure
  const message = `The pull request #${now.number} has a later commit by now: the run of that commit deploys it.`
  if (!verdict.ok || failure !== undefined) products.skipped = { kind: 'superseded', message }
  else context.log.notice(message, 'Preview')
}

/** Says which run has the word on what is wanted. */
function findOtherRun(
  { number }: PullRequest,
  { failure }: EndedUpdate,
  products: PreviewProducts,
): string | undefined {
  if (failure instanceof Overtaken)
    return `The pull request #${number} was changed meanwhile, and changed back: the run of that event has the word.`
  if (!wasDeployedByAnother(products)) return undefined
  return `Another run has deployed the same commit of the pull request #${number}: that run tells how it goes.`
}

function isWanted(now: PullRequest, { options, pullRequest }: PreviewUpdate): boolean {
  const { onlyWithLabel } = options.request
  return findReasonToRemove(now, onlyWithLabel) === undefined && now.head.sha === pullRequest.head.sha
}
