/** Elastic Beanstalk's answers about what the model holds. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { partitionOf } from '../partition.ts'
import type { Application, ApplicationVersion, Environment } from './beanstalk-model.ts'
import { cnameOf } from './cname.ts'
import { hasEnhancedHealth } from './health.ts'
import { describeLifecycle } from './resource-lifecycle.ts'
import { platformArn } from './solution-stacks.ts'

export interface Owner {
  readonly region: string
  readonly accountId: string
}

export function describeApplication(application: Application, owner: Owner): EB.ApplicationDescription {
  return {
    ApplicationArn: arn(owner, `application/${application.name}`),
    ApplicationName: application.name,
    Description: application.description,
    DateCreated: application.created,
    DateUpdated: application.updated,
    Versions: [...application.versions.keys()].reverse(),
    ConfigurationTemplates: [...application.templates.keys()],
    ResourceLifecycleConfig: describeLifecycle(application.lifecycle),
  }
}

export function describeVersion(
  application: string,
  version: ApplicationVersion,
  owner: Owner,
): EB.ApplicationVersionDescription {
  return {
    ApplicationVersionArn: arn(owner, `applicationversion/${application}/${version.label}`),
    ApplicationName: application,
    Description: version.description,
    VersionLabel: version.label,
    SourceBundle: version.source && { S3Bucket: version.source.bucket, S3Key: version.source.key },
    DateCreated: version.created,
    DateUpdated: version.updated,
    Status: version.status,
  }
}

export function describeEnvironment(environment: Environment, owner: Owner): EB.EnvironmentDescription {
  const { applicationName, name, status, health } = environment
  const isNamed = status !== 'Terminated' && environment.tier === 'WebServer'
  return {
    EnvironmentName: name,
    EnvironmentId: environment.id,
    ApplicationName: applicationName,
    VersionLabel: environment.versionLabel,
    SolutionStackName: environment.solutionStack,
    PlatformArn: platformArn(environment.solutionStack, environment.region),
    Description: environment.description,
    ...(environment.network && environment.tier === 'WebServer' && { EndpointURL: endpointUrlOf(environment) }),
    ...resourcesOf(environment),
    ...(isNamed && { CNAME: cnameOf(environment) }),
    DateCreated: environment.created,
    DateUpdated: environment.updated,
    Status: status,
    AbortableOperationInProgress: environment.operation?.abortable ?? false,
    Health: health.color,
    ...(hasEnhancedHealth(environment) && { HealthStatus: health.status }),
    Tier: TIERS[environment.tier],
    EnvironmentLinks: [],
    EnvironmentArn: arn(owner, `environment/${applicationName}/${name}`),
    OperationsRole: environment.operationsRole,
  }
}

const TIERS: Readonly<Record<Environment['tier'], EB.EnvironmentTier>> = {
  WebServer: { Name: 'WebServer', Type: 'Standard', Version: '1.0' },
  Worker: { Name: 'Worker', Type: 'SQS/HTTP', Version: '2.3' },
}

// A single instance is reached here by its front alone, which its address would hide.
function endpointUrlOf(environment: Environment): string {
  return environment.network?.loadBalancer?.own.dnsName ?? cnameOf(environment)
}

function resourcesOf({ network }: Environment): Pick<EB.EnvironmentDescription, 'Resources'> {
  const own = network?.loadBalancer?.own
  if (own === undefined) return {}
  const Listeners = [...own.listeners.values()].map(({ protocol, port }) => ({ Protocol: protocol, Port: port }))
  return { Resources: { LoadBalancer: { LoadBalancerName: own.id, Domain: own.dnsName, Listeners } } }
}

function arn({ region, accountId }: Owner, resource: string): string {
  return `arn:${partitionOf(region)}:elasticbeanstalk:${region}:${accountId}:${resource}`
}
