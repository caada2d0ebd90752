/** The part of EC2 that Elastic Beanstalk makes use of: security groups, instances, and the network of a region. */

import type { Network, Subnet } from './network.ts'
import type { PrefixList } from './prefix-lists.ts'

export interface Ec2 {
  region(name: string): Ec2Region
  /** Called, and awaited, after the rules of a group have changed: before the caller gets its answer. */
  onRulesChanged(listener: (change: RulesChange) => Promise<void>): void
  rulesChanged(change: RulesChange): Promise<void>
  /** The same for routes, network ACLs and subnets of a region. */
  onNetworkChanged(listener: (region: string) => Promise<void>): void
  networkChanged(region: string): Promise<void>
}

export interface RulesChange {
  readonly region: string
  readonly groupId: string
}

export interface Ec2Region extends Network {
  readonly groups: Map<string, SecurityGroup>
  readonly instances: Map<string, Ec2Instance>
  /** Those of AWS, for CloudFront, S3 and DynamoDB, and the account's own. */
  prefixLists: readonly PrefixList[]
  /** How many Elastic IPs it may have. */
  readonly addressQuota: number
  /** Tags of what has none of its own above, by its id. */
  readonly tags: Map<string, readonly Tag[]>
}

export interface SecurityGroup {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly vpcId: string
  tags: readonly Tag[]
  /** The inbound ones. */
  readonly rules: Map<string, SecurityRule>
  /** Those of a load balancer hold; what an instance sends is not looked at. */
  readonly egress: Map<string, SecurityRule>
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** A rule of either direction; `peer` is where traffic comes from, or goes to. */
export interface SecurityRule {
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
  | { readonly kind: 'prefix-list'; readonly prefixListId: string }

export interface Ec2Instance {
  readonly id: string
  readonly instanceType: string
  readonly privateIp: string
  /** Undefined: nobody on the internet reaches it by itself. */
  readonly publicIp: string | undefined
  readonly ipv6?: string | undefined
  readonly launched: Date
  /** The default subnet of the first zone when not given. */
  readonly subnetId?: string
  readonly groupIds: readonly string[]
  tags: readonly Tag[]
  state: 'running' | 'terminated'
}

/** Where an instance stands. */
export function subnetOf(region: Ec2Region, { subnetId }: Pick<Ec2Instance, 'subnetId'>): Subnet | undefined {
  return region.subnets.get(subnetId ?? region.subnetId)
}
