/** The part of EC2 that Elastic Beanstalk makes use of: security groups, instances, one default VPC a region. */

import { hexId } from '../ids.ts'

export interface Ec2 {
  region(name: string): Ec2Region
  /** Called, and awaited, after the rules of a group have changed: before the caller gets its answer. */
  onRulesChanged(listener: (change: RulesChange) => Promise<void>): void
  rulesChanged(change: RulesChange): Promise<void>
}

export interface RulesChange {
  readonly region: string
  readonly groupId: string
}

export interface Ec2Region {
  readonly vpcId: string
  readonly subnetId: string
  readonly groups: Map<string, SecurityGroup>
  readonly instances: Map<string, Ec2Instance>
}

export interface SecurityGroup {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: readonly Tag[]
  /** Inbound only: outbound everything is open. */
  readonly rules: Map<string, InboundRule>
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface InboundRule {
  readonly id: string
  /** tcp, udp, icmp, icmpv6, a protocol's number, or -1 for all. */
  readonly protocol: string
  /** Undefined: every port. */
  readonly fromPort: number | undefined
  readonly toPort: number | undefined
  readonly peer: Peer
  readonly description: string | undefined
}

export type Peer =
  | { readonly kind: 'ipv4'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string }

export interface Ec2Instance {
  readonly id: string
  readonly instanceType: string
  readonly privateIp: string
  readonly publicIp: string
  readonly launched: Date
  readonly groupIds: readonly string[]
  readonly tags: readonly Tag[]
  state: 'running' | 'terminated'
}

export function openEc2(): Ec2 {
  const regions = new Map<string, Ec2Region>()
  const listeners: Array<(change: RulesChange) => Promise<void>> = []
  return {
    region: name => {
      const region = regions.get(name) ?? makeRegion()
      regions.set(name, region)
      return region
    },
    onRulesChanged: listener => listeners.push(listener),
    rulesChanged: async change => {
      for (const listener of listeners) await listener(change)
    },
  }
}

export type GroupSpec = Pick<SecurityGroup, 'name' | 'description' | 'tags'>

export function createGroup(
  region: Ec2Region,
  spec: GroupSpec,
  rules: ReadonlyArray<Omit<InboundRule, 'id'>>,
): SecurityGroup {
  const withIds = rules.map(rule => ({ ...rule, id: hexId('sgr') }))
  const group = { ...spec, id: hexId('sg'), rules: new Map(withIds.map(rule => [rule.id, rule])) }
  region.groups.set(group.id, group)
  return group
}

function makeRegion(): Ec2Region {
  const region: Ec2Region = { vpcId: hexId('vpc'), subnetId: hexId('subnet'), groups: new Map(), instances: new Map() }
  const openPort = { protocol: '-1', fromPort: undefined, toPort: undefined, description: undefined }
  const spec = { name: 'default', description: 'default VPC security group', tags: [] }
  const group = createGroup(region, spec, [])
  const own: InboundRule = { ...openPort, id: hexId('sgr'), peer: { kind: 'group', groupId: group.id } }
  group.rules.set(own.id, own)
  return region
}
