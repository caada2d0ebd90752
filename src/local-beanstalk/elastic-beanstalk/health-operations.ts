/** The operations that tell the health of an environment and of its instances. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Environment, EnvironmentInstance } from './beanstalk-model.ts'
import { hasEnhancedHealth } from './health.ts'
import { instanceHealth } from './instance-health.ts'
import { findEnvironment } from './lookup.ts'

export function describeEnvironmentHealth(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentHealthRequest,
  call: Call,
): EB.DescribeEnvironmentHealthResult {
  const environment = environmentWithHealth(beanstalk, input, { call, operation: 'DescribeEnvironmentHealth' })
  const { health } = environment
  const full = {
    HealthStatus: health.status,
    // The model calls this an EnvironmentHealth; the service sends the environment's status.
    Status: environment.status as EB.EnvironmentHealth,
    Color: health.color,
    Causes: [...health.causes],
    ApplicationMetrics: { RequestCount: 0 },
    InstancesHealth: countInstances(environment),
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
  const list = environment.instances.map(instance => ({
    InstanceId: instance.id,
    ...chosen(describeInstance(beanstalk, environment, instance), input.AttributeNames),
  }))
  return { InstanceHealthList: list, RefreshedAt: new Date(beanstalk.world.clock.now()) }
}

function describeInstance({ ec2 }: Beanstalk, environment: Environment, instance: EnvironmentInstance) {
  const { deployment, launched, zone } = instance
  const health = instanceHealth(environment, instance)
  return {
    HealthStatus: health.status,
    Color: health.color,
    Causes: [...health.causes],
    LaunchedAt: launched,
    ApplicationMetrics: { RequestCount: 0 },
    Deployment: deployment && {
      VersionLabel: deployment.versionLabel,
      DeploymentId: deployment.id,
      Status: deployment.status,
      DeploymentTime: deployment.time,
    },
    AvailabilityZone: zone,
    InstanceType: ec2.region(environment.region).instances.get(instance.id)?.instanceType,
  }
}

// Every count is sent, those that are 0 as well.
function countInstances(environment: Environment): EB.InstanceHealthSummary {
  const counts = { NoData: 0, Unknown: 0, Pending: 0, Ok: 0, Info: 0, Warning: 0, Degraded: 0, Severe: 0 }
  for (const instance of environment.instances) counts[instanceHealth(environment, instance).status] += 1
  return counts
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
