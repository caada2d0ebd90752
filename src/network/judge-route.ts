/** Whether the answers of a subnet find their way to the internet. Pure. */

import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2'
import { type AddressRange, isCovered, parseCidr } from '../address-range.ts'

export type RouteVerdict =
  | { readonly kind: 'public' }
  /** `gateway`: where everything else goes, a NAT gateway; undefined where it goes nowhere. */
  | { readonly kind: 'private'; readonly tableId: string; readonly gateway: string | undefined }
  /** The gateway that the route names is gone. */
  | { readonly kind: 'blackhole'; readonly tableId: string; readonly gateway: string }
  /** `gateways`: behind which nobody has looked, a firewall's for instance; no `tableId`: there is no table. */
  | { readonly kind: 'unknown'; readonly tableId: string | undefined; readonly gateways: readonly string[] }

/** The table that was associated with the subnet decides, else the main one of its VPC. Of IPv4. */
export function judgeRoute(tables: readonly RouteTable[], subnetId: string): RouteVerdict {
  const table = findTable(tables, subnetId)
  if (!table) return { kind: 'unknown', tableId: undefined, gateways: [] }
  const { Routes = [], RouteTableId: tableId = '' } = table
  const wide = Routes.filter(isWide)
  const everything = wide.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0')
  const gateway = everything && nameGateway(everything)
  if (everything?.State === 'blackhole' && gateway) return { kind: 'blackhole', tableId, gateway }
  const open = Routes.filter(leadsToInternet)
  if (EVERYBODY && isCovered(EVERYBODY, open.flatMap(toRange))) return { kind: 'public' }
  // By routes to parts of the internet some clients may be reached.
  const doubtful = [...open, ...wide.filter(route => !isNat(route))]
  const gateways = [...new Set(doubtful.map(route => nameGateway(route) ?? 'a gateway of an unknown kind'))]
  return doubtful.length > 0
    ? { kind: 'unknown', tableId, gateways }
    : { kind: 'private', tableId, gateway: gateway ?? wide.map(nameGateway)[0] }
}

const EVERYBODY = parseCidr('0.0.0.0/0')

/** More than any network that is not of the internet: the largest of those is 10.0.0.0/8 (RFC 1918). */
const WIDE = 1n << 25n

function isWide(route: Route): boolean {
  return toRange(route).some(({ first, last }) => last - first + 1n >= WIDE)
}

function toRange({ DestinationCidrBlock = '' }: Route): AddressRange[] {
  const range = parseCidr(DestinationCidrBlock)
  return range ? [range] : []
}

function leadsToInternet({ GatewayId, State }: Route): boolean {
  return (GatewayId?.startsWith('igw-') ?? false) && State !== 'blackhole'
}

/** Nobody comes in by it: it lets out what the inside has begun, with an address of its own. */
function isNat({ NatGatewayId }: Route): boolean {
  return NatGatewayId !== undefined
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
    route.InstanceId ??
    route.CarrierGatewayId ??
    route.LocalGatewayId ??
    route.CoreNetworkArn
  )
}
