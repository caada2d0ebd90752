/** Decides what the environment is asked for. Pure. */

import type { OptionSetting } from '../inputs/option-settings.ts'
import type { Tuning } from '../network/tunings.ts'
import type { SettingChange } from './compare-settings.ts'
import type { EnvironmentSurvey } from './find-environment.ts'
import type { CreationPlan } from './plan-creation.ts'

export interface UpdatePlan {
  /** Undefined where the environment exists; else it is created with the version, and has no id before. */
  readonly creation: CreationPlan | undefined
  readonly environmentId: string
  readonly environmentName: string
  readonly fromLabel: string | undefined
  readonly toLabel: string
  /** All that is set together with the version. */
  readonly optionSettings: readonly OptionSetting[]
  /** What those of them change that are the user's own. */
  readonly changes: readonly SettingChange[]
  /** Those of them that are ours: what they change can be told, and taken back. */
  readonly tunings: readonly Tuning[]
  /** false: return as soon as Beanstalk has accepted the update. */
  readonly wait: boolean
  /** Only where it takes back what a deployment has done. */
  readonly takesBack?: TakenBack
}

/** What an update takes back beside the version; `optionSettings` are as before the deployment. */
export interface TakenBack {
  /** That nobody had set. */
  readonly optionsToRemove: readonly OptionName[]
  /** The label that the environment names. Nothing is asked for where it names another one by then: somebody else has deployed. */
  readonly onlyFrom: string
}

export type OptionName = Omit<OptionSetting, 'value'>

export interface UpdateRequest {
  readonly creation: CreationPlan | undefined
  readonly label: string
  /** The user's own. */
  readonly optionSettings: readonly OptionSetting[]
  readonly tunings: readonly Tuning[]
  readonly wait: boolean
}

export function planUpdate(survey: EnvironmentSurvey, request: UpdateRequest): UpdatePlan {
  const { creation, label, optionSettings, tunings, wait } = request
  return {
    creation,
    environmentId: survey.id,
    environmentName: survey.name,
    fromLabel: survey.versionLabel,
    toLabel: label,
    optionSettings: [...optionSettings, ...tunings.map(toSetting)],
    changes: survey.settingChanges,
    tunings,
    wait,
  }
}

function toSetting({ namespace, optionName, value }: Tuning): OptionSetting {
  return { namespace, optionName, value }
}
