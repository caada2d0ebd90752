/** The operations that look into an environment: its events, its option settings, its health. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Environment } from './beanstalk-model.ts'
import type { BeanstalkEvent } from './event-log.ts'
import { hasEnhancedHealth, instanceCauses } from './health.ts'
import { findEnvironment, pageOf } from './lookup.ts'
import { effectiveSettings, findSetting } from './option-settings.ts'
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

/** The settings of an environment, with the group that its instance was given. */
export function describeSettingsOf(environment: Environment): EB.ConfigurationSettingsDescription {
  const { instance } = environment
  const launch = 'aws:autoscaling:launchconfiguration'
  const group = instance && {
    ResourceName: resourceName(launch),
    Namespace: launch,
    OptionName: 'SecurityGroups',
    Value: instance.groupName,
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

export function describeEnvironmentHealth(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentHealthRequest,
  call: Call,
): EB.DescribeEnvironmentHealthResult {
  const environment = environmentWithHealth(beanstalk, input, { call, operation: 'DescribeEnvironmentHealth' })
  const { health, instance } = environment
  const full = {
    HealthStatus: health.status,
    // The model calls this an EnvironmentHealth; the service sends the environment's status.
    Status: environment.status as EB.EnvironmentHealth,
    Color: health.color,
    Causes: [...health.causes],
    ApplicationMetrics: { RequestCount: 0 },
    InstancesHealth: instance ? { [health.status]: 1 } : {},
    RefreshedAt: new Date(beanstalk.world.clock.now()),
  }
  return { EnvironmentName: environment.name, ...chosen(full, input.AttributeNames) }
}

export function describeInstancesHealth(
  beanstalk: Beanstalk,
  input: EB.DescribeInstancesHealthRequest,
  call: Call,
): EB.DescribeInstancesHealthResult {
  const environment = environmentWithHealth(beanstalk, input, { call, operation: 'DescribeInstancesHealth' })
  const { instance, health, deployment } = environment
  if (instance === undefined) return { InstanceHealthList: [], RefreshedAt: new Date(beanstalk.world.clock.now()) }
  const full = {
    HealthStatus: health.status === 'Degraded' ? 'Severe' : health.status,
    Color: health.color,
    Causes: [...instanceCauses(environment)],
    LaunchedAt: instance.launched,
    ApplicationMetrics: { RequestCount: 0 },
    Deployment: deployment && {
      VersionLabel: deployment.versionLabel,
      DeploymentId: deployment.id,
      Status: deployment.status,
      DeploymentTime: deployment.time,
    },
    AvailabilityZone: `${call.region}a`,
    InstanceType: findSetting(effectiveSettings(environment), 'aws:autoscaling:launchconfiguration', 'InstanceType'),
  }
  const list = [{ InstanceId: instance.id, ...chosen(full, input.AttributeNames) }]
  return { InstanceHealthList: list, RefreshedAt: new Date(beanstalk.world.clock.now()) }
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

function environmentWithHealth(
  beanstalk: Beanstalk,
  named: Parameters<typeof findEnvironment>[1],
  asked: { readonly call: Call; readonly operation: string },
): Environment {
  const environment = findEnvironment(beanstalk.region(asked.call.region), named)
  if (!hasEnhancedHealth(environment)) throw beanstalkErrors.enhancedHealthOnly(asked.operation)
  return environment
}

function chosen<Full extends object>(full: Full, names: readonly string[] | undefined): Partial<Full> {
  if (names === undefined || names.includes('All')) return full
  return Object.fromEntries(Object.entries(full).filter(([name]) => names.includes(name))) as Partial<Full>
}

function resourceName(namespace: string): string {
  return namespace === 'aws:autoscaling:launchconfiguration' ? 'AWSEBEC2LaunchTemplate' : 'AWSEBAutoScalingGroup'
}
