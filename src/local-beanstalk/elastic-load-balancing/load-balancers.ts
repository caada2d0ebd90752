/** Load balancers as they come, change and go: for the API, and for whoever makes one for an environment. */

import { randomBytes, randomInt } from 'node:crypto'
import type { Ec2Region } from '../ec2/ec2-model.ts'
import type { LoadBalancerKind } from '../host/host-load-balancer.ts'
import { domainOf, partitionOf } from '../partition.ts'
import { defaultHealthCheck, IDLE_TIMEOUT, loadBalancerAttributes } from './default-attributes.ts'
import { alignInterfaces, removeInterfaces } from './load-balancer-interfaces.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { ClassicParts, LoadBalancer, Scheme } from './load-balancing-model.ts'
import { openPlane } from './plane.ts'

export interface LoadBalancerSpec {
  readonly region: string
  readonly name: string
  readonly kind: LoadBalancerKind
  readonly scheme: Scheme
  /** None: the VPC's default group, except for a network one, which then has none and admits everybody. */
  readonly groupIds: readonly string[]
  readonly subnetIds: readonly string[]
  readonly tags?: ReadonlyMap<string, string>
}

/** Makes a load balancer without listeners. Nothing is checked: the API does that before. */
export async function createLoadBalancer(loadBalancing: LoadBalancing, spec: LoadBalancerSpec): Promise<LoadBalancer> {
  const { region: regionName, name, kind, scheme, subnetIds, tags = new Map() } = spec
  const region = loadBalancing.ec2.region(regionName)
  const hex = randomBytes(8).toString('hex')
  const id = kind === 'classic' ? name : arnOf(loadBalancing, spec, hex)
  const vpcId = region.subnets.get(subnetIds[0] ?? '')?.vpcId ?? region.vpcId
  const plane = await openPlane(loadBalancing, spec, () => loadBalancer)
  const loadBalancer: LoadBalancer = {
    id,
    name,
    kind,
    region: regionName,
    scheme,
    created: new Date(loadBalancing.world.clock.now()),
    dnsName: dnsNameOf(spec, hex),
    vpcId,
    ipAddressType: 'ipv4',
    groupIds: groupsOrDefault(region, spec, vpcId),
    subnetIds,
    attributes: new Map(Object.entries(loadBalancerAttributes(kind))),
    tags: new Map(tags),
    listeners: new Map(),
    classic: kind === 'classic' ? classicParts(spec, vpcId) : undefined,
    plane,
  }
  alignInterfaces(region, loadBalancer)
  loadBalancing.region(regionName).loadBalancers.set(id, loadBalancer)
  await plane.update()
  return loadBalancer
}

export async function deleteLoadBalancer(loadBalancing: LoadBalancing, loadBalancer: LoadBalancer): Promise<void> {
  loadBalancing.region(loadBalancer.region).loadBalancers.delete(loadBalancer.id)
  removeInterfaces(loadBalancing.ec2.region(loadBalancer.region), loadBalancer)
  await loadBalancer.plane.close()
}

export async function setGroups(
  loadBalancing: LoadBalancing,
  loadBalancer: LoadBalancer,
  groupIds: readonly string[],
): Promise<void> {
  loadBalancer.groupIds = groupIds
  await networkChanged(loadBalancing, loadBalancer)
}

export async function setSubnets(
  loadBalancing: LoadBalancing,
  loadBalancer: LoadBalancer,
  subnetIds: readonly string[],
): Promise<void> {
  loadBalancer.subnetIds = subnetIds
  await networkChanged(loadBalancing, loadBalancer)
}

/** Of an application or classic load balancer: how long a connection may be silent. */
export async function setIdleTimeout(loadBalancer: LoadBalancer, seconds: number): Promise<void> {
  await setAttributes(loadBalancer, { [IDLE_TIMEOUT]: String(seconds) })
}

export async function setAttributes(
  loadBalancer: LoadBalancer,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [key, value] of Object.entries(attributes)) loadBalancer.attributes.set(key, value)
  await loadBalancer.plane.update()
}

async function networkChanged(loadBalancing: LoadBalancing, loadBalancer: LoadBalancer): Promise<void> {
  alignInterfaces(loadBalancing.ec2.region(loadBalancer.region), loadBalancer)
  await loadBalancer.plane.update()
  await loadBalancing.admissionChanged(loadBalancer)
}

function groupsOrDefault(region: Ec2Region, { groupIds, kind }: LoadBalancerSpec, vpcId: string): readonly string[] {
  if (groupIds.length > 0 || kind === 'network') return groupIds
  return [...region.groups.values()].filter(group => group.vpcId === vpcId && group.name === 'default').map(g => g.id)
}

function arnOf({ world }: LoadBalancing, { region, name, kind }: LoadBalancerSpec, hex: string): string {
  const type = kind === 'network' ? 'net' : 'app'
  return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${world.accountId}:loadbalancer/${type}/${name}/${hex}`
}

// As in "my-nlb-50dc6c495c0c9188.elb.eu-central-1.amazonaws.com" and "internal-my-alb-1234567890.eu-central-1.elb...".
function dnsNameOf({ region, name, kind, scheme }: LoadBalancerSpec, hex: string): string {
  if (kind === 'network') return `${name}-${hex}.elb.${region}.${domainOf(region)}`
  const prefix = scheme === 'internal' ? 'internal-' : ''
  return `${prefix}${name}-${randomInt(100_000_000, 2_000_000_000)}.${region}.elb.${domainOf(region)}`
}

// Source: ELB API Reference 2012-06-01, HealthCheck: what a new load balancer checks until it is told otherwise.
function classicParts({ name, region }: LoadBalancerSpec, vpcId: string): ClassicParts {
  const healthCheck = {
    ...defaultHealthCheck('TCP'),
    port: 80,
    matcher: '200',
    timeoutSeconds: 5,
    healthyThreshold: 10,
  }
  return {
    instances: {
      arn: name,
      name,
      region,
      protocol: 'TCP',
      protocolVersion: 'HTTP1',
      port: undefined,
      vpcId,
      healthCheck,
      attributes: new Map(),
      tags: new Map(),
      targets: new Map(),
    },
    policies: new Map(),
  }
}
