/** Creates the application where there is none. May be repeated. */

import { CreateApplicationCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'

export async function createApplication(context: Context, applicationName: string): Promise<void> {
  const command = new CreateApplicationCommand({ ApplicationName: applicationName })
  const change = `create the application "${applicationName}"`
  const undo = `aws elasticbeanstalk delete-application --application-name ${toShellWord(applicationName)}`
  try {
    await context.ledger.record({ change, undo }, () => context.aws.elasticBeanstalk.send(command))
  } catch (error) {
    // The name is the request's only parameter: it is there, by another run, by an answer that got lost, or unseen.
    if (!isAwsError(error, 'InvalidParameterValue')) throw error
    context.log.info(`The application "${applicationName}" was there already.`)
  }
}
