/** The network interfaces that a load balancer has in its subnets. */

import { randomInt } from 'node:crypto'
import { freePublicIp } from '../ec2/addresses.ts'
import { addressIn, sizeOf } from '../ec2/cidr.ts'
import type { Ec2Region } from '../ec2/ec2-model.ts'
import type { RequesterInterface } from '../ec2/network.ts'
import { hexId } from '../ids.ts'
import type { LoadBalancer } from './load-balancing-model.ts'

export function interfacesOf(region: Ec2Region, loadBalancer: LoadBalancer): RequesterInterface[] {
  return [...region.interfaces.values()].filter(({ description }) => description === interfaceName(loadBalancer))
}

/** One network interface in each of its subnets, with the groups that it has. */
export function alignInterfaces(region: Ec2Region, loadBalancer: LoadBalancer): void {
  const description = interfaceName(loadBalancer)
  const { subnetIds, groupIds } = loadBalancer
  for (const own of interfacesOf(region, loadBalancer)) {
    if (subnetIds.includes(own.subnetId)) own.groupIds = groupIds
    else region.interfaces.delete(own.id)
  }
  const served = interfacesOf(region, loadBalancer)
  for (const subnetId of subnetIds) {
    if (served.some(own => own.subnetId === subnetId)) continue
    const cidr = region.subnets.get(subnetId)?.cidr ?? '172.31.0.0/20'
    const id = hexId('eni')
    region.interfaces.set(id, {
      id,
      subnetId,
      description,
      requesterId: loadBalancer.kind === 'network' ? 'amazon-aws' : 'amazon-elb',
      privateIp: addressIn(cidr, randomInt(4, sizeOf(cidr) - 1)),
      publicIp: loadBalancer.scheme === 'internal' ? undefined : freePublicIp(region),
      groupIds,
    })
  }
}

export function removeInterfaces(region: Ec2Region, loadBalancer: LoadBalancer): void {
  for (const { id } of interfacesOf(region, loadBalancer)) region.interfaces.delete(id)
}

// As in "ELB app/my-load-balancer/50dc6c495c0c9188".
function interfaceName({ id, kind }: Pick<LoadBalancer, 'id' | 'kind'>): string {
  return kind === 'classic' ? `ELB ${id}` : `ELB ${id.split(':loadbalancer/')[1]}`
}
