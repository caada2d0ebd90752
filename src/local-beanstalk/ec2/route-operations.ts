/** The operations that change which way a subnet's packets go: route tables and routes. */

import type * as EC2 from '@aws-sdk/client-ec2'
import { hexId } from '../ids.ts'
import type { Call, Checked } from '../service.ts'
import { normalCidr } from './cidr.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region } from './ec2-model.ts'
import type { Ec2Context } from './group-operations.ts'
import { makeRouteTable, type Route, type RouteTable } from './network.ts'
import { describeRouteTable } from './network-descriptions.ts'
import { findGateway, findRouteTable, findSubnet, findVpc } from './network-lookup.ts'
import { placeOf } from './pick.ts'
import { readTags } from './tag-operations.ts'

export function createRouteTable(
  context: Ec2Context,
  input: Checked<EC2.CreateRouteTableRequest>,
  call: Call,
): EC2.CreateRouteTableResult {
  const region = context.ec2.region(call.region)
  const table = makeRouteTable(findVpc(region, input.VpcId).id, false)
  const tags = readTags((input.TagSpecifications ?? []).flatMap(({ Tags = [] }) => Tags))
  if (input.DryRun) throw ec2Errors.dryRun()
  region.routeTables.set(table.id, table)
  region.tags.set(table.id, tags)
  return { RouteTable: describeRouteTable(table, placeOf(context, call)) }
}

export function deleteRouteTable(context: Ec2Context, input: Checked<EC2.DeleteRouteTableRequest>, call: Call): void {
  const region = context.ec2.region(call.region)
  const table = findRouteTable(region, input.RouteTableId)
  if (table.isMain || table.associations.size > 0) throw ec2Errors.hasDependencies('routeTable', table.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  region.routeTables.delete(table.id)
}

export async function createRoute(
  context: Ec2Context,
  input: Checked<EC2.CreateRouteRequest>,
  call: Call,
): Promise<EC2.CreateRouteResult> {
  const region = context.ec2.region(call.region)
  const table = findRouteTable(region, input.RouteTableId)
  const route = readRoute(region, table, input)
  if (table.routes.has(route.destination)) throw ec2Errors.routeExists(route.destination)
  if (input.DryRun) throw ec2Errors.dryRun()
  table.routes.set(route.destination, route)
  await context.ec2.networkChanged(call.region)
  return { Return: true }
}

export async function deleteRoute(
  context: Ec2Context,
  input: Checked<EC2.DeleteRouteRequest>,
  call: Call,
): Promise<void> {
  const table = findRouteTable(context.ec2.region(call.region), input.RouteTableId)
  const { DestinationCidrBlock: destination = '' } = input
  if (!table.routes.has(destination)) throw ec2Errors.routeNotFound(destination, table.id)
  if (input.DryRun) throw ec2Errors.dryRun()
  table.routes.delete(destination)
  await context.ec2.networkChanged(call.region)
}

export async function associateRouteTable(
  context: Ec2Context,
  input: Checked<EC2.AssociateRouteTableRequest>,
  call: Call,
): Promise<EC2.AssociateRouteTableResult> {
  const region = context.ec2.region(call.region)
  const table = findRouteTable(region, input.RouteTableId)
  const { id: subnetId } = findSubnet(region, input.SubnetId ?? '')
  for (const { associations } of region.routeTables.values())
    for (const [id, other] of associations) if (other === subnetId) throw ec2Errors.alreadyAssociated(subnetId, id)
  if (input.DryRun) throw ec2Errors.dryRun()
  const AssociationId = hexId('rtbassoc')
  table.associations.set(AssociationId, subnetId)
  await context.ec2.networkChanged(call.region)
  return { AssociationId, AssociationState: { State: 'associated' } }
}

/** The subnet then follows the main table of its VPC. */
export async function disassociateRouteTable(
  context: Ec2Context,
  input: Checked<EC2.DisassociateRouteTableRequest>,
  call: Call,
): Promise<void> {
  const { routeTables } = context.ec2.region(call.region)
  const { AssociationId: id } = input
  const table = [...routeTables.values()].find(({ associations }) => associations.has(id))
  if (table === undefined) throw ec2Errors.resourceNotFound('InvalidAssociationID', 'association', id)
  if (input.DryRun) throw ec2Errors.dryRun()
  table.associations.delete(id)
  await context.ec2.networkChanged(call.region)
}

function readRoute(region: Ec2Region, table: RouteTable, input: EC2.CreateRouteRequest): Route {
  const destination = normalCidr(input.DestinationCidrBlock ?? '')
  if (destination === undefined)
    throw ec2Errors.invalidParameter(
      `Value (${input.DestinationCidrBlock}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    )
  const { GatewayId, NatGatewayId, NetworkInterfaceId } = input
  const gatewayId = GatewayId ?? NatGatewayId ?? NetworkInterfaceId
  if (gatewayId === undefined) throw ec2Errors.missingParameter('gatewayId')
  if (gatewayId.startsWith('igw-') && findGateway(region, gatewayId).vpcId !== table.vpcId)
    throw ec2Errors.otherNetwork(table.id, gatewayId)
  return { destination, gatewayId }
}
