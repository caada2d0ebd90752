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
  readonly routeTableId: string
  readonly internetGatewayId: string
  readonly networkAclId: string
  readonly groups: Map<string, SecurityGroup>
  readonly instances: Map<string, Ec2Instance>
  /** Those of AWS: for CloudFront, S3 and DynamoDB. */
  readonly prefixLists: readonly PrefixList[]
  /** Tags of what has none of its own above, by its id. */
  readonly tags: Map<string, readonly Tag[]>
}

export interface PrefixList {
  readonly id: string
  readonly name: string
  readonly cidrs: readonly string[]
}

export interface SecurityGroup {
  readonly id: string
  readonly name: string
  readonly description: string
  tags: readonly Tag[]
  /** The inbound ones. */
  readonly rules: Map<string, SecurityRule>
  /** They are kept and told; nothing here looks at what leaves an instance. */
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
  readonly publicIp: string
  readonly launched: Date
  readonly groupIds: readonly string[]
  tags: readonly Tag[]
  state: 'running' | 'terminated'
}

export function openEc2(): Ec2 {
  const regions = new Map<string, Ec2Region>()
  const listeners: Array<(change: RulesChange) => Promise<void>> = []
  return {
    region: name => {
      const region = regions.get(name) ?? makeRegion(name)
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
  rules: ReadonlyArray<Omit<SecurityRule, 'id'>>,
): SecurityGroup {
  const withIds = rules.map(rule => ({ ...rule, id: hexId('sgr') }))
  const allOut: SecurityRule = { ...EVERYTHING, id: hexId('sgr'), peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } }
  const group: SecurityGroup = {
    ...spec,
    id: hexId('sg'),
    rules: new Map(withIds.map(rule => [rule.id, rule])),
    egress: new Map([[allOut.id, allOut]]),
  }
  region.groups.set(group.id, group)
  return group
}

const EVERYTHING = { protocol: '-1', fromPort: undefined, toPort: undefined, description: undefined }

function makeRegion(name: string): Ec2Region {
  const region: Ec2Region = {
    vpcId: hexId('vpc'),
    subnetId: hexId('subnet'),
    routeTableId: hexId('rtb'),
    internetGatewayId: hexId('igw'),
    networkAclId: hexId('acl'),
    groups: new Map(),
    instances: new Map(),
    prefixLists: managedPrefixLists(name),
    tags: new Map(),
  }
  const spec = { name: 'default', description: 'default VPC security group', tags: [] }
  const group = createGroup(region, spec, [])
  const own: SecurityRule = { ...EVERYTHING, id: hexId('sgr'), peer: { kind: 'group', groupId: group.id } }
  group.rules.set(own.id, own)
  return region
}

// The names are AWS's; the entries are some that stood in its lists, which change.
function managedPrefixLists(region: string): PrefixList[] {
  const named = (service: string, cidrs: readonly string[]) => ({
    id: hexId('pl'),
    name: `com.amazonaws.${service}`,
    cidrs,
  })
  return [
    named('global.cloudfront.origin-facing', ['13.124.199.0/24', '130.176.0.0/18', '205.251.218.0/24']),
    named(`${region}.s3`, ['3.5.134.0/23', '52.219.44.0/22']),
    named(`${region}.dynamodb`, ['52.94.17.0/24']),
  ]
}
