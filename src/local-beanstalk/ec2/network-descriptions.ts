/** EC2's answers about the network around the instances: VPCs and what lies in them. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { partitionOf } from '../partition.ts'
import { sizeOf } from './cidr.ts'
import type { Ec2Region, Tag } from './ec2-model.ts'
import { describeIpv6 } from './ipv6.ts'
import type { InternetGateway, RouteTable, Subnet, Vpc } from './network.ts'
import { zoneIdOf } from './zone-id.ts'

export interface Place {
  readonly region: Ec2Region
  readonly accountId: string
}

// Amazon keeps five addresses of every subnet.
const KEPT_ADDRESSES = 5

export function tagsOf({ tags }: Ec2Region, id: string): Tag[] {
  return [...(tags.get(id) ?? [])]
}

export function describeVpc(vpc: Vpc, { region, accountId }: Place): EC2.Vpc {
  const { id, cidr, isDefault } = vpc
  return {
    VpcId: id,
    CidrBlock: cidr,
    CidrBlockAssociationSet: [
      {
        AssociationId: id.replace(/^vpc-/, 'vpc-cidr-assoc-'),
        CidrBlock: cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    Ipv6CidrBlockAssociationSet: describeIpv6(vpc),
    DhcpOptionsId: id.replace(/^vpc-/, 'dopt-'),
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    State: 'available',
    OwnerId: accountId,
    Tags: tagsOf(region, id),
  }
}

export function describeSubnet(subnet: Subnet, { region, accountId }: Place): EC2.Subnet {
  const { id, vpcId, cidr, zone, isDefault } = subnet
  const inUse = [...region.instances.values()].filter(instance => (instance.subnetId ?? region.subnetId) === id).length
  return {
    SubnetId: id,
    SubnetArn: `arn:${partitionOf(zone)}:ec2:${zone.slice(0, -1)}:${accountId}:subnet/${id}`,
    VpcId: vpcId,
    CidrBlock: cidr,
    AvailabilityZone: zone,
    AvailabilityZoneId: zoneIdOf(zone),
    AvailableIpAddressCount: sizeOf(cidr) - KEPT_ADDRESSES - inUse,
    State: 'available',
    DefaultForAz: isDefault,
    MapPublicIpOnLaunch: isDefault,
    AssignIpv6AddressOnCreation: subnet.ipv6?.isAssigned ?? false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Ipv6CidrBlockAssociationSet: subnet.ipv6 ? describeIpv6({ id, ipv6Cidr: subnet.ipv6.cidr }) : [],
    OwnerId: accountId,
    Tags: tagsOf(region, id),
  }
}

export function describeRouteTable(table: RouteTable, { region, accountId }: Place): EC2.RouteTable {
  const { id, vpcId, isMain } = table
  const associations = [...table.associations].map(([associationId, SubnetId]) => ({
    Main: false,
    RouteTableAssociationId: associationId,
    RouteTableId: id,
    SubnetId,
    AssociationState: { State: 'associated' as const },
  }))
  const main = {
    Main: true,
    RouteTableAssociationId: id.replace(/^rtb-/, 'rtbassoc-'),
    RouteTableId: id,
    AssociationState: { State: 'associated' as const },
  }
  return {
    RouteTableId: id,
    VpcId: vpcId,
    OwnerId: accountId,
    Associations: [...(isMain ? [main] : []), ...associations],
    PropagatingVgws: [],
    Routes: [
      {
        DestinationCidrBlock: region.vpcs.get(vpcId)?.cidr,
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
      ...[...table.routes.values()].map(({ destination, gatewayId }) => ({
        DestinationCidrBlock: destination,
        ...(gatewayId.startsWith('nat-') ? { NatGatewayId: gatewayId } : { GatewayId: gatewayId }),
        Origin: 'CreateRoute' as const,
        // Of what a route leads to only internet gateways are known here.
        State: (gatewayId.startsWith('igw-') && region.internetGateways.get(gatewayId)?.vpcId !== vpcId
          ? 'blackhole'
          : 'active') as EC2.RouteState,
      })),
    ],
    Tags: tagsOf(region, id),
  }
}

export function describeInternetGateway(gateway: InternetGateway, { region, accountId }: Place): EC2.InternetGateway {
  const { id, vpcId } = gateway
  return {
    InternetGatewayId: id,
    OwnerId: accountId,
    // Of gateways EC2 says "available" where the model of the SDK has only "attached".
    Attachments: vpcId === undefined ? [] : [{ VpcId: vpcId, State: 'available' as EC2.AttachmentStatus }],
    Tags: tagsOf(region, id),
  }
}
