/** What the rules of security groups admit on a port. Pure. */

import type { IpPermission } from '@aws-sdk/client-ec2'
import { type AddressRange, isCovered, parseCidr } from '../address-range.ts'

/** Everything on the internet. */
export const ANYWHERE = ['0.0.0.0/0', '::/0'] as const

export interface Admission {
  /** Of the internet; in the order of the rules. */
  readonly sources: readonly Source[]
  /** The ids of other groups whose members are admitted: nobody on the internet is one. */
  readonly groups: readonly string[]
  /** `unknown`: all that is named is lists whose entries nobody could read. */
  readonly state: 'yes' | 'no' | 'unknown'
}

export interface Source {
  /** A CIDR, or the id of a prefix list. */
  readonly name: string
  /** What the rule's description says. */
  readonly description: string | undefined
  /** What a prefix list holds; undefined for a CIDR, and for a list that could not be read. */
  readonly entries: readonly string[] | undefined
  /** The rule is for this port alone. */
  readonly isExact: boolean
}

/** The CIDRs of each prefix list that was read; one that is not there could not be read. */
export type PrefixLists = ReadonlyMap<string, readonly string[]>

/**
 * Who may reach TCP `port` from outside. A rule that refers to another security group never admits the internet, so it
 * is no source (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
 */
export function readAdmission(permissions: readonly IpPermission[], port: number, lists: PrefixLists): Admission {
  const covering = permissions.filter(permission => coversTcpPort(permission, port))
  const sources = covering.flatMap(permission => listSources(permission, lists))
  const pairs = covering.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs)
  const groups = [...new Set(pairs.flatMap(({ GroupId }) => GroupId ?? []))]
  const ranges = sources.flatMap(toRanges)
  return { sources, groups, state: ranges.length > 0 ? 'yes' : sources.some(isUnread) ? 'unknown' : 'no' }
}

/** Of clients whom the instances see as the load balancer's addresses; empty: nobody knows which these are. */
export function admitAs({ sources, groups, state }: Admission, addresses: readonly string[]): Admission {
  const admitted = sources.flatMap(toRanges)
  const isAdmitted = (address: string) => {
    const range = parseCidr(toCidr(address))
    return range !== undefined && isCovered(range, admitted)
  }
  const count = addresses.filter(isAdmitted).length
  const isSure = addresses.length > 0 && !sources.some(isUnread)
  return { sources, groups, state: count > 0 ? 'yes' : isSure || state === 'no' ? 'no' : 'unknown' }
}

/** Of one address of IPv4. */
export function toCidr(address: string): string {
  return `${address}/32`
}

/** Those of the sources that let in more than a CIDR that somebody wrote down, all of which they let in. */
export function listWider({ sources }: Admission, allowFrom: readonly string[]): readonly Source[] {
  const written = allowFrom.flatMap(cidr => parseCidr(cidr) ?? [])
  return sources.filter(source => {
    const ranges = toRanges(source)
    const isWritten = ranges.every(range => isCovered(range, written))
    return !isWritten && written.some(range => isCovered(range, ranges))
  })
}

export interface Wish {
  /** CIDRs that somebody wrote down. */
  readonly allowFrom: readonly string[]
  /** Whom else to let in. */
  readonly everybody: readonly string[]
}

/**
 * The CIDRs that have to be added. Where anything is admitted, somebody chose it: only what was written down is added,
 * as far as the rules do not admit it already, by one or by several together.
 */
export function listLacking({ sources }: Admission, { allowFrom, everybody }: Wish): readonly string[] {
  if (allowFrom.length === 0) return sources.length === 0 ? everybody : []
  const admitted = sources.flatMap(toRanges)
  return allowFrom.filter(cidr => {
    const range = parseCidr(cidr)
    return range !== undefined && !isCovered(range, admitted)
  })
}

/**
 * What is known for a client of the environment. Whoever comes to an internal entrance comes from inside, where another
 * group may be what admits him.
 */
export function judgeAdmitted(
  { state }: Admission,
  { isInternal }: { readonly isInternal: boolean },
): Admission['state'] {
  return state === 'no' && isInternal ? 'unknown' : state
}

/** The prefix lists that rules name for one of the ports. */
export function listPrefixLists(permissions: readonly IpPermission[], ports: readonly number[]): string[] {
  const covering = permissions.filter(permission => ports.some(port => coversTcpPort(permission, port)))
  const named = covering.flatMap(({ PrefixListIds = [] }) => PrefixListIds)
  return [...new Set(named.flatMap(({ PrefixListId }) => PrefixListId ?? []))]
}

export function isPrefixList(name: string): boolean {
  return name.startsWith('pl-')
}

function isUnread({ name, entries }: Source): boolean {
  return isPrefixList(name) && entries === undefined
}

function coversTcpPort({ IpProtocol, FromPort, ToPort }: IpPermission, port: number): boolean {
  if (IpProtocol === '-1') return true
  const isTcp = IpProtocol === 'tcp' || IpProtocol === '6'
  return isTcp && (FromPort ?? 0) <= port && port <= (ToPort ?? 65_535)
}

function listSources(
  { IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }: IpPermission,
  lists: PrefixLists,
) {
  const isExact = IpProtocol === 'tcp' && FromPort !== undefined && FromPort === ToPort
  const source = (name: string | undefined, description: string | undefined): Source[] =>
    name === undefined ? [] : [{ name, description, entries: lists.get(name), isExact }]
  return [
    ...IpRanges.flatMap(range => source(range.CidrIp, range.Description)),
    ...Ipv6Ranges.flatMap(range => source(range.CidrIpv6, range.Description)),
    ...PrefixListIds.flatMap(list => source(list.PrefixListId, list.Description)),
  ]
}

function toRanges({ name, entries = [] }: Source): AddressRange[] {
  return (isPrefixList(name) ? entries : [name]).flatMap(cidr => parseCidr(cidr) ?? [])
}
