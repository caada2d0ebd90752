/** The operations that make, list and remove load balancers. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { createLoadBalancer as create, deleteLoadBalancer as remove } from '../load-balancers.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import type { LoadBalancer } from '../load-balancing-model.ts'
import { describeLoadBalancer } from './descriptions.ts'
import { loadBalancersOfV2, pageOf } from './lookup.ts'
import { checkGroups, checkSubnets, readSubnets } from './network-checks.ts'
import { readName } from './read-name.ts'
import { readV2Tags } from './tag-operations.ts'
import { v2Errors } from './v2-errors.ts'

/** Asked again with the same settings, it answers with the load balancer that is there. */
export async function createLoadBalancer(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateLoadBalancerInput>,
  call: Call,
): Promise<ELB.CreateLoadBalancerOutput> {
  const { Type = 'application', Scheme = 'internet-facing' } = input
  if (Type === 'gateway') throw v2Errors.notServedHere('load balancers with type gateway')
  const name = readName('Load balancer', input.Name)
  if (name.startsWith('internal-'))
    throw v2Errors.validation(`Load balancer name '${name}' cannot begin with 'internal-'`)
  const subnetIds = readSubnets(input)
  const groupIds = input.SecurityGroups ?? []
  const tags = readV2Tags(input.Tags)
  const region = loadBalancing.ec2.region(call.region)
  checkSubnets(region, subnetIds, { kind: Type, scheme: Scheme })
  checkGroups(region, groupIds, subnetIds)
  const wanted = { region: call.region, name, kind: Type, scheme: Scheme, groupIds, subnetIds, tags }
  const twin = loadBalancersOfV2(loadBalancing, call).find(other => other.name === name)
  if (twin !== undefined) {
    if (!isSame(twin, wanted)) throw v2Errors.duplicateName('load balancer', name)
    return { LoadBalancers: [describeLoadBalancer(loadBalancing, twin)] }
  }
  const made = await create(loadBalancing, wanted)
  if (input.IpAddressType !== undefined) made.ipAddressType = input.IpAddressType
  return { LoadBalancers: [describeLoadBalancer(loadBalancing, made, 'provisioning')] }
}

export function describeLoadBalancers(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeLoadBalancersInput,
  call: Call,
): ELB.DescribeLoadBalancersOutput {
  const all = loadBalancersOfV2(loadBalancing, call)
  const { Names: names = [], LoadBalancerArns: arns = [] } = input
  if (names.length > 0 && arns.length > 0)
    throw v2Errors.validation('Load balancer names and load balancer ARNs cannot be specified at the same time')
  const missing = names.filter(name => !all.some(candidate => candidate.name === name))
  if (missing.length > 0) throw v2Errors.noNamedLoadBalancers(missing)
  if (arns.some(arn => !all.some(({ id }) => id === arn))) throw v2Errors.noLoadBalancers()
  const asked = all.filter(
    ({ id, name }) => (names.length === 0 || names.includes(name)) && (arns.length === 0 || arns.includes(id)),
  )
  const { items, NextMarker } = pageOf(asked, input, ({ id }) => id)
  return { LoadBalancers: items.map(item => describeLoadBalancer(loadBalancing, item)), NextMarker }
}

/** What does not exist is deleted already. */
export async function deleteLoadBalancer(
  loadBalancing: LoadBalancing,
  { LoadBalancerArn: arn }: Checked<ELB.DeleteLoadBalancerInput>,
  call: Call,
): Promise<void> {
  const found = loadBalancing.region(call.region).loadBalancers.get(arn)
  if (found === undefined || found.kind === 'classic') return
  if (found.attributes.get('deletion_protection.enabled') === 'true') throw v2Errors.protectedFromDeletion(arn)
  await remove(loadBalancing, found)
}

type Wanted = Pick<LoadBalancer, 'kind' | 'scheme' | 'groupIds' | 'subnetIds'>

function isSame(twin: LoadBalancer, { kind, scheme, groupIds, subnetIds }: Wanted): boolean {
  const sameGroups = groupIds.length === 0 || sameMembers(twin.groupIds, groupIds)
  return twin.kind === kind && twin.scheme === scheme && sameGroups && sameMembers(twin.subnetIds, subnetIds)
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(member => b.includes(member))
}
