/** Asks Beanstalk to run another version, and follows the operation to its end. */

import { type EnvironmentDescription, UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { quoteForeign, toPrintableLine, toShellWord } from '../untrusted.ts'
import { describeState } from './describe-state.ts'
import { type EventFeed, openEventFeed } from './event-feed.ts'
import { type EnvironmentState, toState } from './find-environment.ts'
import type { UpdatePlan } from './plan-update.ts'
import { type Settled, settle } from './settle.ts'

export interface DeployedEnvironment {
  /** Of the UpdateEnvironment call: the events of the operation carry it. */
  readonly requestId: string | undefined
  readonly settled: Settled
}

/** `onState` hears of every state that is seen once Beanstalk has accepted the update. */
export async function deployVersion(
  context: Context,
  plan: UpdatePlan,
  onState: (state: EnvironmentState) => void,
): Promise<DeployedEnvironment> {
  const feed = await openFeedIfAllowed(context, plan.environmentId)
  const { before, answer } = await updateWhenReady(context, plan)
  const requestId = answer.$metadata.requestId
  onState(toState(answer))
  if (!plan.wait) return { requestId, settled: { kind: 'not-waited', state: toState(answer), events: [] } }
  return { requestId, settled: await settle(context, { plan, feed, requestId, before, onState }) }
}

// Without events the rest decides: status, label, the handshake.
async function openFeedIfAllowed(context: Context, environmentId: string): Promise<EventFeed | undefined> {
  try {
    return await openEventFeed(context, environmentId)
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.warning(`The environment's events are unknown. ${error.message} ${error.hint}`)
    return undefined
  }
}

interface Update {
  readonly before: EnvironmentState
  readonly answer: EnvironmentDescription & { readonly $metadata: { readonly requestId?: string | undefined } }
}

// Between the look and the request somebody else's update may begin: then it is waited for as well.
async function updateWhenReady(context: Context, plan: UpdatePlan): Promise<Update> {
  for (;;) {
    const before = await waitUntilReady(context, plan)
    try {
      return { before, answer: await update(context, plan) }
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

async function update(context: Context, plan: UpdatePlan): Promise<Update['answer']> {
  const from = plan.fromLabel ? ` (now ${quoteForeign(plan.fromLabel)})` : ''
  const change = `deploy the version "${plan.toLabel}" to the environment "${plan.environmentName}"${from}`
  const undo = plan.fromLabel
    ? `aws elasticbeanstalk update-environment --environment-id ${toShellWord(plan.environmentId)} --version-label ${toShellWord(plan.fromLabel)}`
    : undefined
  const command = new UpdateEnvironmentCommand({
    EnvironmentId: plan.environmentId,
    VersionLabel: plan.toLabel,
    ...(plan.optionSettings.length > 0 ? { OptionSettings: plan.optionSettings.map(toOptionSetting) } : {}),
  })
  return await context.ledger.record({ change, ...(undo ? { undo } : {}) }, () =>
    context.aws.elasticBeanstalk.send(command),
  )
}

function toOptionSetting({ namespace, optionName, value }: UpdatePlan['optionSettings'][number]) {
  return { Namespace: namespace, OptionName: optionName, Value: value }
}

function gone(name: string, status: string): ActionError {
  return new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was ${status} when the version was to be deployed.`,
    hint: 'Create it again, or deploy to another environment.',
  })
}
