/** The security groups that are made for an environment: one for its instances, one for its load balancer. */

import { isDeepStrictEqual } from 'node:util'
import type { Peer, SecurityGroup, SecurityRule } from '../ec2/ec2-model.ts'
import { createGroup } from '../ec2/security-groups.ts'
import { hexId } from '../ids.ts'
import type { EnvironmentNetwork } from './environment-network.ts'
import type { LoadBalancerWish } from './load-balancer-wish.ts'
import { effectiveSettings, findSetting, listSetting, vpcOf } from './option-settings.ts'
import { physicalName, resourceTags } from './resource-tags.ts'
import type { Stage } from './stage.ts'

const LAUNCH = 'aws:autoscaling:launchconfiguration'
export const ANYWHERE: Peer = { kind: 'ipv4', cidr: '0.0.0.0/0' }

/** What may come in to the instances, by the group that is made for them. */
export interface Admission {
  readonly ports: readonly number[]
  readonly peer: Peer
}

/**
 * The group of the instances, beside those that the settings name; it admits the peer on the ports of the processes.
 * That this holds for other ports than 80 is inferred.
 */
export function makeInstanceGroup(
  stage: Stage,
  { ports, peer }: Admission,
): Pick<EnvironmentNetwork, 'group' | 'groupIds'> {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const settings = effectiveSettings(environment)
  const named = findGroupIds(region.groups, listSetting(settings, LAUNCH, 'SecurityGroups'))
  if (findSetting(settings, LAUNCH, 'DisableDefaultEC2SecurityGroup') === 'true')
    return { group: undefined, groupIds: named }
  const name = physicalName(environment, 'AWSEBSecurityGroup')
  const tags = resourceTags(environment, 'AWSEBSecurityGroup')
  const vpcId = vpcOf(region, settings)
  const spec = { name, description: 'SecurityGroup for ElasticBeanstalk environment.', tags, vpcId }
  const group = createGroup(
    region,
    spec,
    unique(ports).map(port => tcpRule(port, peer)),
  )
  stage.say('INFO', `Created security group named: ${group.name}`)
  return { group: { id: group.id, name: group.name }, groupIds: [group.id, ...named] }
}

/** The group of a load balancer: its listeners' ports are open to everybody, and it reaches the processes' ports only. */
export function makeLoadBalancerGroup(stage: Stage, wish: LoadBalancerWish): SecurityGroup {
  const { beanstalk, environment } = stage
  const logicalId = 'AWSEBLoadBalancerSecurityGroup'
  const region = beanstalk.ec2.region(environment.region)
  const group = createGroup(
    region,
    {
      vpcId: vpcOf(region, effectiveSettings(environment)),
      name: physicalName(environment, logicalId),
      description:
        'Elastic Beanstalk created security group used when no ELB security groups are specified during ELB creation',
      tags: resourceTags(environment, logicalId),
      egress: unique(wish.instancePorts).map(port => tcpRule(port, ANYWHERE)),
    },
    wish.listenerPorts.map(port => tcpRule(port, ANYWHERE)),
  )
  // This one is told by its id, the other by its name.
  stage.say('INFO', `Created security group named: ${group.id}`)
  return group
}

/** Clients reach the instances themselves where the load balancer passes on their addresses and has no group. */
export function instancePeer({ managedGroupId }: LoadBalancerWish, groupIds: readonly string[]): Peer {
  const groupId = managedGroupId ?? groupIds[0]
  return groupId === undefined ? ANYWHERE : { kind: 'group', groupId }
}

export interface PortChange {
  readonly former: readonly number[]
  readonly wanted: readonly number[]
  readonly peer: Peer
}

/** Adds rules for ports that are new, and takes those of ports that are gone. Other rules stay. */
export function alignPorts(rules: Map<string, SecurityRule>, { former, wanted, peer }: PortChange): void {
  const own = (port: number) =>
    [...rules.values()].find(
      rule =>
        rule.protocol === 'tcp' && rule.fromPort === port && rule.toPort === port && isDeepStrictEqual(rule.peer, peer),
    )
  for (const port of former) if (!wanted.includes(port)) rules.delete(own(port)?.id ?? '')
  for (const port of unique(wanted)) {
    if (former.includes(port) || own(port) !== undefined) continue
    const id = hexId('sgr')
    rules.set(id, { ...tcpRule(port, peer), id })
  }
}

// Groups may be named by their ids or by their names.
function findGroupIds(groups: ReadonlyMap<string, SecurityGroup>, named: readonly string[]): string[] {
  return named.flatMap(text => [...groups.values()].find(({ id, name }) => id === text || name === text)?.id ?? [])
}

function tcpRule(port: number, peer: Peer) {
  return { protocol: 'tcp', fromPort: port, toPort: port, peer, description: undefined }
}

function unique(ports: readonly number[]): number[] {
  return [...new Set(ports)]
}
