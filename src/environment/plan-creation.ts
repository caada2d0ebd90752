/** Decides what is created where the environment is missing, and what is worth knowing of it before. Pure. */

import { ActionError } from '../action-error.ts'
import { writeProfileCommands } from '../aws/write-profile-commands.ts'
import type { CreationRequest, ResourceTag } from '../inputs/creation-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { PROFILE_LINE, PROFILE_OPTION, USUAL_PROFILE } from '../platform/instance-profile.ts'
import type { Platform } from '../platform/platform.ts'
import type { ForeseenEnvironment } from './foresee-environment.ts'

export interface CreationPlan {
  readonly applicationName: string
  /** Also where it is not known whether there is one. */
  readonly makesApplication: boolean
  readonly platform: Platform
  readonly solutionStackName: string | undefined
  readonly platformArn: string | undefined
  readonly cnamePrefix: string | undefined
  readonly namesServiceRole: boolean
  readonly tags?: readonly ResourceTag[]
  /** The environment that it has its platform from, where no input names one. */
  readonly platformOf?: string
  readonly notes: readonly CreationNote[]
}

/** What is left to Beanstalk, and may surprise. */
export interface CreationNote {
  readonly message: string
  readonly remedy: string
}

export interface CreationFacts {
  readonly foreseen: ForeseenEnvironment
  /** The user's own, then those of the bundle. */
  readonly settings: readonly OptionSetting[]
  /** Some file of the bundle that may hold settings could not be read. */
  readonly isBundleUnread: boolean
  readonly region: string
}

/** Throws an ActionError where nobody names an instance profile: the launch would end at once. */
export function planCreation(
  request: CreationRequest,
  { foreseen, settings, isBundleUnread, region }: CreationFacts,
): CreationPlan {
  const { environment, application } = foreseen
  const { solutionStackName, platformArn, cnamePrefix, tags, platformOf } = request
  if (!has(settings, PROFILE_OPTION) && !isBundleUnread) throw withoutProfile(environment.name, region)
  return {
    applicationName: environment.applicationName,
    makesApplication: application !== 'exists',
    platform: environment.platform,
    ...{ solutionStackName, platformArn, cnamePrefix },
    ...(tags ? { tags } : {}),
    ...(platformOf ? { platformOf } : {}),
    namesServiceRole: has(settings, SERVICE_ROLE),
    notes: has(settings, ENVIRONMENT_TYPE) || has(settings, LOAD_BALANCER_TYPE) ? [] : [TYPE_NOTE],
  }
}

const SERVICE_ROLE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'ServiceRole' }
const ENVIRONMENT_TYPE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'EnvironmentType' }
const LOAD_BALANCER_TYPE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'LoadBalancerType' }

function has(settings: readonly OptionSetting[], wanted: Omit<OptionSetting, 'value'>): boolean {
  return settings.some(
    ({ namespace, optionName, value }) =>
      namespace === wanted.namespace && optionName === wanted.optionName && value !== '',
  )
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const TYPE_NOTE: CreationNote = {
  message:
    'Neither EnvironmentType nor LoadBalancerType is set, so Beanstalk chooses: it may be a Classic Load Balancer, whose HTTP listeners take the Upgrade out.',
  remedy:
    'Add a line to \'option-settings\': "aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance", or "aws:elasticbeanstalk:environment:LoadBalancerType=application".',
}

/** The service's own words, when the launch has begun: "Environment must have instance profile associated with it." */
function withoutProfile(environmentName: string, region: string): ActionError {
  return new ActionError({
    code: 'instance-profile-missing',
    message: `The environment "${environmentName}" was to be created, but neither 'option-settings' nor the bundle's .ebextensions name an instance profile, without which Beanstalk launches no instance.`,
    hint: `Add a line to 'option-settings', with the account's own profile where it has another: ${PROFILE_LINE}\n${writeProfileCommands(region, USUAL_PROFILE)}`,
  })
}
