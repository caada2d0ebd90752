/** The operations that change a load balancer in its place: its groups, its subnets, its attributes. */

import type * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call, Checked } from '../../service.ts'
import { loadBalancerAttributes } from '../default-attributes.ts'
import { setSubnets as moveTo, setAttributes, setGroups } from '../load-balancers.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { attributesOf, readAttributes } from './attributes.ts'
import { findLoadBalancer } from './lookup.ts'
import { checkGroups, checkSubnets, readSubnets } from './network-checks.ts'
import { v2Errors } from './v2-errors.ts'

/** A network load balancer takes groups only if it was made with some. */
export async function setSecurityGroups(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetSecurityGroupsInput>,
  call: Call,
): Promise<ELB.SetSecurityGroupsOutput> {
  const found = findLoadBalancer(loadBalancing, input.LoadBalancerArn, call)
  if (found.kind === 'network' && found.groupIds.length === 0)
    throw v2Errors.invalidConfiguration("SetSecurityGroups is not supported for load balancers of type 'network'")
  if (input.SecurityGroups.length === 0) throw v2Errors.validation('At least one security group must be specified')
  checkGroups(loadBalancing.ec2.region(call.region), input.SecurityGroups, found.subnetIds)
  await setGroups(loadBalancing, found, input.SecurityGroups)
  return { SecurityGroupIds: [...found.groupIds] }
}

export async function setSubnets(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetSubnetsInput>,
  call: Call,
): Promise<ELB.SetSubnetsOutput> {
  const found = findLoadBalancer(loadBalancing, input.LoadBalancerArn, call)
  const region = loadBalancing.ec2.region(call.region)
  const subnetIds = readSubnets(input)
  checkSubnets(region, subnetIds, found)
  await moveTo(loadBalancing, found, subnetIds)
  const zones = subnetIds.map(SubnetId => ({ SubnetId, ZoneName: region.subnets.get(SubnetId)?.zone }))
  return { AvailabilityZones: zones, IpAddressType: found.ipAddressType as ELB.IpAddressType }
}

export function setIpAddressType(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.SetIpAddressTypeInput>,
  call: Call,
): ELB.SetIpAddressTypeOutput {
  const found = findLoadBalancer(loadBalancing, input.LoadBalancerArn, call)
  const { subnets } = loadBalancing.ec2.region(call.region)
  const isIpv6 = found.subnetIds.every(id => subnets.get(id)?.ipv6 !== undefined)
  if (input.IpAddressType !== 'ipv4' && !isIpv6)
    throw v2Errors.invalidConfiguration('You must specify subnets with an associated IPv6 CIDR block.')
  found.ipAddressType = input.IpAddressType
  return { IpAddressType: input.IpAddressType }
}

export function describeLoadBalancerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.DescribeLoadBalancerAttributesInput>,
  call: Call,
): ELB.DescribeLoadBalancerAttributesOutput {
  return { Attributes: attributesOf(findLoadBalancer(loadBalancing, input.LoadBalancerArn, call).attributes) }
}

export async function modifyLoadBalancerAttributes(
  loadBalancing: LoadBalancing,
  input: Checked<ELB.ModifyLoadBalancerAttributesInput>,
  call: Call,
): Promise<ELB.ModifyLoadBalancerAttributesOutput> {
  const found = findLoadBalancer(loadBalancing, input.LoadBalancerArn, call)
  const changed = readAttributes(input.Attributes, {
    noun: 'Load balancer',
    known: loadBalancerAttributes(found.kind),
    knownElsewhere: { ...loadBalancerAttributes('application'), ...loadBalancerAttributes('network') },
    where: `load balancers with type '${found.kind}'`,
  })
  await setAttributes(found, changed)
  return { Attributes: attributesOf(found.attributes) }
}
