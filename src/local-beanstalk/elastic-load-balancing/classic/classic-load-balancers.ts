/** The operations that make, list and remove classic load balancers. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing'
import type { Ec2Region } from '../../ec2/ec2-model.ts'
import { takePage } from '../../paging.ts'
import type { Call, Checked } from '../../service.ts'
import { addListener } from '../listeners.ts'
import { createLoadBalancer as create, deleteLoadBalancer as remove, setGroups } from '../load-balancers.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { describeClassic } from './classic-descriptions.ts'
import { classicErrors } from './classic-errors.ts'
import { readListener } from './classic-listeners.ts'
import { classicLoadBalancers, findClassic } from './classic-lookup.ts'
import { readClassicTags } from './classic-tags.ts'

export async function createLoadBalancer(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.CreateAccessPointInput>,
  call: Call,
): Promise<ELB.CreateAccessPointOutput> {
  const { LoadBalancerName: name, Scheme = 'internet-facing', SecurityGroups: groupIds = [] } = input
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name))
    throw classicErrors.validation(
      `LoadBalancer name '${name}' must have at most 32 characters, alphanumeric or hyphens, and cannot begin or end with a hyphen`,
    )
  const region = loadBalancing.ec2.region(call.region)
  if (loadBalancing.region(call.region).loadBalancers.has(name)) throw classicErrors.duplicateName(name)
  if (input.Listeners.length === 0) throw classicErrors.validation('Listeners cannot be empty')
  const listeners = input.Listeners.map(listener => readListener(loadBalancing, listener))
  const subnetIds = readPlaces(region, input)
  checkGroups(region, groupIds)
  const scheme = Scheme === 'internal' ? 'internal' : 'internet-facing'
  const tags = readClassicTags(input.Tags)
  const made = await create(loadBalancing, {
    region: call.region,
    name,
    kind: 'classic',
    scheme,
    groupIds,
    subnetIds,
    tags,
  })
  for (const listener of listeners) await addListener(made, listener)
  return { DNSName: made.dnsName }
}

export function describeLoadBalancers(
  loadBalancing: LoadBalancing,
  input: ELB.DescribeAccessPointsInput,
  call: Call,
): ELB.DescribeAccessPointsOutput {
  const asked = input.LoadBalancerNames?.length
    ? input.LoadBalancerNames.map(name => findClassic(loadBalancing, name, call))
    : classicLoadBalancers(loadBalancing, call)
  const page = takePage(asked, { max: input.PageSize ?? 400, token: input.Marker }, ({ name }) => name)
  if (page === undefined) throw classicErrors.validation(`'${input.Marker}' is not a valid marker`)
  const described = page.items.map(item => describeClassic(loadBalancing, item))
  return { LoadBalancerDescriptions: described, NextMarker: page.nextToken }
}

/** What does not exist is deleted already. */
export async function deleteLoadBalancer(
  loadBalancing: LoadBalancing,
  { LoadBalancerName: name }: Checked<ELB.DeleteAccessPointInput>,
  call: Call,
): Promise<ELB.DeleteAccessPointOutput> {
  const found = classicLoadBalancers(loadBalancing, call).find(candidate => candidate.name === name)
  if (found !== undefined) await remove(loadBalancing, found)
  return {}
}

export async function applySecurityGroups(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ApplySecurityGroupsToLoadBalancerInput>,
  call: Call,
): Promise<ELB.ApplySecurityGroupsToLoadBalancerOutput> {
  const found = findClassic(loadBalancing, input.LoadBalancerName, call)
  checkGroups(loadBalancing.ec2.region(call.region), input.SecurityGroups)
  await setGroups(loadBalancing, found, input.SecurityGroups)
  return { SecurityGroups: [...found.groupIds] }
}

function checkGroups({ groups }: Ec2Region, groupIds: readonly string[]): void {
  if (groupIds.some(id => !groups.has(id))) throw classicErrors.invalidGroups()
}

// Zones stand for the default subnets in them.
function readPlaces(region: Ec2Region, input: ELB.CreateAccessPointInput): string[] {
  const { Subnets: subnetIds = [], AvailabilityZones: zones = [] } = input
  if (subnetIds.length > 0 && zones.length > 0)
    throw classicErrors.validation('Only one of SubnetIds or AvailabilityZones parameter may be specified')
  const missing = subnetIds.find(id => !region.subnets.has(id))
  if (missing !== undefined) throw classicErrors.noSubnet(missing)
  if (subnetIds.length > 0) return [...subnetIds]
  if (zones.length === 0) throw classicErrors.validation('Either AvailabilityZones or SubnetIds must be specified')
  return zones.map(zone => {
    const subnet = [...region.subnets.values()].find(candidate => candidate.isDefault && candidate.zone === zone)
    if (subnet === undefined) throw classicErrors.noZone(zone)
    return subnet.id
  })
}
