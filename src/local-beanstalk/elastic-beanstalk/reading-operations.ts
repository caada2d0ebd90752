/** The operations that look into an environment: its events, its option settings. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Ec2 } from '../ec2/ec2-model.ts'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment } from './beanstalk-model.ts'
import type { BeanstalkEvent } from './event-log.ts'
import { pageOf } from './lookup.ts'
import { effectiveSettings } from './option-settings.ts'
import { platformArn } from './solution-stacks.ts'

export function describeEvents(
  beanstalk: Beanstalk,
  input: EB.DescribeEventsMessage,
  call: Call,
): EB.EventDescriptionsMessage {
  const found = beanstalk.region(call.region).events.find({
    applicationName: input.ApplicationName,
    environmentName: input.EnvironmentName,
    environmentId: input.EnvironmentId,
    versionLabel: input.VersionLabel,
    requestId: input.RequestId,
    severity: input.Severity,
    startTime: input.StartTime,
    endTime: input.EndTime,
  })
  const page = pageOf(found, input, event => String(event.sequence))
  return { Events: page.items.map(describeEvent), NextToken: page.nextToken }
}

/** The settings of an environment, with the group that its instances were given. */
export function describeSettingsOf(ec2: Ec2, environment: Environment): EB.ConfigurationSettingsDescription {
  const { network } = environment
  const launch = 'aws:autoscaling:launchconfiguration'
  const { groups } = ec2.region(environment.region)
  const group = network && {
    ResourceName: resourceName(launch),
    Namespace: launch,
    OptionName: 'SecurityGroups',
    Value: network.groupIds.flatMap(id => groups.get(id)?.name ?? []).join(','),
  }
  const own = describeOwnSettings(environment, environment.region)
  return {
    ...own,
    ApplicationName: environment.applicationName,
    EnvironmentName: environment.name,
    Description: environment.description,
    DeploymentStatus: environment.status === 'Ready' ? 'deployed' : 'pending',
    DateCreated: environment.created,
    DateUpdated: environment.updated,
    OptionSettings: [...(own.OptionSettings ?? []), ...(group ? [group] : [])],
  }
}

/** What holds for an environment and for a saved configuration: the platform, and every option's value. */
export function describeOwnSettings(
  own: Pick<Environment, 'solutionStack' | 'settings' | 'bundleSettings'>,
  region: string,
): EB.ConfigurationSettingsDescription {
  return {
    SolutionStackName: own.solutionStack,
    PlatformArn: platformArn(own.solutionStack, region),
    OptionSettings: effectiveSettings(own).map(({ namespace, name, value }) => ({
      ...(namespace.startsWith('aws:autoscaling:') && { ResourceName: resourceName(namespace) }),
      Namespace: namespace,
      OptionName: name,
      Value: value,
    })),
  }
}

function describeEvent(event: BeanstalkEvent): EB.EventDescription {
  return {
    EventDate: event.date,
    Message: event.message,
    ApplicationName: event.applicationName,
    VersionLabel: event.versionLabel,
    EnvironmentName: event.environmentName,
    RequestId: event.requestId,
    Severity: event.severity,
  }
}

function resourceName(namespace: string): string {
  return namespace === 'aws:autoscaling:launchconfiguration' ? 'AWSEBEC2LaunchTemplate' : 'AWSEBAutoScalingGroup'
}
