/** Rules of security groups: read from a request, and compared. */

import { isIPv6 } from 'node:net'
import type { IpPermission } from '@aws-sdk/client-ec2'
import { normalCidr } from './cidr.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Region, Peer, SecurityGroup, SecurityRule } from './ec2-model.ts'
import type { PrefixList } from './prefix-lists.ts'

export type RuleSpec = Omit<SecurityRule, 'id'>

const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
  all: '-1',
}

/** One rule for each peer of the permission. @throws ServiceError for what EC2 refuses. */
export function readRules(permission: IpPermission, region: Ec2Region): RuleSpec[] {
  const protocol = readProtocol(permission.IpProtocol)
  const ports = readPorts(permission, protocol)
  const rule = (peer: Peer, description: string | undefined): RuleSpec => ({
    protocol,
    ...ports,
    peer,
    description: readDescription(description),
  })
  const rules = [
    ...(permission.IpRanges ?? []).map(range =>
      rule({ kind: 'ipv4', cidr: readIpv4(range.CidrIp ?? '') }, range.Description),
    ),
    ...(permission.Ipv6Ranges ?? []).map(range =>
      rule({ kind: 'ipv6', cidr: readIpv6(range.CidrIpv6 ?? '') }, range.Description),
    ),
    ...(permission.UserIdGroupPairs ?? []).map(pair =>
      rule({ kind: 'group', groupId: findGroup(region, pair.GroupId ?? '').id }, pair.Description),
    ),
    ...(permission.PrefixListIds ?? []).map(list =>
      rule({ kind: 'prefix-list', prefixListId: findPrefixList(region, list.PrefixListId ?? '').id }, list.Description),
    ),
  ]
  if (rules.length === 0) throw ec2Errors.missingParameter('cidrIp')
  return rules
}

export function findPrefixList(region: Ec2Region, id: string): PrefixList {
  const list = region.prefixLists.find(candidate => candidate.id === id)
  if (list === undefined) throw ec2Errors.prefixListNotFound(id)
  return list
}

/** @throws ServiceError InvalidGroupId.Malformed, InvalidGroup.NotFound. */
export function findGroup(region: Ec2Region, id: string): SecurityGroup {
  if (!/^sg-[0-9a-f]+$/.test(id)) throw ec2Errors.malformedGroupId(id)
  const group = region.groups.get(id)
  if (group === undefined) throw ec2Errors.groupNotFound(id)
  return group
}

/** Descriptions make no difference: EC2 calls such a rule a duplicate. */
export function sameRule(a: RuleSpec, b: RuleSpec): boolean {
  return (
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    peerText(a.peer) === peerText(b.peer)
  )
}

/** As EC2 words it: `0.0.0.0/0, TCP, from port: 80, to port: 80`. */
export function ruleText({ peer, protocol, fromPort, toPort }: RuleSpec): string {
  const ports = fromPort === undefined ? '' : `, from port: ${fromPort}, to port: ${toPort}`
  return `${peerText(peer)}, ${protocol === '-1' ? 'ALL' : protocol.toUpperCase()}${ports}`
}

function peerText(peer: Peer): string {
  if (peer.kind === 'group') return peer.groupId
  return peer.kind === 'prefix-list' ? peer.prefixListId : peer.cidr
}

function readProtocol(text: string | undefined): string {
  if (text === undefined) throw ec2Errors.missingParameter('ipProtocol')
  const name = PROTOCOL_NAMES[text.toLowerCase()] ?? text.toLowerCase()
  if (/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(name)) return name
  throw ec2Errors.invalidParameter(`Invalid value '${text}' for IP protocol. Unknown protocol.`)
}

function readPorts(permission: IpPermission, protocol: string): Pick<RuleSpec, 'fromPort' | 'toPort'> {
  if (protocol !== 'tcp' && protocol !== 'udp') return { fromPort: undefined, toPort: undefined }
  const { FromPort: fromPort, ToPort: toPort } = permission
  if (fromPort === undefined || toPort === undefined) {
    throw ec2Errors.invalidParameter(`Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`)
  }
  if (!(fromPort >= 0 && toPort <= 65_535 && fromPort <= toPort)) {
    throw ec2Errors.invalidParameter(`Invalid value '${fromPort}-${toPort}' for portRange.`)
  }
  return { fromPort, toPort }
}

function readIpv4(cidr: string): string {
  const normal = normalCidr(cidr)
  if (normal === undefined) throw ec2Errors.invalidParameter(`CIDR block ${cidr} is malformed`)
  return normal
}

function readIpv6(cidr: string): string {
  const [address = '', prefix = '', more] = cidr.split('/')
  const wellFormed = isIPv6(address) && /^\d{1,3}$/.test(prefix) && Number(prefix) <= 128 && more === undefined
  if (!wellFormed) throw ec2Errors.invalidParameter(`CIDR block ${cidr} is malformed`)
  return cidr.toLowerCase()
}

export function readDescription(text: string | undefined): string | undefined {
  if (text === undefined || /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(text)) return text
  throw ec2Errors.invalidParameter(
    'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
  )
}
