/** There is no environment of that name, and none is created: says what there is instead, for a wrong region is the usual cause. */

import type { EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { listFew } from '../list-few.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import { listApplications } from './list-applications.ts'

export interface EnvironmentName {
  readonly applicationName: string
  readonly environmentName: string
}

/** The input that names an environment. */
export type EnvironmentInput = 'environment-name' | 'base-environment-name'

export interface MissingFacts {
  /** Those that the application has. */
  readonly environments: readonly EnvironmentDescription[]
  /** What lets the run create what is missing, as a sentence; undefined where a run of its kind creates nothing. */
  readonly howToCreate?: string
  /** That named it; `environment-name` where nothing is said. */
  readonly input?: EnvironmentInput
}

const MOST_NAMES = 10

export async function explainMissing(
  context: Context,
  { applicationName, environmentName }: EnvironmentName,
  { environments, howToCreate, input = 'environment-name' }: MissingFacts,
): Promise<ActionError> {
  const { region } = context.aws
  const others = listNames(environments.map(environment => environment.EnvironmentName))
  if (others) {
    return new ActionError({
      code: 'environment-missing',
      message: `'${input}' was "${environmentName}", which the application "${applicationName}" does not have in ${region}.`,
      hint: `Use one of its environments there: ${others}. Or check 'aws-region'.${howToCreate ? `\n${howToCreate}` : ''}`,
    })
  }
  const applications = await listApplications(context)
  const exists = applications?.includes(applicationName) ?? true
  const names = listNames(applications ?? [])
  const create =
    howToCreate ?? ['Or create it:', ...writeCreation(region, { applicationName, environmentName }, exists)].join('\n')
  return new ActionError({
    code: exists ? 'environment-missing' : 'application-missing',
    message: exists
      ? `'${input}' was "${environmentName}", but the application "${applicationName}" has no environment in ${region}${applications ? '' : ', or does not exist there'}.`
      : `'application-name' was "${applicationName}", which does not exist in ${region}${names ? ` (there: ${names})` : ', where the account has no application'}.`,
    hint: `Check 'aws-region' ("${region}") first.\n${create}`,
  })
}

function writeCreation(
  region: string,
  { applicationName, environmentName }: EnvironmentName,
  hasApplication: boolean,
): string[] {
  const inApplication = `--application-name ${toShellWord(applicationName)}`
  const stack = '"64bit Amazon Linux 2023 v6.7.2 running Node.js 24"'
  return [
    ...(hasApplication ? [] : [`create-application ${inApplication}`]),
    `create-environment ${inApplication} --environment-name ${environmentName} --solution-stack-name ${stack}`,
  ].map(command => writeCommand(region, `elasticbeanstalk ${command}`))
}

// An account may have hundreds.
function listNames(names: readonly (string | undefined)[]): string {
  return listFew(
    names.map(name => quoteForeign(name ?? '')),
    MOST_NAMES,
  )
}
