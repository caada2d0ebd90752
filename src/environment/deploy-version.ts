/** Asks Beanstalk to run another version, and follows the operation to its end. */

import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { isToBeSplit, nameReturn, type UpdatePart } from './ask-update.ts'
import { type EventFeed, openEventFeed } from './event-feed.ts'
import type { EnvironmentState } from './find-environment.ts'
import { openInstancesLooker } from './look-at-instances.ts'
import type { UpdatePlan } from './plan-update.ts'
import { type Settled, settle } from './settle.ts'
import { type UpdateOrder, updateWhenReady } from './update-when-ready.ts'

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

interface UpdateRun extends Omit<UpdateOrder, 'lookAtInstances'> {
  readonly onState: OnState
}

async function runUpdate(context: Context, run: UpdateRun): Promise<DeployedEnvironment> {
  const { plan, part, wait, feed } = run
  const lookAtInstances = openInstancesLooker(context, plan.environmentId)
  const { before, newestDeployment, accepted } = await updateWhenReady(context, { ...run, lookAtInstances })
  if (!accepted) return { requestId: undefined, before, settled: { ...OVERTAKEN, state: before } }
  const { requestId, answer } = accepted
  const onState = (state: EnvironmentState) => run.onState(state, part, requestId)
  onState(answer)
  if (!wait) return { requestId, before, settled: { kind: 'not-waited', state: answer, events: [] } }
  const wantedLabel = part === 'settings' ? before.versionLabel : plan.toLabel
  const operation = { environmentId: plan.environmentId, wantedLabel, feed, requestId, before, onState }
  const told = { lookAtInstances, newestDeployment, answer }
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
    return await pollUntil(context, {
      what: "the environment's events to be readable",
      read: openFeed,
      done: () => true,
      describe: () => 'events',
    })
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`The environment's events are unknown. ${error.message} ${error.hint}`)
    return undefined
  }
}
