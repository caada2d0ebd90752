/** Do routes, network ACLs and security groups let a connection through? */

import { cidrHolds } from './cidr.ts'
import type { Ec2Region, SecurityGroup, SecurityRule } from './ec2-model.ts'
import type { AclEntry, Network, NetworkAcl, RouteTable } from './network.ts'

/** Where the clients of Local Beanstalk come from: they stand for the internet. */
export const CLIENT_ADDRESS = '127.0.0.1'

// Of the range that Linux takes a client's ports from.
const CLIENT_PORT = 50_000

export interface Peer {
  readonly address: string
  /** Of the interface at the other end; none for somebody on the internet. */
  readonly groupIds?: readonly string[]
}

export interface Passage {
  /** In by the rules, or out by those for egress. */
  readonly direction: 'rules' | 'egress'
  readonly port: number
  readonly peer: Peer
}

/** Does any of these groups let a TCP connection from the peer in, or to the peer out? */
export function groupsAdmit(region: Ec2Region, groupIds: readonly string[], passage: Passage): boolean {
  const rules = groupsOf(region, groupIds).flatMap(group => [...group[passage.direction].values()])
  return rules.some(rule => ruleAdmits(rule, passage, region))
}

/**
 * Does the internet reach this port of the subnet: by a route to an internet gateway, through the network ACL? An ACL
 * keeps no state: it has to let the answers out as well, to one of the ports that clients use.
 */
export function internetReaches(network: Network, subnetId: string, port: number): boolean {
  const acl = networkAclOf(network, subnetId)
  if (!isPublic(network, subnetId) || acl === undefined) return false
  return aclAllows(acl, { port, egress: false }) && aclAllows(acl, { port: CLIENT_PORT, egress: true })
}

/** Has the subnet a route to an internet gateway? */
function isPublic(network: Network, subnetId: string): boolean {
  const table = routeTableOf(network, subnetId)
  const gatewayId = table?.routes.get('0.0.0.0/0')?.gatewayId ?? ''
  return network.internetGateways.get(gatewayId)?.vpcId === table?.vpcId && table !== undefined
}

/** The table that was associated with the subnet, else the main one of its VPC. */
function routeTableOf(network: Network, subnetId: string): RouteTable | undefined {
  const vpcId = network.subnets.get(subnetId)?.vpcId
  const tables = [...network.routeTables.values()].filter(table => table.vpcId === vpcId)
  return tables.find(table => [...table.associations.values()].includes(subnetId)) ?? tables.find(table => table.isMain)
}

export function networkAclOf(network: Network, subnetId: string): NetworkAcl | undefined {
  return [...network.networkAcls.values()].find(acl => [...acl.associations.values()].includes(subnetId))
}

export function groupsOf(region: Ec2Region, groupIds: readonly string[]): SecurityGroup[] {
  return groupIds.flatMap(id => region.groups.get(id) ?? [])
}

function ruleAdmits(rule: SecurityRule, { port, peer }: Passage, { prefixLists }: Ec2Region): boolean {
  const { address, groupIds = [] } = peer
  if (rule.protocol !== 'tcp' && rule.protocol !== '-1') return false
  if (rule.fromPort !== undefined && (port < rule.fromPort || port > (rule.toPort ?? rule.fromPort))) return false
  const from = rule.peer
  if (from.kind === 'group') return groupIds.includes(from.groupId)
  if (from.kind === 'ipv4') return cidrHolds(from.cidr, address)
  const list = from.kind === 'prefix-list' ? prefixLists.find(({ id }) => id === from.prefixListId) : undefined
  return list?.cidrs.some(cidr => cidrHolds(cidr, address)) ?? false
}

// The first rule that fits decides, in the order of their numbers; the last one denies.
function aclAllows(acl: NetworkAcl, asked: { readonly port: number; readonly egress: boolean }): boolean {
  const fitting = acl.entries.filter(entry => entry.egress === asked.egress && entryFits(entry, asked.port))
  return fitting.sort((a, b) => a.number - b.number)[0]?.action === 'allow'
}

function entryFits({ protocol, cidr, ports }: AclEntry, port: number): boolean {
  if (protocol !== '-1' && protocol !== '6') return false
  if (ports !== undefined && (port < ports.from || port > ports.to)) return false
  return cidrHolds(cidr, CLIENT_ADDRESS)
}
