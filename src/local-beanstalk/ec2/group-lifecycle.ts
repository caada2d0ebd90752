/** The operations that make and remove security groups. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { partitionOf } from '../partition.ts'
import type { Call, Checked } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, SecurityGroup } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { isNamedByRule } from './group-use.ts'
import { findNamedGroup } from './ingress-operations.ts'
import { createGroup } from './security-groups.ts'
import { readTags } from './tag-operations.ts'

export function createSecurityGroup(
  context: Ec2Context,
  input: Checked<EC2.CreateSecurityGroupRequest>,
  call: Call,
): EC2.CreateSecurityGroupResult {
  const region = context.ec2.region(call.region)
  const { GroupName: name, Description: description, VpcId: vpcId = region.vpcId } = input
  if (!region.vpcs.has(vpcId)) throw ec2Errors.resourceNotFound('InvalidVpcID', 'vpc', vpcId)
  refuseText(name, 'groupName')
  refuseText(description, 'groupDescription')
  if (name.startsWith('sg-'))
    throw ec2Errors.invalidParameter('invalid value for parameter groupName: group names may not be in the format sg-*')
  if ([...region.groups.values()].some(group => group.name === name && group.vpcId === vpcId))
    throw ec2Errors.groupExists(name, vpcId)
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags }) => Tags ?? []))
  if (input.DryRun) throw ec2Errors.dryRun()
  const group = createGroup(region, { name, description, vpcId, tags }, [])
  return { GroupId: group.id, Tags: [...tags], SecurityGroupArn: arn(context, call, group.id) }
}

/** A group that an instance or a load balancer has, or that a rule of another group names, stays. */
export function deleteSecurityGroup(
  context: Ec2Context,
  input: Checked<EC2.DeleteSecurityGroupRequest>,
  call: Call,
): EC2.DeleteSecurityGroupResult {
  const region = context.ec2.region(call.region)
  const group = findNamedGroup(region, input)
  if (group.name === 'default') throw ec2Errors.defaultGroup(group.id)
  if (isUsed(region, group)) throw ec2Errors.groupInUse(group.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  region.groups.delete(group.id)
  return { Return: true, GroupId: group.id }
}

function isUsed(region: Ec2Region, group: SecurityGroup): boolean {
  const onInstance = [...region.instances.values()].some(
    ({ state, groupIds }) => state === 'running' && groupIds.includes(group.id),
  )
  const onInterface = [...region.interfaces.values()].some(({ groupIds }) => groupIds.includes(group.id))
  return onInstance || onInterface || isNamedByRule(region, group)
}

// API Reference, CreateSecurityGroup: up to 255 characters of this set.
function refuseText(text: string, parameter: string): void {
  if (/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/.test(text)) return
  throw ec2Errors.invalidParameter(
    `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
  )
}

function arn({ accountId }: Ec2Context, call: Call, id: string): string {
  return `arn:${partitionOf(call.region)}:ec2:${call.region}:${accountId}:security-group/${id}`
}
