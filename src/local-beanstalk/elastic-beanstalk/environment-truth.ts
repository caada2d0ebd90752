/** The truth about an environment, for whoever wants to compare the API's answers with it. */

import { describeProxy, type ProxyDescription } from '../../platform/describe-proxy.ts'
import { parsePlatform } from '../../platform/platform.ts'
import type { LoadBalancer } from '../elastic-load-balancing/load-balancing-model.ts'
import type { Front, HostInstance } from '../host/host.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment, InstanceDeploymentRecord } from './beanstalk-model.ts'
import { nameOf } from './cname.ts'
import { livingEnvironments } from './lookup.ts'
import { effectiveSettings, environmentVariables, findSetting } from './option-settings.ts'

export interface EnvironmentTruth {
  readonly environmentId: string
  readonly region: string
  /** As the DNS server knows it. */
  readonly name: string
  /** What the environment calls its own; `deployment` says what its instances were told. */
  readonly versionLabel: string
  readonly status: Environment['status']
  readonly health: Environment['health']
  readonly front: Front
  /** What the platform's own proxy does, and whether that is verified or assumed. */
  readonly proxy: ProxyDescription
  /** Oldest first. */
  readonly instances: readonly InstanceTruth[]
  /** What the oldest instance was last told to run, and what came of it. */
  readonly deployment: InstanceDeploymentRecord | undefined
  /** The oldest one; undefined while none is launched. */
  readonly instance: HostInstance | undefined
  /** The group of the instances. */
  readonly groupId: string | undefined
  readonly loadBalancer: LoadBalancer | undefined
  /** Their ARNs: one for each process. */
  readonly targetGroups: readonly string[]
}

export interface InstanceTruth {
  readonly id: string
  readonly host: HostInstance
  /** What it was last told to run, and what came of it. */
  readonly deployment: InstanceDeploymentRecord | undefined
  readonly groupIds: readonly string[]
  /** Its own address behind its groups; undefined for a single one, which has that of the environment. */
  readonly front: Front | undefined
}

/** Names are unique per region; the first region that has one answers. */
export function lookUpEnvironment(beanstalk: Beanstalk, name: string): EnvironmentTruth | undefined {
  for (const region of beanstalk.regions.values()) {
    const environment = livingEnvironments(region).find(candidate => candidate.name === name)
    if (environment !== undefined) return truthOf(beanstalk, environment)
  }
  return undefined
}

function truthOf({ ec2 }: Beanstalk, environment: Environment): EnvironmentTruth {
  const { id: environmentId, region, versionLabel, status, health, front } = environment
  const instances = environment.instances.map(({ id, host, deployment, front }) => ({
    id,
    host,
    deployment,
    front,
    groupIds: ec2.region(region).instances.get(id)?.groupIds ?? [],
  }))
  const { host: instance, deployment } = instances[0] ?? {}
  const groupId = environment.network?.group?.id
  const loadBalancer = environment.network?.loadBalancer?.own
  return {
    proxy: proxyOf(environment),
    loadBalancer,
    targetGroups: [...(environment.network?.targetGroups.values() ?? [])].map(({ arn }) => arn),
    environmentId,
    region,
    name: nameOf(environment),
    versionLabel,
    status,
    health,
    front,
    instances,
    deployment,
    instance,
    groupId,
  }
}

function proxyOf(environment: Environment): ProxyDescription {
  const settings = effectiveSettings(environment)
  return describeProxy(parsePlatform({ solutionStackName: environment.solutionStack }), {
    proxyServer: findSetting(settings, 'aws:elasticbeanstalk:environment:proxy', 'ProxyServer'),
    port: environmentVariables(settings).PORT,
  })
}
