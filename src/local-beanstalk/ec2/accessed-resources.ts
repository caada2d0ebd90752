/** Which resources of EC2 a request touches, as its policies see them. */

import { partitionOf } from '../partition.ts'
import { type AccessedResource, tagContext } from '../permissions/authorize.ts'
import type { Call } from '../service.ts'
import type { Ec2 } from './ec2-model.ts'

/**
 * Describing takes no resource, only "*"; rules are changed on their group.
 * Source: Service Authorization Reference, Amazon EC2.
 */
export function accessedResources(
  { ec2, accountId }: { readonly ec2: Ec2; readonly accountId: string },
  { GroupId: id, GroupName: name }: Readonly<Record<string, unknown>>,
  call: Call,
): readonly AccessedResource[] {
  if (typeof id !== 'string' && typeof name !== 'string') return [{ arn: '*' }]
  const { groups, vpcId } = ec2.region(call.region)
  const group = [...groups.values()].find(known => (id === undefined ? known.name === name : known.id === id))
  const arn = `arn:${partitionOf(call.region)}:ec2:${call.region}:${accountId}`
  const tags = (group?.tags ?? []).map(({ Key, Value }) => [Key, Value] as const)
  const context = { 'ec2:region': call.region, 'ec2:vpc': `${arn}:vpc/${vpcId}`, ...tagContext(tags, ['aws', 'ec2']) }
  return [{ arn: `${arn}:security-group/${group?.id ?? id ?? '*'}`, context }]
}
