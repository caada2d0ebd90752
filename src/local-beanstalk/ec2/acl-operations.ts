/** The operations that change network ACLs. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { describeNetworkAcl } from './acl-descriptions.ts'
import { normalCidr } from './cidr.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Context } from './group-operations.ts'
import { type AclEntry, makeNetworkAcl, type NetworkAcl } from './network.ts'
import { findNetworkAcl, findVpc } from './network-lookup.ts'
import { placeOf } from './pick.ts'
import { readTags } from './tag-operations.ts'

/** One of its own denies everything until it has entries. */
export function createNetworkAcl(
  context: Ec2Context,
  input: Checked<EC2.CreateNetworkAclRequest>,
  call: Call,
): EC2.CreateNetworkAclResult {
  const region = context.ec2.region(call.region)
  const acl = makeNetworkAcl(findVpc(region, input.VpcId).id, false)
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  region.networkAcls.set(acl.id, acl)
  region.tags.set(acl.id, tags)
  return { NetworkAcl: describeNetworkAcl(acl, placeOf(context, call)) }
}

export function deleteNetworkAcl(context: Ec2Context, input: Checked<EC2.DeleteNetworkAclRequest>, call: Call): void {
  const region = context.ec2.region(call.region)
  const acl = findNetworkAcl(region, input.NetworkAclId)
  if (acl.isDefault || acl.associations.size > 0) throw ec2Errors.hasDependencies('networkAcl', acl.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  region.networkAcls.delete(acl.id)
}

export async function createNetworkAclEntry(
  context: Ec2Context,
  input: Checked<EC2.CreateNetworkAclEntryRequest>,
  call: Call,
): Promise<void> {
  const acl = findNetworkAcl(context.ec2.region(call.region), input.NetworkAclId)
  const entry = readEntry(input)
  if (acl.entries.some(other => isSameSlot(other, entry))) throw ec2Errors.entryExists(entry.number)
  if (input.DryRun) throw ec2Errors.dryRun()
  acl.entries = inOrder([...acl.entries, entry])
  await context.ec2.networkChanged(call.region)
}

export async function replaceNetworkAclEntry(
  context: Ec2Context,
  input: Checked<EC2.ReplaceNetworkAclEntryRequest>,
  call: Call,
): Promise<void> {
  const acl = findNetworkAcl(context.ec2.region(call.region), input.NetworkAclId)
  const entry = readEntry(input)
  const others = withoutSlot(acl, entry)
  if (input.DryRun) throw ec2Errors.dryRun()
  acl.entries = inOrder([...others, entry])
  await context.ec2.networkChanged(call.region)
}

export async function deleteNetworkAclEntry(
  context: Ec2Context,
  input: Checked<EC2.DeleteNetworkAclEntryRequest>,
  call: Call,
): Promise<void> {
  const acl = findNetworkAcl(context.ec2.region(call.region), input.NetworkAclId)
  const others = withoutSlot(acl, { number: input.RuleNumber, egress: input.Egress })
  if (input.DryRun) throw ec2Errors.dryRun()
  acl.entries = others
  await context.ec2.networkChanged(call.region)
}

/** Puts a subnet behind another ACL; the association gets another id. */
export async function replaceNetworkAclAssociation(
  context: Ec2Context,
  input: Checked<EC2.ReplaceNetworkAclAssociationRequest>,
  call: Call,
): Promise<EC2.ReplaceNetworkAclAssociationResult> {
  const region = context.ec2.region(call.region)
  const acl = findNetworkAcl(region, input.NetworkAclId)
  const { AssociationId: id } = input
  const former = [...region.networkAcls.values()].find(({ associations }) => associations.has(id))
  const subnetId = former?.associations.get(id)
  if (former === undefined || subnetId === undefined)
    throw ec2Errors.resourceNotFound('InvalidAssociationID', 'association', id)
  if (input.DryRun) throw ec2Errors.dryRun()
  former.associations.delete(id)
  const NewAssociationId = hexId('aclassoc')
  acl.associations.set(NewAssociationId, subnetId)
  await context.ec2.networkChanged(call.region)
  return { NewAssociationId }
}

type Slot = Pick<AclEntry, 'number' | 'egress'>

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { tcp: '6', udp: '17', icmp: '1', all: '-1' }

function readEntry(input: Checked<EC2.CreateNetworkAclEntryRequest>): AclEntry {
  const { RuleNumber: number, Egress: egress, RuleAction: action, PortRange: range } = input
  if (number < 1 || number > 32_766)
    throw ec2Errors.invalidParameter(
      `Value (${number}) for parameter ruleNumber is invalid. The value must be between 1 and 32766.`,
    )
  if (input.CidrBlock === undefined) throw ec2Errors.missingParameter('cidrBlock')
  const cidr = normalCidr(input.CidrBlock)
  if (cidr === undefined) throw ec2Errors.invalidParameter(`CIDR block ${input.CidrBlock} is malformed`)
  const protocol = PROTOCOL_NUMBERS[input.Protocol.toLowerCase()] ?? input.Protocol
  if ((protocol === '6' || protocol === '17') && (range?.From === undefined || range.To === undefined))
    throw ec2Errors.missingParameter('portRange')
  const ports = range?.From === undefined || range.To === undefined ? undefined : { from: range.From, to: range.To }
  return { number, egress, protocol, action, cidr, ports }
}

function withoutSlot({ entries }: NetworkAcl, slot: Slot): readonly AclEntry[] {
  const others = entries.filter(entry => !isSameSlot(entry, slot))
  if (others.length === entries.length) throw ec2Errors.entryNotFound(slot.number)
  return others
}

function isSameSlot(a: Slot, b: Slot): boolean {
  return a.number === b.number && a.egress === b.egress
}

function inOrder(entries: readonly AclEntry[]): readonly AclEntry[] {
  return [...entries].sort((a, b) => a.number - b.number)
}
