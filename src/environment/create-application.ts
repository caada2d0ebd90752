/** Creates the application where there is none. May be repeated. */

import { CreateApplicationCommand } from '@aws-sdk/client-elastic-beanstalk'
import { isAwsError } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'

export async function createApplication(context: Context, applicationName: string): Promise<void> {
  const command = new CreateApplicationCommand({ ApplicationName: applicationName })
  const change = `create the application "${applicationName}"`
  const words = `elasticbeanstalk delete-application --application-name ${toShellWord(applicationName)}`
  const undo = [writeCommand(context.aws.region, words)]
  try {
    const judgeRefusal = (error: unknown) => (isThere(error) ? ('needless' as const) : undefined)
    await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.elasticBeanstalk.send(command))
    context.log.info(`The application "${applicationName}" was created.`)
  } catch (error) {
    if (!isThere(error)) throw error
    context.log.info(`The application "${applicationName}" was there already.`)
  }
}

/** The name is the request's only parameter: it is there, by another run, by an answer that got lost, or unseen. */
function isThere(error: unknown): boolean {
  return isAwsError(error, 'InvalidParameterValue')
}
