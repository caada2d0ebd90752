/** The security groups that are made for an environment: one for its instances, one for its load balancer. */

import type { Peer, SecurityGroup } from '../ec2/ec2-model.ts'
import { createGroup } from '../ec2/security-groups.ts'
import { hexId } from '../ids.ts'
import type { EnvironmentNetwork } from './environment-network.ts'
import type { LoadBalancerWish } from './load-balancer-wish.ts'
import { effectiveSettings, findSetting, listSetting } from './option-settings.ts'
import { physicalName, resourceTags } from './resource-tags.ts'
import type { Stage } from './stage.ts'

const LAUNCH = 'aws:autoscaling:launchconfiguration'
const ANYWHERE: Peer = { kind: 'ipv4', cidr: '0.0.0.0/0' }

/** The group of the instances, beside those that the settings name; it admits these peers on the proxy's port. */
export function makeInstanceGroup(
  stage: Stage,
  admitted: readonly Peer[],
): Pick<EnvironmentNetwork, 'group' | 'groupIds'> {
  const { beanstalk, environment } = stage
  const region = beanstalk.ec2.region(environment.region)
  const settings = effectiveSettings(environment)
  const named = findGroupIds(region.groups, listSetting(settings, LAUNCH, 'SecurityGroups'))
  if (findSetting(settings, LAUNCH, 'DisableDefaultEC2SecurityGroup') === 'true')
    return { group: undefined, groupIds: named }
  const name = physicalName(environment, 'AWSEBSecurityGroup')
  const tags = resourceTags(environment, 'AWSEBSecurityGroup')
  const spec = { name, description: 'SecurityGroup for ElasticBeanstalk environment.', tags }
  const group = createGroup(
    region,
    spec,
    admitted.map(peer => tcpRule(80, peer)),
  )
  stage.say('INFO', `Created security group named: ${group.name}`)
  return { group: { id: group.id, name: group.name }, groupIds: [group.id, ...named] }
}

/** The group of a load balancer: its listeners' ports are open to everybody, and it reaches the processes' ports only. */
export function makeLoadBalancerGroup(stage: Stage, wish: LoadBalancerWish): SecurityGroup {
  const { beanstalk, environment } = stage
  const logicalId = 'AWSEBLoadBalancerSecurityGroup'
  const group = createGroup(
    beanstalk.ec2.region(environment.region),
    {
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

/** Opens the ports of listeners that are new, and closes those of listeners that are gone. Other rules stay. */
export function alignLoadBalancerGroup(
  group: SecurityGroup,
  ports: { readonly former: readonly number[]; readonly wanted: readonly number[] },
): boolean {
  const isOwn = (port: number) =>
    [...group.rules.values()].find(
      ({ fromPort, toPort, peer, protocol }) =>
        protocol === 'tcp' && fromPort === port && toPort === port && peer.kind === 'ipv4' && peer.cidr === '0.0.0.0/0',
    )
  const [stale, missing] = [
    ports.former.filter(port => !ports.wanted.includes(port)),
    ports.wanted.filter(port => !ports.former.includes(port) && !isOwn(port)),
  ]
  for (const port of stale) group.rules.delete(isOwn(port)?.id ?? '')
  for (const port of missing) {
    const id = hexId('sgr')
    group.rules.set(id, { ...tcpRule(port, ANYWHERE), id })
  }
  return stale.length + missing.length > 0
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
