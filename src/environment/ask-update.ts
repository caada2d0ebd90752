/** Asks Beanstalk for one update of the environment, and enters it in the ledger with how to take it back. */

import { type EnvironmentDescription, UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { OptionName, UpdatePlan } from './plan-update.ts'

/** Of the plan: all of it in one request, or the one half without the other. */
export type UpdatePart = 'all' | 'settings' | 'version'

export type UpdateAnswer = EnvironmentDescription & {
  readonly $metadata: { readonly requestId?: string | undefined }
}

export async function askUpdate(context: Context, plan: UpdatePlan, part: UpdatePart): Promise<UpdateAnswer> {
  const undo = describeUndo(plan, part)
  const isSet = part !== 'version' && plan.optionSettings.length > 0
  const removed = part === 'version' ? [] : (plan.takesBack?.optionsToRemove ?? [])
  const command = new UpdateEnvironmentCommand({
    EnvironmentId: plan.environmentId,
    ...(part === 'settings' ? {} : { VersionLabel: plan.toLabel }),
    ...(isSet ? { OptionSettings: plan.optionSettings.map(toOptionSetting) } : {}),
    ...(removed.length > 0 ? { OptionsToRemove: removed.map(toOption) } : {}),
  })
  return await context.ledger.record({ change: describeChange(plan, part), ...(undo ? { undo } : {}) }, () =>
    context.aws.elasticBeanstalk.send(command),
  )
}

/** Is there anything to be asked for beside the version? */
export function hasSettings({ optionSettings, takesBack }: UpdatePlan): boolean {
  return optionSettings.length + (takesBack?.optionsToRemove.length ?? 0) > 0
}

function toOptionSetting({ value, ...option }: UpdatePlan['optionSettings'][number]) {
  return { ...toOption(option), Value: value }
}

function toOption({ namespace, optionName }: OptionName) {
  return { Namespace: namespace, OptionName: optionName }
}

// The values of the user's own settings may be secret, so only what was tuned is told with them.
function describeChange(plan: UpdatePlan, part: UpdatePart): string {
  const where = `the environment "${plan.environmentName}"`
  if (plan.takesBack) return describeReturn(plan, part)
  const tuned = part === 'version' ? [] : plan.tunings.map(describeTuned)
  if (part === 'settings') {
    const own = plan.optionSettings.length - plan.tunings.length
    const named = [...(own > 0 ? [own === 1 ? '1 option setting' : `${own} option settings`] : []), ...tuned]
    return `set ${named.join(', ')} in ${where}`
  }
  const from = plan.fromLabel ? ` (now ${quoteForeign(plan.fromLabel)})` : ''
  const settings = tuned.length > 0 ? `, and set ${tuned.join(', ')}` : ''
  return `deploy the version "${plan.toLabel}" to ${where}${from}${settings}`
}

function describeReturn({ environmentName, fromLabel = '', toLabel, ...plan }: UpdatePlan, part: UpdatePart): string {
  const where = `the environment "${environmentName}"`
  const count = plan.optionSettings.length + (plan.takesBack?.optionsToRemove.length ?? 0)
  const settings = `set ${count === 1 ? '1 option setting' : `${count} option settings`} back`
  if (part === 'settings') return `${settings} in ${where}`
  const also = part === 'all' && count > 0 ? `, and ${settings}` : ''
  return `deploy the version "${toLabel}" again to ${where} (now ${quoteForeign(fromLabel)})${also}`
}

function describeTuned({ namespace, optionName, value, before }: UpdatePlan['tunings'][number]): string {
  return `${namespace}:${optionName} to ${value} (now ${quoteForeign(before)})`
}

function describeUndo(plan: UpdatePlan, part: UpdatePart): string | undefined {
  const label = part === 'settings' ? undefined : plan.fromLabel
  const tunings = part === 'version' ? [] : plan.tunings
  if (!label && tunings.length === 0) return undefined
  const before = tunings.filter(({ isUsual }) => !isUsual)
  // Set by name, a default would win over the bundle's own files for good.
  const usual = tunings.filter(({ isUsual }) => isUsual)
  return [
    `aws elasticbeanstalk update-environment --environment-id ${toShellWord(plan.environmentId)}`,
    ...(label ? [`--version-label ${toShellWord(label)}`] : []),
    ...writeList(
      '--option-settings',
      before.map(tuning => toOptionSetting({ ...tuning, value: tuning.before })),
    ),
    ...writeList('--options-to-remove', usual.map(toOption)),
  ].join(' ')
}

function writeList(option: string, list: readonly object[]): string[] {
  return list.length > 0 ? [`${option} ${toShellWord(JSON.stringify(list))}`] : []
}
