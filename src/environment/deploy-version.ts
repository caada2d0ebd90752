/** Asks Beanstalk to run another version, and follows the operation to its end. */

import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { askUpdate, isToBeSplit, nameReturn, type UpdateAnswer, type UpdatePart } from './ask-update.ts'
import { awaitReady } from './await-ready.ts'
import { describeState } from './describe-state.ts'
import { type EventFeed, openEventFeed } from './event-feed.ts'
import { type EnvironmentState, toState } from './find-environment.ts'
import { findNewestDeployment, type InstancesLooker, openInstancesLooker } from './look-at-instances.ts'
import type { UpdatePlan } from './plan-update.ts'
import { type Settled, settle } from './settle.ts'

export interface DeployedEnvironment {
  /** Of the UpdateEnvironment call: the events of the operation carry it. */
  readonly requestId: string | undefined
  readonly settled: Settled
  /** The environment right before the version was asked for; undefined where it was created. */
  readonly before?: EnvironmentState
}

/** `onState` hears of every state that is seen once Beanstalk has accepted the update, or this part of it. */
export async function deployVersion(
  context: Context,
  plan: UpdatePlan,
  onState: OnState,
): Promise<DeployedEnvironment> {
  const feed = await unlessDenied(context, () => openEventFeed(context, plan.environmentId))
  const run = (part: UpdatePart, wait: boolean) => runUpdate(context, { plan, feed, onState, part, wait })
  try {
    return await run('all', plan.wait)
  } catch (error) {
    if (!isToBeSplit(plan, error)) throw error
    context.log.info('Beanstalk refused the version and the option settings together: the settings are sent first.')
  }
  const settings = await run('settings', true)
  if (settings.settled.kind === 'failed') return settings
  return afterSettings(await run('version', plan.wait), settings)
}

function afterSettings(version: DeployedEnvironment, { settled }: DeployedEnvironment): DeployedEnvironment {
  return { ...version, settled: { ...version.settled, events: [...settled.events, ...version.settled.events] } }
}

/** `requestId`: of the request that Beanstalk has accepted; the events of the operation carry it. */
type OnState = (state: EnvironmentState, part: UpdatePart, requestId: string | undefined) => void

interface UpdateRun {
  readonly plan: UpdatePlan
  readonly part: UpdatePart
  readonly wait: boolean
  readonly feed: EventFeed | undefined
  readonly onState: OnState
}

async function runUpdate(context: Context, run: UpdateRun): Promise<DeployedEnvironment> {
  const { plan, part, wait, feed } = run
  const lookAtInstances = openInstancesLooker(context, plan.environmentId)
  const { before, newestDeployment, answer } = await updateWhenReady(context, run, lookAtInstances)
  if (!answer) return { requestId: undefined, before, settled: { ...OVERTAKEN, state: before } }
  const requestId = answer.$metadata.requestId
  const onState = (state: EnvironmentState) => run.onState(state, part, requestId)
  onState(toState(answer))
  if (!wait) return { requestId, before, settled: { kind: 'not-waited', state: toState(answer), events: [] } }
  const wantedLabel = part === 'settings' ? before.versionLabel : plan.toLabel
  const operation = { environmentId: plan.environmentId, wantedLabel, feed, requestId, before, onState }
  const told = { lookAtInstances, newestDeployment, answer: toState(answer) }
  const follow = () => settle(context, { ...operation, ...told })
  return { requestId, before, settled: await (plan.takesBack ? followReturn(context, run, follow) : follow()) }
}

// A roll back that was accepted has not taken anything back yet.
async function followReturn(
  { ledger }: Context,
  { plan, part }: UpdateRun,
  follow: () => Promise<Settled>,
): Promise<Settled> {
  const name = nameReturn(plan, part)
  ledger.amend(name, 'begun')
  const settled = await follow()
  ledger.amend(name, settled.kind === 'failed' ? 'vain' : 'done')
  return settled
}

const OVERTAKEN = {
  kind: 'failed',
  because: 'deployment-superseded',
  reason: 'somebody else has deployed another version',
  events: [],
  errors: [],
  instances: { kind: 'unknown', reason: 'they were not asked' },
  sources: [],
} as const

/** Without events the rest decides: status, label, the handshake. */
export async function unlessDenied(
  context: Context,
  openFeed: () => Promise<EventFeed>,
): Promise<EventFeed | undefined> {
  try {
    return await openFeed()
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`The environment's events are unknown. ${error.message} ${error.hint}`)
    return undefined
  }
}

interface Update {
  readonly before: EnvironmentState
  readonly newestDeployment?: number | undefined
  /** Undefined where nothing is asked for any more. */
  readonly answer: UpdateAnswer | undefined
}

// Between the look and the request somebody else's update may begin: then it is waited for as well.
async function updateWhenReady(
  context: Context,
  { plan, part, wait }: UpdateRun,
  lookAtInstances: InstancesLooker,
): Promise<Update> {
  for (let refusals = 0; ; ) {
    const before = await awaitReady(context, plan)
    if (plan.takesBack && plan.takesBack.onlyFrom !== (before.versionLabel ?? '')) return { before, answer: undefined }
    // With another label than before, each instance tells by that which deployment it has.
    const isSame = wait && part !== 'settings' && before.versionLabel === plan.toLabel
    const newestDeployment = isSame ? findNewestDeployment(await lookAtInstances()) : undefined
    try {
      return { before, newestDeployment, answer: await askUpdate(context, plan, part) }
    } catch (error) {
      if (!isAwsError(error, 'InvalidParameterValue', 'OperationInProgressException')) throw error
      const { status } = await describeState(context, plan.environmentId)
      if (status === 'Ready' && ++refusals > MOST_REFUSALS) throw error
      if (status === 'Ready') await context.clock.sleep(AFTER_REFUSAL_MS, context.signal)
      else context.log.info('Another update of the environment was faster; waiting for its end.')
    }
  }
}

/** An update of somebody else may be over by the time of the look, and a version that was just made not be known everywhere. */
const MOST_REFUSALS = 2
const AFTER_REFUSAL_MS = 1500
