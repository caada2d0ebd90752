/** Asks Beanstalk for a new environment that runs the version from the start, and follows the launch to its end. */

import { CreateEnvironmentCommand, DescribeEnvironmentsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { isAwsError, isRefused } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { toApiSetting } from '../platform/api-option.ts'
import { isGone } from '../platform/environment-status.ts'
import { toShellWord } from '../untrusted.ts'
import type { UpdatePart } from './ask-update.ts'
import { type DeployedEnvironment, deployVersion, unlessDenied } from './deploy-version.ts'
import { openWholeEventFeed } from './event-feed.ts'
import { type EnvironmentState, toState } from './find-environment.ts'
import { listSetOptions, toChange } from './list-set-options.ts'
import { openInstancesLooker } from './look-at-instances.ts'
import type { CreationPlan } from './plan-creation.ts'
import type { UpdatePlan } from './plan-update.ts'
import { settle } from './settle.ts'

export interface EnvironmentCreation {
  readonly update: UpdatePlan
  readonly creation: CreationPlan
}

/** The last two are told of an update of the environment that another run has made. */
type OnSeen = (state: EnvironmentState, part?: UpdatePart, updateRequestId?: string | undefined) => void

/**
 * `onState` hears of every state that is seen once Beanstalk has accepted the request. Where another run was faster, its
 * environment is taken: as it is, if it has the version already; else the version is deployed to it.
 */
export async function createEnvironment(
  context: Context,
  wanted: EnvironmentCreation,
  onState: OnSeen,
): Promise<DeployedEnvironment> {
  const { update } = wanted
  const { state, requestId, isOfAnother } = await ask(context, wanted)
  const environmentId = state.id
  if (isOfAnother && state.versionLabel !== update.toLabel)
    return await deployVersion(context, toUpdateOf(state, update), onState)
  onState(state)
  if (!update.wait) return { requestId, settled: { kind: 'not-waited', state, events: [] } }
  const feed = await unlessDenied(context, () => openWholeEventFeed(context, environmentId))
  const lookAtInstances = openInstancesLooker(context, environmentId)
  const operation = { environmentId, wantedLabel: update.toLabel, feed, requestId, before: undefined, onState }
  const told = { lookAtInstances, newestDeployment: undefined, answer: state }
  return { requestId, settled: await settle(context, { ...operation, ...told }) }
}

// What its settings were is not known: as long as there was no environment, all of them were new.
function toUpdateOf({ id: environmentId, versionLabel: fromLabel }: EnvironmentState, update: UpdatePlan): UpdatePlan {
  const own = update.changes.map(change => ({ ...change, kind: 'unknown' as const, before: undefined }))
  const changes = [...own, ...update.tunings.map(tuning => toChange(tuning, 'unknown'))]
  return { ...update, environmentId, fromLabel, changes, tunings: [] }
}

interface Asked {
  readonly state: EnvironmentState
  readonly requestId: string | undefined
  /** It was there when it was to be created. */
  readonly isOfAnother: boolean
}

async function ask(context: Context, { update, creation }: EnvironmentCreation): Promise<Asked> {
  const { applicationName, solutionStackName, platformArn, cnamePrefix, tags } = creation
  const { environmentName, toLabel, optionSettings } = update
  const { region } = context.aws
  const command = new CreateEnvironmentCommand({
    ApplicationName: applicationName,
    EnvironmentName: environmentName,
    VersionLabel: toLabel,
    ...(solutionStackName ? { SolutionStackName: solutionStackName } : {}),
    ...(platformArn ? { PlatformArn: platformArn } : {}),
    ...(cnamePrefix ? { CNAMEPrefix: cnamePrefix } : {}),
    ...(tags ? { Tags: [...tags] } : {}),
    OptionSettings: optionSettings.map(toApiSetting),
  })
  const change = `create the environment "${environmentName}" with the version "${toLabel}"`
  const undo = undoCreation(region, environmentName)
  const entry = {
    change,
    parts: listSetOptions(update),
    undo,
    isDeployment: true,
    names: [`environment ${environmentName}`],
  }
  let existing: EnvironmentState | undefined
  const judgeRefusal = async (error: unknown) => {
    if (isAwsError(error, 'InvalidParameterValue')) existing = await findExisting(context, update, creation)
    // Where an answer was lost, it may be this run's own.
    const mayBeOwn = existing?.versionLabel === update.toLabel && !isRefused(error)
    return existing && !mayBeOwn ? ('needless' as const) : undefined
  }
  await context.confirm?.()
  try {
    const answer = await context.ledger.record({ ...entry, judgeRefusal }, () =>
      context.aws.elasticBeanstalk.send(command),
    )
    return { state: toState(answer), requestId: answer.$metadata.requestId, isOfAnother: false }
  } catch (error) {
    if (!existing) throw isAwsError(error, ...REFUSALS) ? refused(error, update, { ...creation, region }) : error
    context.log.info(`The environment "${environmentName}" was there already when it was to be created.`)
    return { state: existing, requestId: undefined, isOfAnother: true }
  }
}

// Its version can be deleted when it is gone, and not before.
function undoCreation(region: string, environmentName: string): string[] {
  const name = toShellWord(environmentName)
  return [
    writeCommand(region, `elasticbeanstalk terminate-environment --environment-name ${name}`),
    writeCommand(region, `elasticbeanstalk wait environment-terminated --environment-names ${name}`),
  ]
}

// Another run may have been faster, or the answer to a first attempt may have been lost.
async function findExisting(
  context: Context,
  { environmentName }: UpdatePlan,
  { applicationName: ApplicationName }: CreationPlan,
): Promise<EnvironmentState | undefined> {
  const asked = new DescribeEnvironmentsCommand({ ApplicationName, IncludeDeleted: false })
  const { Environments = [] } = await context.aws.elasticBeanstalk.send(asked)
  const living = Environments.filter(({ Status = '' }) => !isGone(Status))
  const found = living.find(({ EnvironmentName }) => EnvironmentName === environmentName)
  return found && toState(found)
}

const REFUSALS = ['InvalidParameterValue', 'InvalidParameterCombination', 'ConfigurationValidationException']

function refused(
  cause: ActionError,
  { environmentName }: UpdatePlan,
  { platformOf, region }: CreationPlan & { readonly region: string },
): ActionError {
  const list = writeCommand(region, 'elasticbeanstalk list-available-solution-stacks')
  const what = platformOf
    ? `a line of 'option-settings', or a setting that it has from "${platformOf}"`
    : `'solution-stack-name' or 'platform-arn' (those that there are: ${list}), 'cname-prefix', or a line of 'option-settings'`
  return new ActionError({
    code: 'environment-refused',
    message: `The environment "${environmentName}" was not created. ${cause.message}`,
    hint: `Correct what the text names: ${what}. Another application may have an environment of that name.`,
    cause,
  })
}
