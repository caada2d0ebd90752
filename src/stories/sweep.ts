/** Removes the previews that nobody needs any more, and says on their pull requests how to get them back. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { ExistingPreview } from '../environment/find-previews.ts'
import type { SweepDecision } from '../environment/plan-sweep.ts'
import { mapInTurns } from '../handshake/take-turns.ts'
import type { PreviewProducts, SweptPreview } from '../report/preview-products.ts'
import { listSweepProblems } from '../report/sweep-rows.ts'
import type { PreviewOptions } from './preview-options.ts'
import { removePreview } from './remove-preview.ts'
import { type PreviewShow, showPreview } from './show-preview.ts'
import { stagesOf } from './stages.ts'
import { KeptAfterAll, type RemovalDecision, type SweepSurvey, surveySweep } from './survey-sweep.ts'

/** A termination takes minutes, and AWS a few requests a second. */
const MOST_AT_ONCE = 4

/** What cannot be removed is told, and the others are removed all the same. */
export async function sweep(context: Context, options: PreviewOptions, products: PreviewProducts): Promise<void> {
  const stage = stagesOf(context, products)
  const survey = await stage('Look for previews', () => surveySweep(context, options, products))
  const removals: SweptPreview[] = []
  let { decisions } = survey
  products.sweep = { decisions, removals }
  const unwanted = decisions.filter(decision => decision.kind === 'remove')
  if (unwanted.length === 0) return context.log.info(`Nothing to remove of ${decisions.length} previews.`)
  const remove = async (decision: RemovalDecision) => {
    const show = showSwept(context, { options, survey, decision }, products)
    const removable = { options, survey, decision, show }
    const swept = await removeSwept(context, removable, products)
    if ('removal' in swept) removals.push(swept)
    else decisions = decisions.map(other => (other === decision ? swept : other))
    // A product at once: whatever becomes of the comment, what is gone is told.
    products.sweep = { decisions, removals }
    if ('removal' in swept) await tellEnd(removable, swept, products)
  }
  await stage('Remove previews', () => mapInTurns(MOST_AT_ONCE, unwanted, remove))
}

interface Decided {
  readonly options: PreviewOptions
  readonly survey: SweepSurvey
  readonly decision: RemovalDecision
}

interface Removable extends Decided {
  readonly show: PreviewShow | undefined
}

/** On its pull request; undefined where GitHub does not know it. */
function showSwept(
  context: Context,
  { options, survey, decision: { environmentName, tags } }: Decided,
  products: PreviewProducts,
): PreviewShow | undefined {
  const found = survey.pullRequests.get(tags.pullRequest)
  if (!found) return undefined
  const { number, head, isMerged } = found
  return showPreview(context, options, { shown: { number, sha: head.sha, environmentName, isMerged }, products })
}

/** Another decision where it is to be kept by now. */
async function removeSwept(
  context: Context,
  { options, survey, decision, show }: Removable,
  products: PreviewProducts,
): Promise<SweptPreview | SweepDecision> {
  const { environmentName: name, tags, thing } = decision
  const because = thing === 'environment' ? decision.because : 'left-over'
  const { pullRequest: number } = tags
  const order = {
    applicationName: options.request.applicationName,
    repository: products.repository,
    pullRequest: number,
    environments: survey.previews.filter(({ environmentName }: ExistingPreview) => environmentName === name),
    names: [name],
    because,
    confirm: () => survey.confirm(decision),
    withdraw: async () => await show?.withdraw(),
  } as const
  try {
    const removal = await removePreview(context, order)
    context.log.info(`The preview of #${number} ("${name}") is removed: ${because}.`)
    return { pullRequest: number, removal }
  } catch (error) {
    if (error instanceof KeptAfterAll) return { ...decision, kind: 'keep', because: error.because }
    if (!(error instanceof ActionError) || context.signal.aborted) throw error
    const { message, hint } = error
    context.log.warning(`${message} ${hint}`, `The preview of #${number} was not removed`)
    const removal = { because, environmentNames: [name], versionLabels: [], bundleKeys: [], left: [] } as const
    return { pullRequest: number, removal, problem: { message, hint } }
  }
}

/** Where it failed, too: what was said before was that it goes. */
async function tellEnd(
  { decision: { thing }, show }: Removable,
  swept: SweptPreview,
  products: PreviewProducts,
): Promise<void> {
  const { because, left } = swept.removal
  if (!swept.problem) return await show?.endRemoved({ kind: 'removed', because, left }, thing === 'environment')
  const [problem] = listSweepProblems({ decisions: [], removals: [swept] })
  const verdict = {
    ok: false,
    headline: `Preview of #${swept.pullRequest} could not be removed`,
    ...(problem && { problem }),
  }
  await show?.endRemoved({ kind: 'failed', products: { ...products, task: 'remove' }, verdict }, false)
}
