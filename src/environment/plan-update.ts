/** Decides what the environment is asked for. Pure. */

import type { OptionSetting } from '../inputs/option-settings.ts'
import type { EnvironmentSurvey } from './find-environment.ts'

export interface UpdatePlan {
  readonly environmentId: string
  readonly environmentName: string
  readonly fromLabel: string | undefined
  readonly toLabel: string
  readonly optionSettings: readonly OptionSetting[]
  /** false: return as soon as Beanstalk has accepted the update. */
  readonly wait: boolean
}

export interface UpdateRequest {
  readonly label: string
  readonly optionSettings: readonly OptionSetting[]
  readonly wait: boolean
}

export function planUpdate(survey: EnvironmentSurvey, { label, optionSettings, wait }: UpdateRequest): UpdatePlan {
  return {
    environmentId: survey.id,
    environmentName: survey.name,
    fromLabel: survey.versionLabel,
    toLabel: label,
    optionSettings,
    wait,
  }
}
