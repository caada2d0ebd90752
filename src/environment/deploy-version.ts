/** Asks Beanstalk to run another version, and follows the operation to its end. */

import { ActionError } from '../action-error.ts'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine } from '../untrusted.ts'
import { askUpdate, isToBeSplit, type UpdateAnswer, type UpdatePart } from './ask-update.ts'
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
  /** The environment right before; undefined where it was created. */
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

function afterSettings({ requestId, settled }: DeployedEnvironment, first: DeployedEnvironment): DeployedEnvironment {
  return { ...first, requestId, settled: { ...settled, events: [...first.settled.events, ...settled.events] } }
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
  if (told.answer.updatedAtMs > 0) feed?.includeFrom(told.answer.updatedAtMs)
  return { requestId, before, settled: await settle(context, { ...operation, ...told }) }
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
  for (;;) {
    const before = await waitUntilReady(context, plan)
    if (plan.takesBack?.onlyFrom.includes(before.versionLabel ?? '') === false) return { before, answer: undefined }
    // With another label than before, each instance tells by that which deployment it has.
    const isSame = wait && part !== 'settings' && before.versionLabel === plan.toLabel
    const newestDeployment = isSame ? findNewestDeployment(await lookAtInstances()) : undefined
    try {
      return { before, newestDeployment, answer: await askUpdate(context, plan, part) }
    } catch (error) {
      if (!isAwsError(error, 'InvalidParameterValue', 'OperationInProgressException')) throw error
      if ((await describeState(context, plan.environmentId)).status === 'Ready') throw error
      context.log.info('Another update of the environment was faster; waiting for its end.')
    }
  }
}

async function waitUntilReady(context: Context, plan: UpdatePlan): Promise<EnvironmentState> {
  let told = false
  const state = await pollUntil(context, {
    what: `the environment "${plan.environmentName}" to be Ready`,
    read: () => describeState(context, plan.environmentId),
    done({ status }) {
      if (!told && status !== 'Ready') context.log.info(`The environment is ${status}; waiting until it is Ready.`)
      told = true
      return ['Ready', 'Terminating', 'Terminated'].includes(status)
    },
    describe: ({ status }) => `status ${toPrintableLine(status, 40)}`,
  })
  if (state.status !== 'Ready') throw gone(plan.environmentName, state.status)
  return state
}

function gone(name: string, status: string): ActionError {
  return new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was ${status} when the version was to be deployed.`,
    hint: 'Create it again, or deploy to another environment.',
  })
}
