/** Asks Beanstalk for one update of the environment, and enters it in the ledger with how to take it back. */

import { type EnvironmentDescription, UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import type { Change } from '../ledger.ts'
import { toApiOption, toApiSetting } from '../platform/api-option.ts'
import { quoteForeign } from '../untrusted.ts'
import { listSetOptions } from './list-set-options.ts'
import type { UpdatePlan } from './plan-update.ts'
import { undoUpdate, waitForUpdate } from './undo-update.ts'

/** Of the plan: all of it in one request, or the one half without the other. */
export type UpdatePart = 'all' | 'settings' | 'version'

export type UpdateAnswer = EnvironmentDescription & {
  readonly $metadata: { readonly requestId?: string | undefined }
}

export async function askUpdate(context: Context, plan: UpdatePlan, part: UpdatePart): Promise<UpdateAnswer> {
  const { aws, ledger } = context
  const isSet = part !== 'version' && plan.optionSettings.length > 0
  const removed = part === 'version' ? [] : (plan.takesBack?.optionsToRemove ?? [])
  const command = new UpdateEnvironmentCommand({
    EnvironmentId: plan.environmentId,
    ...(part === 'settings' ? {} : { VersionLabel: plan.toLabel }),
    ...(isSet ? { OptionSettings: plan.optionSettings.map(toApiSetting) } : {}),
    ...(removed.length > 0 ? { OptionsToRemove: removed.map(toApiOption) } : {}),
  })
  return await ledger.record(toChange(aws.region, plan, part), () => aws.elasticBeanstalk.send(command))
}

/** Is there anything to be asked for beside the version? */
function hasSettings({ optionSettings, takesBack }: UpdatePlan): boolean {
  return optionSettings.length + (takesBack?.optionsToRemove.length ?? 0) > 0
}

/** The reference says so of a version and option settings in one request, which mostly is accepted. */
export function isToBeSplit(plan: UpdatePlan, error: unknown): boolean {
  return hasSettings(plan) && isAwsError(error, 'InvalidParameterCombination')
}

function toChange(region: string, plan: UpdatePlan, part: UpdatePart): Change {
  const halves = (part === 'all' ? ['settings', 'version'] : [part]).map(half => `${plan.environmentId} ${half}`)
  const isAbout = { hasVersion: part !== 'settings', hasSettings: part !== 'version' && hasSettings(plan) }
  return {
    change: describeChange(plan, part),
    parts: isAbout.hasSettings ? listSetOptions(plan) : [],
    ...(plan.takesBack
      ? takeBack({ region, plan, part, halves })
      : { names: halves, isDeployment: isAbout.hasVersion, undo: undoUpdate({ region, plan, ...isAbout }) }),
    judgeRefusal: error => (part === 'all' && isToBeSplit(plan, error) ? 'split' : undefined),
  }
}

interface Return {
  readonly region: string
  readonly plan: UpdatePlan
  readonly part: UpdatePart
  readonly halves: readonly string[]
}

// When it is done neither it nor the deployment needs a command; until then both do, and its end comes first.
function takeBack({ region, plan, part, halves }: Return): Pick<Change, 'covers' | 'names' | 'undo'> {
  const own = nameReturn(plan, part)
  return { covers: [...halves, own], names: [own], undo: [waitForUpdate(region, plan)] }
}

/** Of a request, in the ledger: that for the version, where it asks for both. */
export function nameUpdate(plan: UpdatePlan, part: UpdatePart): string {
  return plan.takesBack ? nameReturn(plan, part) : `${plan.environmentId} ${part === 'all' ? 'version' : part}`
}

/** Of a request that takes a deployment back, in the ledger. */
export function nameReturn({ environmentId }: UpdatePlan, part: UpdatePart): string {
  return `${environmentId} ${part} back`
}

function describeChange(plan: UpdatePlan, part: UpdatePart): string {
  const { environmentName, toLabel, fromLabel, optionSettings, takesBack } = plan
  const where = `the environment "${environmentName}"`
  const count = optionSettings.length + (takesBack?.optionsToRemove.length ?? 0)
  const settings = `set ${count === 1 ? '1 option setting' : `${count} option settings`}${takesBack ? ' back' : ''}`
  if (part === 'settings') return `${settings} in ${where}`
  const from = fromLabel ? `, which ran ${quoteForeign(fromLabel)}` : ''
  const also = part === 'all' && count > 0 ? `, and ${settings}` : ''
  return `deploy the version "${toLabel}" ${takesBack ? 'again ' : ''}to ${where}${from}${also}`
}
