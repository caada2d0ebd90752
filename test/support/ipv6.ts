/** Gives the default VPC of a region IPv6. */

import {
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  type EC2Client,
  ModifySubnetAttributeCommand,
} from '@aws-sdk/client-ec2'
import { defaultSubnets } from './load-balancing.ts'

/** The first two subnets get a range each, and assign addresses of it to instances that are launched from here on. */
export async function giveIpv6(ec2: EC2Client): Promise<string[]> {
  const subnets = (await defaultSubnets(ec2)).slice(0, 2)
  const VpcId = subnets[0]?.VpcId
  const given = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }))
  const own = given.Ipv6CidrBlockAssociation?.Ipv6CidrBlock?.replace('::/56', '') ?? ''
  for (const [index, { SubnetId }] of subnets.entries()) {
    const Ipv6CidrBlock = index === 0 ? `${own}::/64` : `${own}:${index}::/64`
    await ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock }))
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, AssignIpv6AddressOnCreation: { Value: true } }))
  }
  return subnets.map(({ SubnetId }) => SubnetId)
}
