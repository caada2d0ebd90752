/** Finds where the internet arrives at an environment. Reads only. */

import { DescribeEnvironmentResourcesCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { Context } from '../context.ts'
import { readClassicEntrance } from './classic-entrance.ts'
import type { FoundEntrance } from './entrance.ts'
import { readLoadBalancerEntrance } from './load-balancer-entrance.ts'
import { readInstances } from './read-instances.ts'

/** @throws ActionError, also where AWS denied what the rest depends on. */
export async function findEntrance(context: Context, EnvironmentId: string): Promise<FoundEntrance> {
  const answer = await context.aws.elasticBeanstalk.send(new DescribeEnvironmentResourcesCommand({ EnvironmentId }))
  const { Instances = [], LoadBalancers = [] } = answer.EnvironmentResources ?? {}
  const instanceIds = Instances.flatMap(({ Id }) => Id ?? [])
  const [name] = LoadBalancers.flatMap(({ Name }) => Name ?? [])
  if (name === undefined) return readInstanceEntrance(context, instanceIds)
  // Classic ones are told by their names, the others by their ARNs, in whichever partition.
  const found = name.startsWith('arn:')
    ? await readLoadBalancerEntrance(context, name, () => readInstances(context, instanceIds))
    : await readClassicEntrance(context, name)
  return found.kind === 'unknown' ? found : { ...found, instanceIds }
}

async function readInstanceEntrance(context: Context, instanceIds: readonly string[]): Promise<FoundEntrance> {
  const { groupIds, hasIpv6, subnetIds, vpcId } = await readInstances(context, instanceIds)
  if (instanceIds.length === 0) return { kind: 'unknown', reason: 'the environment has no instance yet' }
  if (groupIds.length === 0) return { kind: 'unknown', reason: 'the instance has no security group' }
  return {
    kind: 'instance',
    title: 'the instance',
    groupIds,
    listeners: undefined,
    isInternal: false,
    subnetIds,
    targetSubnetIds: [],
    vpcId,
    hasIpv6,
    interfaces: { instanceIds, description: undefined },
    instanceIds,
    refusals: [],
  }
}
