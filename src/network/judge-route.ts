/** Whether the answers of a subnet find their way to the internet. Pure. */

import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2'

export type RouteVerdict =
  | { readonly kind: 'public' }
  /** `gateway`: where everything else goes, such as a NAT gateway; undefined where it goes nowhere. */
  | { readonly kind: 'private'; readonly tableId: string; readonly gateway: string | undefined }
  /** The gateway that the route names is gone. */
  | { readonly kind: 'blackhole'; readonly tableId: string; readonly gateway: string }
  | { readonly kind: 'unknown' }

/** The table that was associated with the subnet decides, else the main one of its VPC. Of IPv4. */
export function judgeRoute(tables: readonly RouteTable[], subnetId: string): RouteVerdict {
  const table = findTable(tables, subnetId)
  if (!table) return { kind: 'unknown' }
  const { Routes = [], RouteTableId: tableId = '' } = table
  const everything = Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0')
  const gateway = everything && nameGateway(everything)
  const leads = (route: Route) => route.GatewayId?.startsWith('igw-') ?? false
  if (everything?.State === 'blackhole' && gateway) return { kind: 'blackhole', tableId, gateway }
  if (everything && leads(everything)) return { kind: 'public' }
  // By routes to parts of the internet some clients may be reached.
  return Routes.some(leads) ? { kind: 'unknown' } : { kind: 'private', tableId, gateway }
}

function findTable(tables: readonly RouteTable[], subnetId: string): RouteTable | undefined {
  const has = (fits: (association: RouteTableAssociation) => boolean) =>
    tables.find(({ Associations = [] }) => Associations.some(fits))
  return has(({ SubnetId }) => SubnetId === subnetId) ?? has(({ Main }) => Main ?? false)
}

function nameGateway(route: Route): string | undefined {
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.NetworkInterfaceId ??
    route.InstanceId
  )
}
