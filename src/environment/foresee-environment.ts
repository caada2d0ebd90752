/** What is known of an environment that is still to be created. Reads only. */

import type { EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import type { CreationRequest } from '../inputs/creation-inputs.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { describeFront } from '../platform/describe-front.ts'
import { PROFILE_LINE } from '../platform/instance-profile.ts'
import { compareSettings } from './compare-settings.ts'
import { type EnvironmentName, explainMissing } from './explain-missing.ts'
import type { EnvironmentSurvey } from './find-environment.ts'
import { findPlatform } from './find-platform.ts'
import { isNameFree } from './is-name-free.ts'
import { listApplications } from './list-applications.ts'
import { refuseMissingPlatform } from './refuse-missing-platform.ts'

export interface ForeseenEnvironment {
  /** As far as the inputs say; it has no id, no status and no settings yet. */
  readonly environment: EnvironmentSurvey
  /** `unknown`: it may not be asked for. */
  readonly application: 'exists' | 'missing' | 'unknown'
}

export interface WantedEnvironment extends EnvironmentName {
  readonly creation: CreationRequest
  readonly optionSettings: readonly OptionSetting[]
}

/** Throws an ActionError where the inputs do not let it be created, where its platform is not there, and where its host name is taken. */
export async function foreseeEnvironment(
  context: Context,
  wanted: WantedEnvironment,
  others: readonly EnvironmentDescription[],
): Promise<ForeseenEnvironment> {
  const { applicationName, creation } = wanted
  const howToCreate = findWhatIsLacking(creation)
  if (howToCreate) throw await explainMissing(context, wanted, { environments: others, howToCreate })
  const application = others.length > 0 ? 'exists' : await lookForApplication(context, applicationName)
  if (application === 'missing' && !creation.mayCreateApplication)
    throw await explainMissing(context, wanted, { environments: [], howToCreate: LET_APPLICATION })
  await refuseMissingPlatform(context, creation)
  await refuseTakenName(context, creation)
  const { solutionStackName: SolutionStackName, platformArn: PlatformArn } = creation
  const platform = await findPlatform(context, {
    ...(SolutionStackName ? { SolutionStackName } : {}),
    ...(PlatformArn ? { PlatformArn } : {}),
  })
  const named = { id: '', name: wanted.environmentName, applicationName, versionLabel: undefined }
  const unknown = {
    proxyServer: undefined,
    port: undefined,
    frontSettings: [],
    staticFiles: {},
    status: '',
    health: '',
  }
  // Beanstalk may make up another; the files that are tried out before are asked for by this one.
  const cname = `${creation.cnamePrefix ?? wanted.environmentName}.${context.aws.region}.elasticbeanstalk.com`
  const settingChanges = compareSettings(wanted.optionSettings, []).map(change => ({ ...change, kind: 'new' as const }))
  const environment = { ...named, ...unknown, cname, platform, settingChanges, front: describeFront([]) }
  return { environment, application }
}

const LET_PLATFORM = `To have this step create what is missing, add these lines, with the platform and the instance profile of your choice:\nsolution-stack-name: 64bit Amazon Linux 2023 v6.7.2 running Node.js 24\noption-settings: ${PROFILE_LINE}`
const LET_ENVIRONMENT = 'To have this step create it, write "create-environment-if-not-exists: true".'
const LET_APPLICATION = 'To have this step create it, write "create-application-if-not-exists: true".'

function findWhatIsLacking(creation: CreationRequest): string | undefined {
  const { solutionStackName, platformArn, mayCreateEnvironment } = creation
  if (!solutionStackName && !platformArn) return LET_PLATFORM
  return mayCreateEnvironment ? undefined : LET_ENVIRONMENT
}

async function lookForApplication(context: Context, name: string): Promise<ForeseenEnvironment['application']> {
  const applications = await listApplications(context)
  if (applications === undefined) return 'unknown'
  return applications.includes(name) ? 'exists' : 'missing'
}

async function refuseTakenName(context: Context, { cnamePrefix }: CreationRequest): Promise<void> {
  if (cnamePrefix && (await isNameFree(context, cnamePrefix)) === false) throw taken(cnamePrefix, context.aws.region)
}

function taken(prefix: string, region: string): ActionError {
  return new ActionError({
    code: 'cname-prefix-taken',
    message: `'cname-prefix' was "${prefix}", and the host name that begins with it is taken in ${region}, by an environment of this account or of another.`,
    hint: 'Write another prefix, or leave the line out: then Beanstalk makes one up.',
  })
}
