/** Security groups as they come into being. */

import { hexId } from '../ids.ts'
import type { Ec2Region, SecurityGroup, SecurityRule } from './ec2-model.ts'

type NewRule = Omit<SecurityRule, 'id'>

export interface GroupSpec extends Pick<SecurityGroup, 'name' | 'description' | 'tags'> {
  /** The default VPC when not given. */
  readonly vpcId?: string
  /** Everything may leave when not given. */
  readonly egress?: readonly NewRule[]
}

const EVERYTHING = { protocol: '-1', fromPort: undefined, toPort: undefined, description: undefined }
const ALL_OUT: NewRule = { ...EVERYTHING, peer: { kind: 'ipv4', cidr: '0.0.0.0/0' } }

/** Makes a group with the inbound rules that are given. */
export function createGroup(region: Ec2Region, spec: GroupSpec, rules: readonly NewRule[]): SecurityGroup {
  const { egress = [ALL_OUT], vpcId = region.vpcId, ...named } = spec
  const group: SecurityGroup = { ...named, id: hexId('sg'), vpcId, rules: withIds(rules), egress: withIds(egress) }
  region.groups.set(group.id, group)
  return group
}

/** The group that every VPC comes with: it admits itself. */
export function createDefaultGroup(region: Ec2Region, vpcId: string): SecurityGroup {
  const group = createGroup(region, { name: 'default', description: 'default VPC security group', vpcId, tags: [] }, [])
  const own: SecurityRule = { ...EVERYTHING, id: hexId('sgr'), peer: { kind: 'group', groupId: group.id } }
  group.rules.set(own.id, own)
  return group
}

function withIds(rules: readonly NewRule[]): Map<string, SecurityRule> {
  return new Map(
    rules.map(rule => {
      const id = hexId('sgr')
      return [id, { ...rule, id }]
    }),
  )
}
