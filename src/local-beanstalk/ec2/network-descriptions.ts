/** EC2's answers about the network around the instances: the default VPC of a region and what lies in it. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { Ec2Region, Tag } from './ec2-model.ts'

export interface Place {
  readonly region: Ec2Region
  readonly zone: string
  readonly accountId: string
}

export const VPC_CIDR = '172.31.0.0/16'
export const SUBNET_CIDR = '172.31.0.0/20'

export function tagsOf({ tags }: Ec2Region, id: string): Tag[] {
  return [...(tags.get(id) ?? [])]
}

export function describeVpc({ region, accountId }: Place): EC2.Vpc {
  const { vpcId } = region
  return {
    VpcId: vpcId,
    CidrBlock: VPC_CIDR,
    CidrBlockAssociationSet: [
      {
        AssociationId: vpcId.replace(/^vpc-/, 'vpc-cidr-assoc-'),
        CidrBlock: VPC_CIDR,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: vpcId.replace(/^vpc-/, 'dopt-'),
    InstanceTenancy: 'default',
    IsDefault: true,
    State: 'available',
    OwnerId: accountId,
    Tags: tagsOf(region, vpcId),
  }
}

export function describeSubnet({ region, zone, accountId }: Place): EC2.Subnet {
  return {
    SubnetId: region.subnetId,
    VpcId: region.vpcId,
    CidrBlock: SUBNET_CIDR,
    AvailabilityZone: zone,
    AvailableIpAddressCount: 4091 - region.instances.size,
    State: 'available',
    DefaultForAz: true,
    MapPublicIpOnLaunch: true,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    OwnerId: accountId,
    Tags: tagsOf(region, region.subnetId),
  }
}

/** The main table, whose default route leads to the internet. */
export function describeRouteTable({ region, accountId }: Place): EC2.RouteTable {
  const { routeTableId, vpcId, internetGatewayId } = region
  return {
    RouteTableId: routeTableId,
    VpcId: vpcId,
    OwnerId: accountId,
    Associations: [
      {
        Main: true,
        RouteTableAssociationId: routeTableId.replace(/^rtb-/, 'rtbassoc-'),
        RouteTableId: routeTableId,
        AssociationState: { State: 'associated' },
      },
    ],
    PropagatingVgws: [],
    Routes: [
      { DestinationCidrBlock: VPC_CIDR, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: internetGatewayId, Origin: 'CreateRoute', State: 'active' },
    ],
    Tags: tagsOf(region, routeTableId),
  }
}

/** The default one: everything is allowed, in both directions. */
export function describeNetworkAcl({ region, accountId }: Place): EC2.NetworkAcl {
  const { networkAclId, vpcId, subnetId } = region
  const entries = [true, false].flatMap(Egress => [
    { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow' as const, RuleNumber: 100 },
    { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny' as const, RuleNumber: 32_767 },
  ])
  return {
    NetworkAclId: networkAclId,
    VpcId: vpcId,
    IsDefault: true,
    OwnerId: accountId,
    Associations: [
      {
        NetworkAclAssociationId: networkAclId.replace(/^acl-/, 'aclassoc-'),
        NetworkAclId: networkAclId,
        SubnetId: subnetId,
      },
    ],
    Entries: entries,
    Tags: tagsOf(region, networkAclId),
  }
}
