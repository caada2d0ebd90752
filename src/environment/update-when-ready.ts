/** Asks for an update as soon as the environment takes one, and as often as somebody else is faster. */

import { isAwsError, isRefused } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { askUpdate, nameUpdate, type UpdatePart } from './ask-update.ts'
import { awaitReady } from './await-ready.ts'
import { describeState } from './describe-state.ts'
import type { EventFeed } from './event-feed.ts'
import { type EnvironmentState, toState } from './find-environment.ts'
import { findNewestDeployment, type InstancesLooker } from './look-at-instances.ts'
import type { UpdatePlan } from './plan-update.ts'

export interface Update {
  /** The environment right before the update was asked for. */
  readonly before: EnvironmentState
  readonly newestDeployment?: number | undefined
  /** Undefined where nothing is asked for any more. */
  readonly accepted: AcceptedUpdate | undefined
}

interface AcceptedUpdate {
  /** Undefined where the answer was lost, and no event tells. */
  readonly requestId: string | undefined
  readonly answer: EnvironmentState
}

export interface UpdateOrder {
  readonly plan: UpdatePlan
  readonly part: UpdatePart
  readonly wait: boolean
  /** undefined: the events may not be read. */
  readonly feed: EventFeed | undefined
  readonly lookAtInstances: InstancesLooker
}

/** Between the look and the request somebody else's update may begin: then it is waited for as well. */
export async function updateWhenReady(context: Context, order: UpdateOrder): Promise<Update> {
  const { plan, part } = order
  let lost: LostAnswer | undefined
  for (let refusals = 0; ; ) {
    const before = await awaitReady(context, plan)
    if (lost && before.versionLabel === plan.toLabel) return takeLost(context, lost, { order, answer: before })
    if (plan.takesBack && plan.takesBack.onlyFrom !== (before.versionLabel ?? ''))
      return { before, accepted: undefined }
    const newestDeployment = await findNewest(order, before)
    await context.confirm?.()
    try {
      const answer = await askUpdate(context, plan, part)
      return { before, newestDeployment, accepted: { requestId: answer.$metadata.requestId, answer: toState(answer) } }
    } catch (error) {
      if (!isAwsError(error, 'InvalidParameterValue', 'OperationInProgressException')) throw error
      const { status } = await describeState(context, plan.environmentId)
      if (status === 'Ready' && ++refusals > MOST_REFUSALS) throw error
      if (status === 'Ready') await context.clock.sleep(AFTER_REFUSAL_MS, context.signal)
      else lost = await tellConflict(context, order, { before, error })
    }
  }
}

/** An update of somebody else may be over by the time of the look, and a version that was just made not be known everywhere. */
const MOST_REFUSALS = 2
const AFTER_REFUSAL_MS = 1500

// With another label than before, each instance tells by that which deployment it has.
async function findNewest(
  { plan, part, wait, lookAtInstances }: UpdateOrder,
  before: EnvironmentState,
): Promise<number | undefined> {
  const isSame = wait && part !== 'settings' && before.versionLabel === plan.toLabel
  return isSame ? findNewestDeployment(await lookAtInstances()) : undefined
}

/** The answer to an attempt before the last one was lost: what goes on may be what it asked for. */
interface LostAnswer {
  readonly before: EnvironmentState
  readonly requestId: string | undefined
}

async function tellConflict(
  { log }: Context,
  { plan, part, feed }: UpdateOrder,
  { before, error }: { readonly before: EnvironmentState; readonly error: unknown },
): Promise<LostAnswer | undefined> {
  // Only a new label tells afterwards whose update it was.
  const isTold = part !== 'settings' && before.versionLabel !== plan.toLabel
  if (isRefused(error) || !isTold) {
    log.info('Another update of the environment was faster; waiting for its end.')
    return undefined
  }
  log.info(
    "An update of the environment goes on: this run's, of which the answer was lost, or that of another; waiting for its end.",
  )
  return { before, requestId: await feed?.findBegun() }
}

/** Deployed once more, it would be a second outage for nothing. */
function takeLost(
  { log, ledger }: Context,
  { before, requestId }: LostAnswer,
  { order: { plan, part }, answer }: { readonly order: UpdateOrder; readonly answer: EnvironmentState },
): Update {
  log.info(`The environment runs the version "${plan.toLabel}" now: the update was this run's.`)
  ledger.amend(nameUpdate(plan, part), 'done')
  return { before, accepted: { requestId, answer } }
}
