/** The operations that read a region's network: VPCs, subnets, route tables, gateways, network ACLs. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { describeNetworkAcl } from './acl-descriptions.ts'
import { describeInternetGateway, describeRouteTable, describeSubnet, describeVpc } from './network-descriptions.ts'
import { pick, placeOf, type Read } from './pick.ts'

export const describeVpcs: Read<EC2.DescribeVpcsRequest, EC2.DescribeVpcsResult> = (context, input, call) => {
  const place = placeOf(context, call)
  const vpcs = [...place.region.vpcs.values()].map(vpc => describeVpc(vpc, place))
  const page = pick(input, vpcs, {
    ids: input.VpcIds,
    id: ({ VpcId = '' }) => VpcId,
    missing: ['InvalidVpcID', 'vpc'],
    traits: ({ VpcId = '', IsDefault, CidrBlock = '' }) => ({
      'vpc-id': [VpcId],
      'is-default': [String(IsDefault)],
      state: ['available'],
      cidr: [CidrBlock],
      'owner-id': [context.accountId],
    }),
  })
  return { Vpcs: page.items, NextToken: page.nextToken }
}

export const describeSubnets: Read<EC2.DescribeSubnetsRequest, EC2.DescribeSubnetsResult> = (context, input, call) => {
  const place = placeOf(context, call)
  const subnets = [...place.region.subnets.values()].map(subnet => describeSubnet(subnet, place))
  const page = pick(input, subnets, {
    ids: input.SubnetIds,
    id: ({ SubnetId = '' }) => SubnetId,
    missing: ['InvalidSubnetID', 'subnet'],
    traits: ({ SubnetId = '', VpcId = '', AvailabilityZone = '', CidrBlock = '', DefaultForAz }) => ({
      'subnet-id': [SubnetId],
      'vpc-id': [VpcId],
      'availability-zone': [AvailabilityZone],
      'default-for-az': [String(DefaultForAz)],
      'cidr-block': [CidrBlock],
      'map-public-ip-on-launch': [String(DefaultForAz)],
      state: ['available'],
    }),
  })
  return { Subnets: page.items, NextToken: page.nextToken }
}

export const describeRouteTables: Read<EC2.DescribeRouteTablesRequest, EC2.DescribeRouteTablesResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const tables = [...place.region.routeTables.values()].map(table => describeRouteTable(table, place))
  const page = pick(input, tables, {
    ids: input.RouteTableIds,
    id: ({ RouteTableId = '' }) => RouteTableId,
    missing: ['InvalidRouteTableID', 'routeTable'],
    // A main table is associated with no subnet by name: a filter for one finds nothing, as in a default VPC.
    traits: ({ RouteTableId = '', VpcId = '', Associations = [], Routes = [] }) => ({
      'route-table-id': [RouteTableId],
      'vpc-id': [VpcId],
      'association.main': [String(Associations.some(({ Main }) => Main))],
      'association.subnet-id': Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
      'association.route-table-association-id': Associations.flatMap(
        ({ RouteTableAssociationId }) => RouteTableAssociationId ?? [],
      ),
      'route.destination-cidr-block': Routes.flatMap(({ DestinationCidrBlock }) => DestinationCidrBlock ?? []),
      'route.gateway-id': Routes.flatMap(({ GatewayId }) => GatewayId ?? []),
    }),
  })
  return { RouteTables: page.items, NextToken: page.nextToken }
}

export const describeInternetGateways: Read<EC2.DescribeInternetGatewaysRequest, EC2.DescribeInternetGatewaysResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const gateways = [...place.region.internetGateways.values()].map(gateway => describeInternetGateway(gateway, place))
  const page = pick(input, gateways, {
    ids: input.InternetGatewayIds,
    id: ({ InternetGatewayId = '' }) => InternetGatewayId,
    missing: ['InvalidInternetGatewayID', 'internetGateway'],
    traits: ({ InternetGatewayId = '', Attachments = [] }) => ({
      'internet-gateway-id': [InternetGatewayId],
      'attachment.vpc-id': Attachments.flatMap(({ VpcId }) => VpcId ?? []),
      'attachment.state': Attachments.map(() => 'available'),
    }),
  })
  return { InternetGateways: page.items, NextToken: page.nextToken }
}

export const describeNetworkAcls: Read<EC2.DescribeNetworkAclsRequest, EC2.DescribeNetworkAclsResult> = (
  context,
  input,
  call,
) => {
  const place = placeOf(context, call)
  const acls = [...place.region.networkAcls.values()].map(acl => describeNetworkAcl(acl, place))
  const page = pick(input, acls, {
    ids: input.NetworkAclIds,
    id: ({ NetworkAclId = '' }) => NetworkAclId,
    missing: ['InvalidNetworkAclID', 'networkAcl'],
    traits: ({ NetworkAclId = '', VpcId = '', IsDefault, Associations = [] }) => ({
      'network-acl-id': [NetworkAclId],
      'vpc-id': [VpcId],
      'association.subnet-id': Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
      default: [String(IsDefault)],
    }),
  })
  return { NetworkAcls: page.items, NextToken: page.nextToken }
}
