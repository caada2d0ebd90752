/** There is no environment of that name: says what there is instead, for a wrong region is the usual cause. */

import { DescribeApplicationsCommand, type EnvironmentDescription } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { listFew } from '../list-few.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'

export interface EnvironmentName {
  readonly applicationName: string
  readonly environmentName: string
}

const MOST_NAMES = 10

/** `environments`: those that the application has. */
export async function explainMissing(
  context: Context,
  { applicationName, environmentName }: EnvironmentName,
  environments: readonly EnvironmentDescription[],
): Promise<ActionError> {
  const { region } = context.aws
  const others = listNames(environments.map(environment => environment.EnvironmentName))
  if (others) {
    return new ActionError({
      code: 'environment-missing',
      message: `'environment-name' was "${environmentName}", which the application "${applicationName}" does not have in ${region}.`,
      hint: `Use one of its environments there: ${others}. Or check 'aws-region'.`,
    })
  }
  const applications = await listApplications(context)
  const exists = applications?.includes(applicationName) ?? true
  const names = listNames(applications ?? [])
  return new ActionError({
    code: exists ? 'environment-missing' : 'application-missing',
    message: exists
      ? `'environment-name' was "${environmentName}", but the application "${applicationName}" has no environment in ${region}${applications ? '' : ', or does not exist there'}.`
      : `'application-name' was "${applicationName}", which does not exist in ${region}${names ? ` (there: ${names})` : ', where the account has no application'}.`,
    hint: `Check 'aws-region' ("${region}") first; then create it: aws elasticbeanstalk create-environment --region ${region} --application-name ${toShellWord(applicationName)} --environment-name ${environmentName} --solution-stack-name "64bit Amazon Linux 2023 v6.7.2 running Node.js 24"`,
  })
}

/** A policy that names one application denies what is misspelt. */
export function deniedToFind(error: ActionError, region: string): ActionError {
  const { code, message, hint } = error
  const names = `Or check 'application-name' and 'aws-region' ("${region}"): the policy may allow it for others.`
  return new ActionError({ code, message, hint: `${hint}\n${names}`, cause: error })
}

// Undefined where they may not be listed: then it is not known which of the two is missing.
async function listApplications(context: Context): Promise<string[] | undefined> {
  try {
    const { Applications = [] } = await context.aws.elasticBeanstalk.send(new DescribeApplicationsCommand({}))
    return Applications.flatMap(application => application.ApplicationName ?? [])
  } catch (error) {
    if (!isDenied(error)) throw error
    context.log.info(`The applications of the account are unknown: ${error.message}`)
    return undefined
  }
}

// An account may have hundreds.
function listNames(names: readonly (string | undefined)[]): string {
  return listFew(
    names.map(name => quoteForeign(name ?? '')),
    MOST_NAMES,
  )
}
