/** The option settings that an update sets, each in words, without any value that may be secret. Pure. */

import { quoteForeign } from '../untrusted.ts'
import type { SettingChange } from './compare-settings.ts'
import type { OptionName, UpdatePlan } from './plan-update.ts'

type SetOptions = Pick<UpdatePlan, 'creation' | 'changes' | 'tunings' | 'optionSettings' | 'takesBack'>

/** The user's own, then those with which the load balancer is tuned. */
export function listSetOptions({ creation, changes, tunings, optionSettings, takesBack }: SetOptions): string[] {
  if (takesBack)
    return [
      ...optionSettings.map(option => `set ${nameOption(option)} back`),
      ...takesBack.optionsToRemove.map(option => `remove ${nameOption(option)}`),
    ]
  return [...changes, ...tunings.map(tuning => toChange(tuning, creation ? 'new' : 'changed'))].map(describeSet)
}

/** One of the tunings, as a change of settings is told. */
export function toChange(
  { namespace, optionName, value: after, before }: UpdatePlan['tunings'][number],
  kind: SettingChange['kind'],
): SettingChange {
  return { namespace, optionName, kind, before: kind === 'changed' ? before : undefined, after }
}

function describeSet({ namespace, optionName, kind, before, after }: SettingChange): string {
  const from = kind === 'changed' && before !== undefined ? ` from ${quoteForeign(before)}` : ''
  const to = after === undefined ? '' : ` to ${quoteForeign(after)}`
  return `set ${nameOption({ namespace, optionName })}${from}${to}${kind === 'same' ? ', as it was' : ''}`
}

function nameOption({ namespace, optionName }: OptionName): string {
  return `${namespace}:${optionName}`
}
