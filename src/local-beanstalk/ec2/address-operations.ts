/** The operations that change Elastic IP addresses, and what an account may have of them. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call } from '../service.ts'
import {
  addressOf,
  allocateAddress as allocate,
  associateAddress as associate,
  releaseAddress as release,
} from './addresses.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { findInstance } from './instance-operations.ts'
import type { ElasticAddress } from './network.ts'
import { findAllocation } from './network-lookup.ts'
import { readTags } from './tag-operations.ts'

export function allocateAddress(
  context: Ec2Context,
  input: EC2.AllocateAddressRequest,
  call: Call,
): EC2.AllocateAddressResult {
  const region = context.ec2.region(call.region)
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  const { allocationId, publicIp } = allocate(region)
  region.tags.set(allocationId, tags)
  return { AllocationId: allocationId, PublicIp: publicIp, Domain: 'vpc', PublicIpv4Pool: 'amazon' }
}

/** One that an instance has stays. */
export function releaseAddress(context: Ec2Context, input: EC2.ReleaseAddressRequest, call: Call): void {
  const region = context.ec2.region(call.region)
  const address = findNamed(region, input)
  if (address.association !== undefined) throw ec2Errors.addressInUse(address.publicIp)
  if (input.DryRun) throw ec2Errors.dryRun()
  release(region, address)
}

/** An instance has one address: another one takes its place. */
export function associateAddress(
  context: Ec2Context,
  input: EC2.AssociateAddressRequest,
  call: Call,
): EC2.AssociateAddressResult {
  const region = context.ec2.region(call.region)
  const address = findNamed(region, input)
  const instance = findInstance(region, input.InstanceId ?? '')
  const { association } = address
  if (association !== undefined && association.instanceId !== instance.id && !input.AllowReassociation)
    throw ec2Errors.alreadyAssociated(address.allocationId, association.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  const former = addressOf(region, instance)
  if (former !== undefined) former.association = undefined
  return { AssociationId: associate(address, instance.id) }
}

export function disassociateAddress(
  context: Ec2Context,
  { AssociationId: id = '', DryRun }: EC2.DisassociateAddressRequest,
  call: Call,
): void {
  const { addresses } = context.ec2.region(call.region)
  const address = [...addresses.values()].find(({ association }) => association?.id === id)
  if (address === undefined) throw ec2Errors.resourceNotFound('InvalidAssociationID', 'association', id)
  if (DryRun) throw ec2Errors.dryRun()
  address.association = undefined
}

export function describeAccountAttributes(
  context: Ec2Context,
  input: EC2.DescribeAccountAttributesRequest,
  call: Call,
): EC2.DescribeAccountAttributesResult {
  const { addressQuota, vpcId } = context.ec2.region(call.region)
  const all: Readonly<Record<string, string>> = {
    'supported-platforms': 'VPC',
    'default-vpc': vpcId,
    'max-instances': '20',
    'vpc-max-security-groups-per-interface': '5',
    'max-elastic-ips': String(addressQuota),
    'vpc-max-elastic-ips': String(addressQuota),
  }
  const names: readonly string[] = input.AttributeNames?.length ? input.AttributeNames : Object.keys(all)
  const unknown = names.find(name => !Object.hasOwn(all, name))
  if (unknown !== undefined) throw ec2Errors.invalidParameter(`Invalid value '${unknown}' for attributeName`)
  if (input.DryRun) throw ec2Errors.dryRun()
  const AccountAttributes = names.map(AttributeName => ({
    AttributeName,
    AttributeValues: [{ AttributeValue: all[AttributeName] }],
  }))
  return { AccountAttributes }
}

interface Named {
  readonly AllocationId?: string | undefined
  readonly PublicIp?: string | undefined
}

function findNamed(region: Ec2Region, { AllocationId, PublicIp }: Named): ElasticAddress {
  if (AllocationId !== undefined) return findAllocation(region, AllocationId)
  if (PublicIp === undefined) throw ec2Errors.missingParameter('AllocationId')
  const address = [...region.addresses.values()].find(({ publicIp }) => publicIp === PublicIp)
  if (address === undefined) throw ec2Errors.addressNotFound(PublicIp)
  return address
}
