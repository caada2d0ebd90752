/** Keeps the option settings that a deployment is about to change, so that a roll back can set them back. Their values may be secret. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { findSetting } from '../platform/front-settings.ts'
import type { EnvironmentName } from './explain-missing.ts'
import type { OptionName, UpdatePlan } from './plan-update.ts'
import { readSettings } from './read-settings.ts'

export interface KeptSettings {
  readonly toSet: readonly OptionSetting[]
  /** That nobody had set. */
  readonly toRemove: readonly OptionName[]
}

type ChangedSettings = Pick<UpdatePlan, 'optionSettings' | 'tunings'>

/** Undefined where they may not, or cannot, be read. */
export async function keepSettings(
  context: Context,
  name: EnvironmentName,
  changed: ChangedSettings,
): Promise<KeptSettings | undefined> {
  if (changed.optionSettings.length === 0) return { toSet: [], toRemove: [] }
  const current = await readSettings(context, name)
  return current.length === 0 || changed.optionSettings.some(isWriteOnly) ? undefined : planReturn(changed, current)
}

// No answer has it: what is not there is not unset.
function isWriteOnly({ namespace, optionName }: OptionName): boolean {
  return namespace === 'aws:rds:dbinstance' && optionName === 'DBPassword'
}

/** Only what differs. */
export function planReturn(
  { optionSettings, tunings }: ChangedSettings,
  current: readonly ConfigurationOptionSetting[],
): KeptSettings {
  // Set by name, a default would win over the bundle's own files for good.
  const isUsual = (option: OptionName) => tunings.some(tuning => tuning.isUsual && isSame(tuning, option))
  const toSet: OptionSetting[] = []
  const toRemove: OptionName[] = []
  for (const { namespace, optionName, value } of optionSettings) {
    const before = findSetting(current, namespace, optionName)
    if (before === value) continue
    if (before === undefined || before === '' || isUsual({ namespace, optionName }))
      toRemove.push({ namespace, optionName })
    else toSet.push({ namespace, optionName, value: before })
  }
  return { toSet, toRemove }
}

/** Does anything of what the deployment set still stand, that it had not set needlessly? */
export function areSettingsLeft(
  { optionSettings }: Pick<UpdatePlan, 'optionSettings'>,
  { toSet, toRemove }: KeptSettings,
  current: readonly ConfigurationOptionSetting[],
): boolean {
  const changed = [...toSet, ...toRemove]
  return optionSettings.some(
    setting =>
      changed.some(option => isSame(option, setting)) &&
      findSetting(current, setting.namespace, setting.optionName) === setting.value,
  )
}

function isSame(one: OptionName, other: OptionName): boolean {
  return one.namespace === other.namespace && one.optionName === other.optionName
}

export interface Return {
  readonly toLabel: string
  /** What the environment names now: where that changes, somebody else has deployed. */
  readonly nowLabel: string | undefined
  readonly settings: KeptSettings
}

/** The update that brings the version before back, with the settings that were then. */
export function planReturnUpdate(update: UpdatePlan, { toLabel, nowLabel, settings }: Return): UpdatePlan {
  const { toSet, toRemove } = settings
  return {
    ...update,
    fromLabel: update.toLabel,
    toLabel,
    optionSettings: toSet,
    changes: [],
    tunings: [],
    wait: true,
    takesBack: { optionsToRemove: toRemove, onlyFrom: nowLabel ?? '' },
  }
}
