/** The operations that give a VPC and its subnets IPv6. */

import { isIPv6 } from 'node:net'
import type * as EC2 from '@aws-sdk/client-ec2'
import type { Call, Checked } from '../service.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Context } from './group-operations.ts'
import { describeIpv6 } from './ipv6.ts'
import { findSubnet, findVpc } from './network-lookup.ts'

/** Amazon gives a VPC a /56; here one of those that RFC 3849 keeps for documentation. */
export function associateVpcCidr(
  context: Ec2Context,
  input: Checked<EC2.AssociateVpcCidrBlockRequest>,
  call: Call,
): EC2.AssociateVpcCidrBlockResult {
  const region = context.ec2.region(call.region)
  const vpc = findVpc(region, input.VpcId)
  if (!input.AmazonProvidedIpv6CidrBlock) throw ec2Errors.missingParameter('amazonProvidedIpv6CidrBlock')
  if (vpc.ipv6Cidr !== undefined) throw ec2Errors.invalidParameter('The vpc has an IPv6 CIDR block already.')
  const count = [...region.vpcs.values()].filter(({ ipv6Cidr }) => ipv6Cidr !== undefined).length
  vpc.ipv6Cidr = `2001:db8:${(count + 1).toString(16)}::/56`
  return { VpcId: vpc.id, Ipv6CidrBlockAssociation: describeIpv6(vpc)[0] }
}

/** A /64 of the VPC's. */
export function associateSubnetCidr(
  context: Ec2Context,
  input: Checked<EC2.AssociateSubnetCidrBlockRequest>,
  call: Call,
): EC2.AssociateSubnetCidrBlockResult {
  const region = context.ec2.region(call.region)
  const subnet = findSubnet(region, input.SubnetId)
  const { Ipv6CidrBlock: cidr = '' } = input
  const [address = '', prefix] = cidr.toLowerCase().split('/')
  const own = region.vpcs.get(subnet.vpcId)?.ipv6Cidr?.split('::')[0]
  if (!isIPv6(address) || prefix !== '64' || own === undefined || !address.startsWith(`${own}:`))
    throw ec2Errors.invalidRange('InvalidSubnet.Range', cidr)
  subnet.ipv6 = { cidr: cidr.toLowerCase(), isAssigned: false }
  return {
    SubnetId: subnet.id,
    Ipv6CidrBlockAssociation: describeIpv6({ id: subnet.id, ipv6Cidr: subnet.ipv6.cidr })[0],
  }
}

/** Whether instances that are launched from here on get an address of IPv6; nothing else is changed so. */
export function modifySubnet(context: Ec2Context, input: Checked<EC2.ModifySubnetAttributeRequest>, call: Call): void {
  const subnet = findSubnet(context.ec2.region(call.region), input.SubnetId)
  const { Value } = input.AssignIpv6AddressOnCreation ?? {}
  if (Value === undefined) throw ec2Errors.missingParameter('assignIpv6AddressOnCreation')
  if (subnet.ipv6 === undefined) throw ec2Errors.invalidParameter('The subnet has no IPv6 CIDR block.')
  subnet.ipv6 = { ...subnet.ipv6, isAssigned: Value }
}
