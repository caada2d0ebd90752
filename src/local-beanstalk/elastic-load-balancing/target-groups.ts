/** Target groups and what is registered with them. */

import { randomBytes } from 'node:crypto'
import { partitionOf } from '../partition.ts'
import { defaultHealthCheck, targetGroupAttributes } from './default-attributes.ts'
import type { LoadBalancing } from './load-balancing.ts'
import type { LoadBalancer } from './load-balancing-model.ts'
import { usedGroups } from './plane-targets.ts'
import { type HealthCheck, type Target, type TargetGroup, targetKey } from './target-group-model.ts'

export interface TargetGroupSpec {
  readonly region: string
  readonly name: string
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS'
  readonly port: number
  readonly protocolVersion?: TargetGroup['protocolVersion']
  /** The region's default VPC when not given. */
  readonly vpcId?: string
  /** What is not given is as CreateTargetGroup has it by default. */
  readonly healthCheck?: Partial<HealthCheck>
  /** Beside AWS's defaults. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly tags?: ReadonlyMap<string, string>
}

export interface TargetSpec {
  readonly instanceId: string
  /** The target group's when not given; a classic load balancer's instances have none. */
  readonly port?: number | undefined
}

export function createTargetGroup(loadBalancing: LoadBalancing, spec: TargetGroupSpec): TargetGroup {
  const { region, name, protocol, port, protocolVersion = 'HTTP1' } = spec
  const hex = randomBytes(8).toString('hex')
  const group: TargetGroup = {
    arn: `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${loadBalancing.world.accountId}:targetgroup/${name}/${hex}`,
    name,
    region,
    protocol,
    protocolVersion,
    port,
    vpcId: spec.vpcId ?? loadBalancing.ec2.region(region).vpcId,
    healthCheck: { ...defaultHealthCheck(protocol), ...spec.healthCheck },
    attributes: new Map(Object.entries({ ...targetGroupAttributes(protocol), ...spec.attributes })),
    tags: new Map(spec.tags),
    targets: new Map(),
  }
  loadBalancing.region(region).targetGroups.set(group.arn, group)
  return group
}

export function deleteTargetGroup(loadBalancing: LoadBalancing, group: TargetGroup): void {
  loadBalancing.region(group.region).targetGroups.delete(group.arn)
}

/** A classic load balancer's instances are registered with its `classic.instances`. */
export async function registerTargets(
  loadBalancing: LoadBalancing,
  group: TargetGroup,
  targets: readonly TargetSpec[],
): Promise<void> {
  for (const spec of targets) {
    const target = readTarget(group, spec)
    group.targets.set(targetKey(target.instanceId, target.port), target)
  }
  await groupChanged(loadBalancing, group)
}

/** Resolves when no new traffic goes to them; `awaitDrained` tells when the last connection has ended. */
export async function deregisterTargets(
  loadBalancing: LoadBalancing,
  group: TargetGroup,
  targets: readonly TargetSpec[],
): Promise<void> {
  for (const { instanceId, port } of targets) {
    for (const [key, target] of group.targets)
      if (target.instanceId === instanceId && (port === undefined || target.port === port)) group.targets.delete(key)
  }
  await groupChanged(loadBalancing, group)
}

export async function setHealthCheck(
  loadBalancing: LoadBalancing,
  group: TargetGroup,
  healthCheck: Partial<HealthCheck>,
): Promise<void> {
  group.healthCheck = { ...group.healthCheck, ...healthCheck }
  await groupChanged(loadBalancing, group)
}

export async function setGroupAttributes(
  loadBalancing: LoadBalancing,
  group: TargetGroup,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [key, value] of Object.entries(attributes)) group.attributes.set(key, value)
  await groupChanged(loadBalancing, group)
}

/** Those whose rules forward to the group; of a classic load balancer's instances, that one. */
export function loadBalancersOf(loadBalancing: LoadBalancing, group: TargetGroup): LoadBalancer[] {
  return [...loadBalancing.region(group.region).loadBalancers.values()].filter(loadBalancer =>
    loadBalancer.classic === undefined
      ? usedGroups(loadBalancing, loadBalancer).includes(group)
      : loadBalancer.classic.instances === group,
  )
}

function readTarget(group: TargetGroup, { instanceId, port }: TargetSpec): Target {
  return { instanceId, port: group.port === undefined ? undefined : (port ?? group.port) }
}

async function groupChanged(loadBalancing: LoadBalancing, group: TargetGroup): Promise<void> {
  await Promise.all(loadBalancersOf(loadBalancing, group).map(({ plane }) => plane.update()))
}
