/** Makes the environment that the folder is deployed to: empty but for Beanstalk's sample application. */

import {
  type ConfigurationOptionSetting,
  CreateEnvironmentCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import { createApplication } from '../environment/create-application.ts'
import type { LocalRequest } from '../inputs/local-request.ts'
import { pollUntil } from '../poll.ts'
import { quoteForeign } from '../untrusted.ts'

/** Throws an ActionError, with Beanstalk's own words, where it does not become Ready. */
export async function openEnvironment(context: Context, request: LocalRequest, solutionStack: string): Promise<void> {
  const { applicationName, environmentName } = request.deploy
  const { elasticBeanstalk } = context.aws
  await createApplication(context, applicationName)
  await elasticBeanstalk.send(
    new CreateEnvironmentCommand({
      ApplicationName: applicationName,
      EnvironmentName: environmentName,
      SolutionStackName: solutionStack,
      OptionSettings: listSettings(request),
    }),
  )
  const status = await pollUntil(context, {
    what: 'the environment to be Ready',
    async read() {
      const asked = new DescribeEnvironmentsCommand({ EnvironmentNames: [environmentName] })
      return (await elasticBeanstalk.send(asked)).Environments?.at(-1)?.Status ?? 'unknown'
    },
    done: found => found !== 'Launching',
    describe: found => found,
  })
  if (status !== 'Ready') throw await notReady(context, environmentName)
}

function listSettings({ front, instances, settings }: LocalRequest): ConfigurationOptionSetting[] {
  const set = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value })
  const type = (value: string) => set('aws:elasticbeanstalk:environment', 'EnvironmentType', value)
  const balanced = [
    type('LoadBalanced'),
    set('aws:elasticbeanstalk:environment', 'LoadBalancerType', front),
    set('aws:autoscaling:asg', 'MinSize', String(instances)),
    set('aws:autoscaling:asg', 'MaxSize', String(instances)),
  ]
  const own = settings.map(({ namespace, optionName, value }) => set(namespace, optionName, value))
  return [...(front === 'none' ? [type('SingleInstance')] : balanced), ...own]
}

async function notReady({ aws }: Context, EnvironmentName: string): Promise<ActionError> {
  const { Events = [] } = await aws.elasticBeanstalk.send(new DescribeEventsCommand({ EnvironmentName }))
  const errors = Events.filter(({ Severity }) => Severity === 'ERROR').map(({ Message = '' }) => quoteForeign(Message))
  return new ActionError({
    code: 'cannot-run-here',
    message: `The environment could not be made. Beanstalk said: ${errors.join(' ') || 'nothing'}.`,
    hint: 'Mend what it names: --setting, --load-balancer or --platform.',
  })
}
