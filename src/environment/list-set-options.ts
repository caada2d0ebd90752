/** The option settings that an update sets, each in words, without any value that may be secret. Pure. */

import { quoteForeign } from '../untrusted.ts'
import type { SettingChange } from './compare-settings.ts'
import type { OptionName, UpdatePlan } from './plan-update.ts'

type SetOptions = Pick<UpdatePlan, 'changes' | 'tunings' | 'optionSettings' | 'takesBack'>

/** The user's own, then those with which the load balancer is tuned. */
export function listSetOptions({ changes, tunings, optionSettings, takesBack }: SetOptions): string[] {
  if (takesBack)
    return [
      ...optionSettings.map(option => `set ${nameOption(option)} back`),
      ...takesBack.optionsToRemove.map(option => `remove ${nameOption(option)}`),
    ]
  return [...changes, ...tunings.map(toChange)].map(describeSet)
}

function toChange({ namespace, optionName, value, before }: SetOptions['tunings'][number]): SettingChange {
  return { namespace, optionName, kind: 'changed', before, after: value }
}

function describeSet({ namespace, optionName, kind, before, after }: SettingChange): string {
  const from = kind === 'changed' && before !== undefined ? ` from ${quoteForeign(before)}` : ''
  const to = after === undefined ? '' : ` to ${quoteForeign(after)}`
  return `set ${nameOption({ namespace, optionName })}${from}${to}${kind === 'same' ? ', as it was' : ''}`
}

function nameOption({ namespace, optionName }: OptionName): string {
  return `${namespace}:${optionName}`
}
