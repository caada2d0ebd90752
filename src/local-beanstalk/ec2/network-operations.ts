/** The operations that read a region's network: the VPC, its subnet, its route table, its network ACL. */

import type * as EC2 from '@aws-sdk/client-ec2'
import {
  describeNetworkAcl,
  describeRouteTable,
  describeSubnet,
  describeVpc,
  SUBNET_CIDR,
  VPC_CIDR,
} from './network-descriptions.ts'
import { pick, placeOf, type Read } from './pick.ts'

export const describeVpcs: Read<EC2.DescribeVpcsRequest, EC2.DescribeVpcsResult> = (context, input, call) => {
  const place = placeOf(context, call)
  const page = pick(input, [describeVpc(place)], {
    ids: input.VpcIds,
    id: ({ VpcId = '' }) => VpcId,
    missing: ['InvalidVpcID', 'vpc'],
    traits: () => ({ 'is-default': ['true'], state: ['available'], cidr: [VPC_CIDR], 'owner-id': [context.accountId] }),
    vpcId: place.region.vpcId,
  })
  return { Vpcs: page.items, NextToken: page.nextToken }
}

export const describeSubnets: Read<EC2.DescribeSubnetsRequest, EC2.DescribeSubnetsResult> = (context, input, call) => {
  const place = placeOf(context, call)
  const page = pick(input, [describeSubnet(place)], {
    ids: input.SubnetIds,
    id: ({ SubnetId = '' }) => SubnetId,
    missing: ['InvalidSubnetID', 'subnet'],
    traits: () => ({
      'subnet-id': [place.region.subnetId],
      'availability-zone': [place.zone],
      'default-for-az': ['true'],
      'cidr-block': [SUBNET_CIDR],
      'map-public-ip-on-launch': ['true'],
      state: ['available'],
    }),
    vpcId: place.region.vpcId,
  })
  return { Subnets: page.items, NextToken: page.nextToken }
}

export const describeRouteTables: Read<EC2.DescribeRouteTablesRequest, EC2.DescribeRouteTablesResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const page = pick(input, [describeRouteTable(place)], {
    ids: input.RouteTableIds,
    id: ({ RouteTableId = '' }) => RouteTableId,
    missing: ['InvalidRouteTableID', 'routeTable'],
    // The main table is associated with no subnet by name: a filter for one finds nothing, as in a default VPC.
    traits: ({ RouteTableId = '' }) => ({
      'route-table-id': [RouteTableId],
      'association.main': ['true'],
      'association.subnet-id': [],
      'route.gateway-id': ['local', place.region.internetGatewayId],
    }),
    vpcId: place.region.vpcId,
  })
  return { RouteTables: page.items, NextToken: page.nextToken }
}

export const describeNetworkAcls: Read<EC2.DescribeNetworkAclsRequest, EC2.DescribeNetworkAclsResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const page = pick(input, [describeNetworkAcl(place)], {
    ids: input.NetworkAclIds,
    id: ({ NetworkAclId = '' }) => NetworkAclId,
    missing: ['InvalidNetworkAclID', 'networkAcl'],
    traits: ({ NetworkAclId = '' }) => ({
      'network-acl-id': [NetworkAclId],
      'association.subnet-id': [place.region.subnetId],
      default: ['true'],
    }),
    vpcId: place.region.vpcId,
  })
  return { NetworkAcls: page.items, NextToken: page.nextToken }
}
