/** The operations that make and remove VPCs and subnets. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { cidrsOverlap, cidrWithin, normalCidr } from './cidr.ts'
import { ec2Errors } from './ec2-errors.ts'
import { subnetOf } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { makeNetworkAcl, makeRouteTable, type Subnet, type Vpc } from './network.ts'
import { describeSubnet, describeVpc } from './network-descriptions.ts'
import { findSubnet, findVpc } from './network-lookup.ts'
import { placeOf } from './pick.ts'
import { networkAclOf } from './reachable.ts'
import { createDefaultGroup } from './security-groups.ts'
import { readTags } from './tag-operations.ts'

/** It comes with a main route table that leads nowhere, an open network ACL, and a default group. */
export function createVpc(context: Ec2Context, input: EC2.CreateVpcRequest, call: Call): EC2.CreateVpcResult {
  const region = context.ec2.region(call.region)
  const { CidrBlock = '' } = input
  const cidr = readRange('InvalidVpc.Range', CidrBlock)
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  const vpc: Vpc = { id: hexId('vpc'), cidr, isDefault: false }
  const [table, acl] = [makeRouteTable(vpc.id, true), makeNetworkAcl(vpc.id, true)]
  region.vpcs.set(vpc.id, vpc)
  region.routeTables.set(table.id, table)
  region.networkAcls.set(acl.id, acl)
  region.tags.set(vpc.id, tags)
  createDefaultGroup(region, vpc.id)
  return { Vpc: describeVpc(vpc, placeOf(context, call)) }
}

/** What it came with goes with it. */
export function deleteVpc(context: Ec2Context, input: Checked<EC2.DeleteVpcRequest>, call: Call): void {
  const region = context.ec2.region(call.region)
  const { id } = findVpc(region, input.VpcId)
  const own = <Item extends { readonly vpcId: string | undefined }>(items: ReadonlyMap<string, Item>) =>
    [...items.values()].filter(({ vpcId }) => vpcId === id)
  const isUsed =
    own(region.subnets).length > 0 ||
    own(region.internetGateways).length > 0 ||
    own(region.routeTables).some(({ isMain }) => !isMain) ||
    own(region.networkAcls).some(({ isDefault }) => !isDefault) ||
    own(region.groups).some(({ name }) => name !== 'default')
  if (isUsed) throw ec2Errors.hasDependencies('vpc', id)
  if (input.DryRun) throw ec2Errors.dryRun()
  for (const items of [region.routeTables, region.networkAcls, region.groups])
    for (const item of own<{ readonly id: string; readonly vpcId: string }>(items)) items.delete(item.id)
  region.vpcs.delete(id)
}

/** One of its own is public only once a route to an internet gateway is there. */
export async function createSubnet(
  context: Ec2Context,
  input: Checked<EC2.CreateSubnetRequest>,
  call: Call,
): Promise<EC2.CreateSubnetResult> {
  const region = context.ec2.region(call.region)
  const vpc = findVpc(region, input.VpcId)
  const cidr = readRange('InvalidSubnet.Range', input.CidrBlock ?? '')
  if (!cidrWithin(cidr, vpc.cidr)) throw ec2Errors.invalidRange('InvalidSubnet.Range', cidr)
  const others = [...region.subnets.values()].filter(({ vpcId }) => vpcId === vpc.id)
  if (others.some(other => cidrsOverlap(other.cidr, cidr))) throw ec2Errors.subnetConflict(cidr)
  const { AvailabilityZone: zone = `${call.region}a` } = input
  if (!['a', 'b', 'c'].some(letter => zone === `${call.region}${letter}`))
    throw ec2Errors.invalidParameter(
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${call.region}a, ${call.region}b, ${call.region}c.`,
    )
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  const subnet: Subnet = { id: hexId('subnet'), vpcId: vpc.id, cidr, zone, isDefault: false }
  region.subnets.set(subnet.id, subnet)
  region.tags.set(subnet.id, tags)
  const acl = [...region.networkAcls.values()].find(({ vpcId, isDefault }) => isDefault && vpcId === vpc.id)
  acl?.associations.set(hexId('aclassoc'), subnet.id)
  await context.ec2.networkChanged(call.region)
  return { Subnet: describeSubnet(subnet, placeOf(context, call)) }
}

/** One with an interface in it stays. */
export async function deleteSubnet(
  context: Ec2Context,
  input: Checked<EC2.DeleteSubnetRequest>,
  call: Call,
): Promise<void> {
  const region = context.ec2.region(call.region)
  const { id } = findSubnet(region, input.SubnetId)
  const instances = [...region.instances.values()].filter(({ state }) => state === 'running')
  const isUsed =
    instances.some(instance => subnetOf(region, instance)?.id === id) ||
    [...region.interfaces.values()].some(({ subnetId }) => subnetId === id)
  if (isUsed) throw ec2Errors.hasDependencies('subnet', id)
  if (input.DryRun) throw ec2Errors.dryRun()
  const associations = [
    ...[...region.routeTables.values()].map(table => table.associations),
    networkAclOf(region, id)?.associations ?? new Map<string, string>(),
  ]
  for (const association of associations)
    for (const [key, subnetId] of association) if (subnetId === id) association.delete(key)
  region.subnets.delete(id)
  await context.ec2.networkChanged(call.region)
}

// Amazon VPC guide: from /16 to /28.
function readRange(code: 'InvalidSubnet.Range' | 'InvalidVpc.Range', text: string): string {
  const cidr = normalCidr(text)
  const prefix = Number(cidr?.split('/')[1])
  if (cidr === undefined || prefix < 16 || prefix > 28) throw ec2Errors.invalidRange(code, text)
  return cidr
}
