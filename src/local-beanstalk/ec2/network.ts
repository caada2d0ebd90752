/** The network of a region: VPCs with their subnets, route tables and network ACLs; addresses and interfaces. */

import { hexId } from '../ids.ts'

export interface Network {
  /** The default VPC, and what stands in it from the start. */
  readonly vpcId: string
  /** The one of the first zone. */
  readonly subnetId: string
  readonly vpcs: Map<string, Vpc>
  readonly subnets: Map<string, Subnet>
  readonly routeTables: Map<string, RouteTable>
  readonly internetGateways: Map<string, InternetGateway>
  readonly networkAcls: Map<string, NetworkAcl>
  /** By their allocation ids; the address of a single instance is told from the instance. */
  readonly addresses: Map<string, ElasticAddress>
  /** Those of load balancers, by their ids; the ones of instances are told from the instances. */
  readonly interfaces: Map<string, RequesterInterface>
}

export interface Vpc {
  readonly id: string
  readonly cidr: string
  readonly isDefault: boolean
  ipv6Cidr?: string
}

export interface Subnet {
  readonly id: string
  readonly vpcId: string
  readonly cidr: string
  readonly zone: string
  readonly isDefault: boolean
  /** `isAssigned`: instances get an address of it as they are launched. */
  ipv6?: { readonly cidr: string; readonly isAssigned: boolean }
}

export interface RouteTable {
  readonly id: string
  readonly vpcId: string
  readonly isMain: boolean
  /** Beside the one to the VPC itself; by their destinations. */
  readonly routes: Map<string, Route>
  /** Subnets by the ids of their associations. */
  readonly associations: Map<string, string>
}

export interface Route {
  readonly destination: string
  /** An internet gateway, or whatever else was named: only the first leads to the internet. */
  readonly gatewayId: string
}

export interface InternetGateway {
  readonly id: string
  vpcId: string | undefined
}

export interface NetworkAcl {
  readonly id: string
  readonly vpcId: string
  readonly isDefault: boolean
  entries: readonly AclEntry[]
  /** Subnets by the ids of their associations. */
  readonly associations: Map<string, string>
}

export interface AclEntry {
  readonly number: number
  readonly egress: boolean
  /** A protocol's number, or -1. */
  readonly protocol: string
  readonly action: 'allow' | 'deny'
  readonly cidr: string
  /** Undefined: every port. */
  readonly ports: { readonly from: number; readonly to: number } | undefined
}

export interface ElasticAddress {
  readonly allocationId: string
  readonly publicIp: string
  association: { readonly id: string; readonly instanceId: string } | undefined
}

/** A network interface that a service keeps in somebody's subnet. */
export interface RequesterInterface {
  readonly id: string
  readonly subnetId: string
  /** `ELB app/my-load-balancer/50dc6c495c0c9188`. */
  readonly description: string
  readonly requesterId: string
  readonly privateIp: string
  /** Undefined for those of internal load balancers. */
  readonly publicIp: string | undefined
  groupIds: readonly string[]
}

const ALLOW_ALL: ReadonlyArray<AclEntry> = [false, true].map(egress => ({
  number: 100,
  egress,
  protocol: '-1',
  action: 'allow',
  cidr: '0.0.0.0/0',
  ports: undefined,
}))

/** A default VPC as every account has it: a public subnet in each zone, one main route table, one open network ACL. */
export function makeNetwork(regionName: string): Network {
  const vpc: Vpc = { id: hexId('vpc'), cidr: '172.31.0.0/16', isDefault: true }
  const subnets = ['a', 'b', 'c'].map(
    (letter, index): Subnet => ({
      id: hexId('subnet'),
      vpcId: vpc.id,
      cidr: `172.31.${index * 16}.0/20`,
      zone: `${regionName}${letter}`,
      isDefault: true,
    }),
  )
  const gateway: InternetGateway = { id: hexId('igw'), vpcId: vpc.id }
  const routeTable = makeRouteTable(vpc.id, true)
  routeTable.routes.set('0.0.0.0/0', { destination: '0.0.0.0/0', gatewayId: gateway.id })
  const acl = makeNetworkAcl(vpc.id, true)
  for (const { id } of subnets) acl.associations.set(hexId('aclassoc'), id)
  return {
    vpcId: vpc.id,
    subnetId: subnets[0]?.id ?? '',
    vpcs: new Map([[vpc.id, vpc]]),
    subnets: new Map(subnets.map(subnet => [subnet.id, subnet])),
    routeTables: new Map([[routeTable.id, routeTable]]),
    internetGateways: new Map([[gateway.id, gateway]]),
    networkAcls: new Map([[acl.id, acl]]),
    addresses: new Map(),
    interfaces: new Map(),
  }
}

export function makeRouteTable(vpcId: string, isMain: boolean): RouteTable {
  return { id: hexId('rtb'), vpcId, isMain, routes: new Map(), associations: new Map() }
}

/** The default one of a VPC lets everything through; any other starts with nothing but its last rule, which denies. */
export function makeNetworkAcl(vpcId: string, isDefault: boolean): NetworkAcl {
  return { id: hexId('acl'), vpcId, isDefault, entries: isDefault ? ALLOW_ALL : [], associations: new Map() }
}
