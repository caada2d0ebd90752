/** What lies around the instances of a load-balanced environment, in the order in which it is made. */

import { randomUUID } from 'node:crypto'
import { createLoadBalancer } from '../elastic-load-balancing/load-balancers.ts'
import type { LoadBalancer } from '../elastic-load-balancing/load-balancing-model.ts'
import type { TargetGroup } from '../elastic-load-balancing/target-group-model.ts'
import { createTargetGroup } from '../elastic-load-balancing/target-groups.ts'
import { physicalTail } from '../ids.ts'
import { partitionOf } from '../partition.ts'
import { makeAlarms } from './alarms.ts'
import { processSpec } from './align-target-groups.ts'
import type { Environment } from './beanstalk-model.ts'
import { instancePeer, makeInstanceGroup, makeLoadBalancerGroup } from './environment-groups.ts'
import { followHealth } from './instance-launch.ts'
import { type LoadBalancerWish, readWish, subnetsOf } from './load-balancer-wish.ts'
import { configureLoadBalancer } from './load-balancing.ts'
import { effectiveSettings, vpcOf } from './option-settings.ts'
import { physicalName, resourceTags } from './resource-tags.ts'
import { findSharedLoadBalancer } from './shared-load-balancer.ts'
import type { Stage } from './stage.ts'

/** Pauses are those of a recorded stream. @throws Error when a load balancer is to be shared that is not there. */
export async function makeBalancedNetwork(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const wish = readWish(effectiveSettings(environment))
  const shared = findSharedLoadBalancer(beanstalk, environment)
  const targetGroups = makeTargetGroups(stage, wish)
  const groupIds = shared?.groupIds ?? makeGroups(stage, wish)
  await stage.pause(15)
  const groups = makeInstanceGroup(stage, { ports: wish.instancePorts, peer: instancePeer(wish, groupIds) })
  await stage.pause(62)
  const autoScalingGroup = physicalName(environment, 'AWSEBAutoScalingGroup')
  stage.say('INFO', `Created Auto Scaling group named: ${autoScalingGroup}`)
  environment.network = {
    ...groups,
    autoScalingGroup,
    elasticIp: undefined,
    targetGroups,
    loadBalancerGroupIds: groupIds,
    loadBalancer: undefined,
  }
}

export async function openLoadBalancer(stage: Stage): Promise<void> {
  const { beanstalk, environment } = stage
  const { network } = environment
  if (network === undefined) return
  sayScaling(stage, network.autoScalingGroup)
  makeAlarms(stage)
  await stage.pause(75)
  const wish = readWish(effectiveSettings(environment))
  const shared = findSharedLoadBalancer(beanstalk, environment)
  const own = shared ?? (await makeLoadBalancer(stage, wish, network.loadBalancerGroupIds))
  if (shared === undefined) stage.say('INFO', `Created load balancer named: ${own.id}`)
  environment.network = { ...network, loadBalancer: { own, isShared: shared !== undefined, told: undefined } }
  await configureLoadBalancer(beanstalk, environment)
  own.plane.onHealthChange(() => followHealth(beanstalk, environment))
  await stage.pause(1)
  if (shared !== undefined || own.classic !== undefined) return
  for (const { arn } of own.listeners.values()) stage.say('INFO', `Created Load Balancer listener named: ${arn}`)
}

function makeTargetGroups(stage: Stage, { processes }: LoadBalancerWish): ReadonlyMap<string, TargetGroup> {
  const { beanstalk, environment } = stage
  const vpcId = vpcOf(beanstalk.ec2.region(environment.region), effectiveSettings(environment))
  return new Map(
    processes.map(process => {
      const group = createTargetGroup(beanstalk.loadBalancing, { ...processSpec(environment, process), vpcId })
      stage.say('INFO', `Created target group named: ${group.arn}`)
      return [process.name, group] as const
    }),
  )
}

// A network load balancer has none unless the settings name some.
function makeGroups(stage: Stage, wish: LoadBalancerWish): readonly string[] {
  if (wish.groupIds.length > 0 || wish.kind === 'network') return wish.groupIds
  return [makeLoadBalancerGroup(stage, wish).id]
}

function makeLoadBalancer(stage: Stage, wish: LoadBalancerWish, groupIds: readonly string[]): Promise<LoadBalancer> {
  const { beanstalk, environment } = stage
  const logicalId = wish.kind === 'classic' ? 'AWSEBLoadBalancer' : 'AWSEBV2LoadBalancer'
  return createLoadBalancer(beanstalk.loadBalancing, {
    region: environment.region,
    name: loadBalancerName(environment, wish),
    kind: wish.kind,
    scheme: wish.scheme,
    groupIds,
    subnetIds: subnetsOf(beanstalk.ec2.region(environment.region), wish),
    tags: new Map(resourceTags(environment, logicalId).map(({ Key, Value }) => [Key, Value])),
  })
}

// CloudFormation cuts the names: "awseb-AWSEB-1R4XG24EFD6OC", "awseb-e-4-AWSEBLoa-1GJX7A1ATT4A8".
function loadBalancerName(environment: Environment, { kind }: LoadBalancerWish): string {
  const tail = physicalTail()
  return kind === 'classic' ? `awseb-e-${environment.id.charAt(2)}-AWSEBLoa-${tail}` : `awseb-AWSEB-${tail}`
}

function sayScaling({ beanstalk, environment, say }: Stage, group: string): void {
  const arn = `arn:${partitionOf(environment.region)}:autoscaling:${environment.region}:${beanstalk.world.accountId}:scalingPolicy`
  for (const policy of ['Up', 'Down']) {
    const name = physicalName(environment, `AWSEBAutoScalingScale${policy}Policy`)
    const id = `${randomUUID()}:autoScalingGroupName/${group}:policyName/${name}`
    say('INFO', `Created Auto Scaling group policy named: ${arn}:${id}`)
  }
}
