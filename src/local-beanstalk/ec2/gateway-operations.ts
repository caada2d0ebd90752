/** The operations that change internet gateways. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Context } from './group-operations.ts'
import { describeInternetGateway } from './network-descriptions.ts'
import { findGateway, findVpc } from './network-lookup.ts'
import { placeOf } from './pick.ts'
import { readTags } from './tag-operations.ts'

export function createInternetGateway(
  context: Ec2Context,
  input: EC2.CreateInternetGatewayRequest,
  call: Call,
): EC2.CreateInternetGatewayResult {
  const region = context.ec2.region(call.region)
  const gateway = { id: hexId('igw'), vpcId: undefined }
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  region.internetGateways.set(gateway.id, gateway)
  region.tags.set(gateway.id, tags)
  return { InternetGateway: describeInternetGateway(gateway, placeOf(context, call)) }
}

export async function attachInternetGateway(
  context: Ec2Context,
  input: Checked<EC2.AttachInternetGatewayRequest>,
  call: Call,
): Promise<void> {
  const region = context.ec2.region(call.region)
  const gateway = findGateway(region, input.InternetGatewayId)
  const vpc = findVpc(region, input.VpcId)
  if (gateway.vpcId !== undefined) throw ec2Errors.alreadyAssociated(gateway.id, gateway.vpcId)
  if (input.DryRun) throw ec2Errors.dryRun()
  gateway.vpcId = vpc.id
  await context.ec2.networkChanged(call.region)
}

/** Source: DetachInternetGateway: the VPC must not have addresses that are mapped. */
export async function detachInternetGateway(
  context: Ec2Context,
  input: Checked<EC2.DetachInternetGatewayRequest>,
  call: Call,
): Promise<void> {
  const region = context.ec2.region(call.region)
  const gateway = findGateway(region, input.InternetGatewayId)
  const vpc = findVpc(region, input.VpcId)
  if (gateway.vpcId !== vpc.id) throw ec2Errors.notAttached(gateway.id, vpc.id)
  const subnets = [...region.subnets.values()].filter(({ vpcId }) => vpcId === vpc.id).map(({ id }) => id)
  const isMapped = [...region.instances.values()].some(
    ({ subnetId, state }) => state === 'running' && subnets.includes(subnetId ?? region.subnetId),
  )
  if (isMapped) throw ec2Errors.mappedAddresses(vpc.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  gateway.vpcId = undefined
  await context.ec2.networkChanged(call.region)
}

export function deleteInternetGateway(
  context: Ec2Context,
  input: Checked<EC2.DeleteInternetGatewayRequest>,
  call: Call,
): void {
  const region = context.ec2.region(call.region)
  const gateway = findGateway(region, input.InternetGatewayId)
  if (gateway.vpcId !== undefined) throw ec2Errors.hasDependencies('internetGateway', gateway.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  region.internetGateways.delete(gateway.id)
}
