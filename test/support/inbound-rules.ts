/**
 * Generated inbound rules in a world of few addresses and ports, and who is admitted by them: asked address by address,
 * with Node's own list of blocks.
 */

import { BlockList } from 'node:net'
import type { IpPermission } from '@aws-sdk/client-ec2'
import type { Random } from '../fuzz/random.ts'

export interface Address {
  readonly text: string
  readonly family: 'ipv4' | 'ipv6'
}

export interface Range {
  readonly cidr: string
  holds(address: Address): boolean
}

export interface GeneratedRules {
  readonly permissions: readonly IpPermission[]
  /** Those that could be read. */
  readonly lists: ReadonlyMap<string, readonly string[]>
  readonly allowFrom: readonly Range[]
  readonly rules: readonly Rule[]
  /** Does a rule for the port name a list that could not be read? */
  isUnread(port: number): boolean
}

interface Rule {
  readonly from: number
  readonly to: number
  readonly protocol: string
  readonly ranges: readonly Range[]
  readonly isUnread: boolean
}

export const PORTS = [79, 80, 81, 443] as const

export const UNIVERSE: readonly Address[] = Array.from({ length: 64 }, (_, index): Address[] => [
  { text: `10.0.0.${index}`, family: 'ipv4' },
  { text: `2001:db8::${index.toString(16)}`, family: 'ipv6' },
]).flat()

export function admits({ rules }: GeneratedRules, port: number, address: Address): boolean {
  return rules.some(rule => covers(rule, port) && rule.ranges.some(range => range.holds(address)))
}

export function makeRules(random: Random): GeneratedRules {
  const lists = new Map<string, readonly string[]>()
  const made = Array.from({ length: random.int(5) }, (_, index) => makeRule(random, index, lists))
  return {
    permissions: made.map(({ permission }) => permission),
    rules: made.map(({ rule }) => rule),
    lists,
    allowFrom: Array.from({ length: 1 + random.int(3) }, () => makeRange(random)),
    isUnread: port => made.some(({ rule }) => rule.isUnread && covers(rule, port)),
  }
}

function covers({ protocol, from, to }: Rule, port: number): boolean {
  return protocol === 'all' || (protocol === 'tcp' && from <= port && port <= to)
}

const PROTOCOLS = { tcp: ['tcp', '6'], udp: ['udp', '17'], all: ['-1'], icmp: ['icmp'] } as const

function makeRule(random: Random, index: number, lists: Map<string, readonly string[]>) {
  const protocol = random.pick(['tcp', 'tcp', 'tcp', 'udp', 'all', 'icmp'] as const)
  const [from = 0, to = 0] = [random.pick(PORTS), random.pick(PORTS)].sort((a, b) => a - b)
  const ports =
    protocol === 'all' ? {} : protocol === 'icmp' ? { FromPort: -1, ToPort: -1 } : { FromPort: from, ToPort: to }
  const permission: IpPermission = { IpProtocol: random.pick(PROTOCOLS[protocol]), ...ports }
  const ranges: Range[] = []
  let isUnread = false
  const kind = random.pick(['ranges', 'ranges', 'list', 'group'] as const)
  if (kind === 'group') permission.UserIdGroupPairs = [{ GroupId: 'sg-2' }]
  if (kind === 'ranges') {
    ranges.push(...Array.from({ length: random.int(4) }, () => makeRange(random)))
    permission.IpRanges = ranges.flatMap(({ cidr }) => (cidr.includes(':') ? [] : { CidrIp: cidr }))
    permission.Ipv6Ranges = ranges.flatMap(({ cidr }) => (cidr.includes(':') ? { CidrIpv6: cidr } : []))
  }
  if (kind === 'list') {
    permission.PrefixListIds = [{ PrefixListId: `pl-${index}` }]
    isUnread = random.chance(0.3)
    if (!isUnread) {
      ranges.push(...Array.from({ length: random.int(3) }, () => makeRange(random)))
      lists.set(
        `pl-${index}`,
        ranges.map(({ cidr }) => cidr),
      )
    }
  }
  return { permission, rule: { from, to, protocol, ranges, isUnread } }
}

/** One that lies within the world. */
function makeRange(random: Random): Range {
  const bits = random.int(7)
  const start = random.int(64 >> bits) << bits
  const block = new BlockList()
  if (random.chance(0.7)) {
    block.addSubnet(`10.0.0.${start}`, 32 - bits, 'ipv4')
    return { cidr: `10.0.0.${start}/${32 - bits}`, holds: ({ text, family }) => family === 'ipv4' && block.check(text) }
  }
  const address = start === 0 ? '2001:db8::' : `2001:db8::${start.toString(16)}`
  block.addSubnet(address, 128 - bits, 'ipv6')
  return {
    cidr: `${address}/${128 - bits}`,
    holds: ({ text, family }) => family === 'ipv6' && block.check(text, 'ipv6'),
  }
}
