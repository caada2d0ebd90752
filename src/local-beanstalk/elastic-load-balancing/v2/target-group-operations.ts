/** The operations on target groups. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { defaultHealthCheck, targetGroupAttributes } from '../default-attributes.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { HealthCheck, TargetGroup } from '../target-group-model.ts'
import {
  createTargetGroup as create,
  loadBalancersOf,
  deleteTargetGroup as remove,
  setGroupAttributes,
  setHealthCheck,
} from '../target-groups.ts'
import { attributesOf, readAttributes } from './attributes.ts'
import { describeTargetGroup } from './descriptions.ts'
import { findLoadBalancer, findTargetGroup, pageOf } from './lookup.ts'
import { readHealthCheck } from './read-health-check.ts'
import { readName } from './read-name.ts'
import { readV2Tags } from './tag-operations.ts'
import { v2Errors } from './v2-errors.ts'

/** Asked again with the same settings, it answers with the group that is there. */
export function createTargetGroup(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateTargetGroupInput>,
  call: Call,
): ELB.CreateTargetGroupOutput {
  const { TargetType = 'instance', Protocol, Port: port, VpcId: vpcId } = input
  if (TargetType !== 'instance') throw v2Errors.notServedHere(`targets of the type ${TargetType}`)
  const name = readName('Target group', input.Name)
  if (Protocol === undefined) throw v2Errors.validation('A protocol must be specified')
  if (port === undefined) throw v2Errors.validation('A port must be specified')
  if (vpcId === undefined) throw v2Errors.validation('A VPC ID must be specified')
  if (!loadBalancing.ec2.region(call.region).vpcs.has(vpcId))
    throw v2Errors.validation(`The VPC ID '${vpcId}' is not found`)
  const protocol = (['HTTP', 'HTTPS', 'TCP', 'TLS'] as const).find(known => known === Protocol)
  if (protocol === undefined) throw v2Errors.notServedHere(`target groups with the protocol ${Protocol}`)
  const healthCheck = readHealthCheck(defaultHealthCheck(protocol), input)
  const protocolVersion = readVersion(input.ProtocolVersion)
  const tags = readV2Tags(input.Tags)
  const groups = [...loadBalancing.region(call.region).targetGroups.values()]
  const twin = groups.find(group => group.name === name)
  const wanted = { region: call.region, name, protocol, protocolVersion, port, vpcId, healthCheck, tags }
  if (twin !== undefined && !isSame(twin, wanted)) throw v2Errors.duplicateName('target group', name)
  return { TargetGroups: [describeTargetGroup(loadBalancing, twin ?? create(loadBalancing, wanted))] }
}

export function describeTargetGroups(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeTargetGroupsInput,
  call: Call,
): ELB.DescribeTargetGroupsOutput {
  const { LoadBalancerArn, TargetGroupArns: arns = [], Names: names = [] } = input
  const all = [...loadBalancing.region(call.region).targetGroups.values()]
  if (arns.some(arn => !all.some(group => group.arn === arn))) throw v2Errors.noTargetGroups()
  if (names.some(name => !all.some(group => group.name === name))) throw v2Errors.noTargetGroups()
  const owner = LoadBalancerArn === undefined ? undefined : findLoadBalancer(loadBalancing, LoadBalancerArn, call)
  const asked = all.filter(
    group =>
      (arns.length === 0 || arns.includes(group.arn)) &&
      (names.length === 0 || names.includes(group.name)) &&
      (owner === undefined || loadBalancersOf(loadBalancing, group).includes(owner)),
  )
  const { items, NextMarker } = pageOf(asked, input, ({ arn }) => arn)
  return { TargetGroups: items.map(group => describeTargetGroup(loadBalancing, group)), NextMarker }
}

export async function modifyTargetGroup(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyTargetGroupInput>,
  call: Call,
): Promise<ELB.ModifyTargetGroupOutput> {
  const group = findTargetGroup(loadBalancing, input.TargetGroupArn, call)
  await setHealthCheck(loadBalancing, group, readHealthCheck(group.healthCheck, input))
  return { TargetGroups: [describeTargetGroup(loadBalancing, group)] }
}

/** What does not exist is deleted already. */
export function deleteTargetGroup(
  loadBalancing: LoadBalancing,
  { TargetGroupArn: arn }: Checked<ELB.DeleteTargetGroupInput>,
  call: Call,
): void {
  const group = loadBalancing.region(call.region).targetGroups.get(arn)
  if (group === undefined) return
  if (loadBalancersOf(loadBalancing, group).length > 0) throw v2Errors.groupInUse(arn)
  remove(loadBalancing, group)
}

export function describeTargetGroupAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeTargetGroupAttributesInput>,
  call: Call,
): ELB.DescribeTargetGroupAttributesOutput {
  return { Attributes: attributesOf(findTargetGroup(loadBalancing, input.TargetGroupArn, call).attributes) }
}

export async function modifyTargetGroupAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyTargetGroupAttributesInput>,
  call: Call,
): Promise<ELB.ModifyTargetGroupAttributesOutput> {
  const group = findTargetGroup(loadBalancing, input.TargetGroupArn, call)
  const changed = readAttributes(input.Attributes, {
    noun: 'Target group',
    known: targetGroupAttributes(group.protocol),
    knownElsewhere: { ...targetGroupAttributes('HTTP'), ...targetGroupAttributes('TCP') },
    where: `target groups with protocol ${group.protocol}`,
  })
  await setGroupAttributes(loadBalancing, group, changed)
  return { Attributes: attributesOf(group.attributes) }
}

function readVersion(text: string | undefined): TargetGroup['protocolVersion'] {
  return (['HTTP2', 'GRPC'] as const).find(known => known === text) ?? 'HTTP1'
}

type Wanted = Pick<TargetGroup, 'protocol' | 'protocolVersion' | 'port' | 'vpcId'> & {
  readonly healthCheck: HealthCheck
}

function isSame(twin: TargetGroup, wanted: Wanted): boolean {
  const { protocol, protocolVersion, port, vpcId, healthCheck } = wanted
  const settings = [protocol, protocolVersion, port, vpcId, ...Object.values(healthCheck)]
  const own = [twin.protocol, twin.protocolVersion, twin.port, twin.vpcId]
  const checks = Object.keys(healthCheck).map(key => twin.healthCheck[key as keyof HealthCheck])
  return settings.join('\n') === [...own, ...checks].join('\n')
}
