/** One attempt to bring the head of a pull request to run in its preview: read, decide, deploy. */

import { ActionError } from '../action-error.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { Context } from '../context.ts'
import type { ExistingPreview } from '../environment/find-previews.ts'
import { type PreviewPlan, planPreview } from '../environment/plan-preview.ts'
import type { PullRequest } from '../github/pull-request.ts'
import { isGone } from '../platform/environment-status.ts'
import { readOptionNames } from '../proxy/read-front-settings.ts'
import { describeRequest, openProducts } from '../report/deploy-products.ts'
import type { PreviewProducts } from '../report/preview-products.ts'
import { deploy } from './deploy.ts'
import { nameVersion, orderPreview } from './order-preview.ts'
import type { PreviewOptions } from './preview-options.ts'
import { readBundle } from './read-bundle.ts'
import { stagesOf } from './stages.ts'
import { type PreviewSurvey, surveyPlace, surveyPreview } from './survey-preview.ts'
import { tellPreviewPlan } from './tell-preview-plan.ts'

export interface PreviewOrder {
  readonly options: PreviewOptions
  readonly pullRequest: PullRequest
  /** Hears that AWS has answered, and of the preview, where there is one already. */
  onFound(existing: ExistingPreview | undefined): void
}

/** What is wrong with the deployment or the WebSocket is a product, as in `deploy`. */
export async function makePreview(
  context: Context,
  { options, pullRequest, onFound }: PreviewOrder,
  products: PreviewProducts,
): Promise<void> {
  const { request, workspace, probe } = options
  const { number, head } = pullRequest
  const stage = stagesOf(context, products)
  const look = () => surveyPreview(context, request, products)
  const survey = await stage('Look at the base environment', look)
  const { existing } = survey
  products.isUpdate = existing !== undefined
  onFound(existing)
  const bundle = await stage('Read the source bundle', () => readBundle(context, request.bundle, workspace))
  try {
    const plan = await stage('Plan the preview', () => decide(context, { ...survey, options, bundle }, products))
    products.plan = plan
    const label = nameVersion(plan, head.sha, options)
    const description = `Preview of #${number} at ${head.sha.slice(0, 12)}`
    const order = orderPreview(request, plan, { label, description, settings: survey.settings })
    products.deployment = Object.assign(openProducts(), describeRequest(order))
    // It never rolls back, and needs no time for that.
    const renew = () => ({ context, [Symbol.dispose]() {} })
    await deploy(context, { request: order, workspace, bundle, probe, renew }, products.deployment)
  } finally {
    await bundle.close()
  }
}

interface Decision extends PreviewSurvey {
  readonly options: PreviewOptions
  readonly bundle: Bundle
}

async function decide(
  context: Context,
  { options, bundle, ...survey }: Decision,
  { repository, pullRequest, environmentName: name = '' }: PreviewProducts,
): Promise<PreviewPlan> {
  if (!pullRequest) throw new TypeError('A preview belongs to a pull request.')
  const { request } = options
  const facts = { ...survey, ofBundle: await readOptionNames(bundle), pullRequest }
  const place = await surveyPlace(context, request, { ...facts, name })
  const plan = planPreview(request, { ...facts, ...place, repository, nowMs: context.clock.now() })
  return tellPreviewPlan(context, { ...options, held: survey.settings }, plan)
}

/** Has somebody terminated the environment under the run's hands? */
export function wasTerminated({ deployment, isUpdate }: PreviewProducts, error: unknown): boolean {
  if (error instanceof ActionError && error.code === 'environment-terminating') return true
  // A launch that has failed ends in the same way.
  return isUpdate === true && isGone(deployment?.state?.status)
}

/** Has another run, of another workflow or of another event, deployed the same commit after this one? */
export function wasDeployedByAnother({ deployment, environmentName, pullRequest }: PreviewProducts): boolean {
  const settled = deployment?.settled
  if (settled?.kind !== 'failed' || settled.because !== 'deployment-superseded' || !pullRequest) return false
  const ofCommit = `${environmentName}-${pullRequest.sha.slice(0, 12)}-`
  return settled.state.versionLabel?.startsWith(ofCommit) ?? false
}
