/** The Elastic IP addresses of a region: made, tied to instances, given back. */

import { randomInt } from 'node:crypto'
import { hexId } from '../ids.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2Instance, Ec2Region } from './ec2-model.ts'
import type { ElasticAddress } from './network.ts'

/** @throws ServiceError AddressLimitExceeded when the region has all that it may have. */
export function allocateAddress(region: Ec2Region): ElasticAddress {
  if (region.addresses.size >= region.addressQuota) throw ec2Errors.tooManyAddresses()
  const address: ElasticAddress = {
    allocationId: hexId('eipalloc'),
    publicIp: freePublicIp(region),
    association: undefined,
  }
  region.addresses.set(address.allocationId, address)
  return address
}

export function associateAddress(address: ElasticAddress, instanceId: string): string {
  address.association = { id: hexId('eipassoc'), instanceId }
  return address.association.id
}

export function releaseAddress(region: Ec2Region, { allocationId }: Pick<ElasticAddress, 'allocationId'>): void {
  region.addresses.delete(allocationId)
  region.tags.delete(allocationId)
}

/** The address that the internet reaches the instance by: an Elastic IP, else the one that it was launched with. */
export function publicIpOf(region: Ec2Region, instance: Ec2Instance): string | undefined {
  return addressOf(region, instance)?.publicIp ?? instance.publicIp
}

export function addressOf(region: Ec2Region, { id }: Pick<Ec2Instance, 'id'>): ElasticAddress | undefined {
  return [...region.addresses.values()].find(({ association }) => association?.instanceId === id)
}

export function findAddress(region: Ec2Region, publicIp: string | undefined): ElasticAddress | undefined {
  return [...region.addresses.values()].find(address => address.publicIp === publicIp)
}

/** One that nobody in the region has. Source of the range: RFC 5737, for documentation. */
export function freePublicIp(region: Ec2Region): string {
  const taken = new Set([
    ...[...region.addresses.values()].map(({ publicIp }) => publicIp),
    ...[...region.instances.values()].filter(({ state }) => state === 'running').map(({ publicIp }) => publicIp),
    ...[...region.interfaces.values()].map(({ publicIp }) => publicIp),
  ])
  const free = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`).filter(ip => !taken.has(ip))
  // More than the range has room for share one: nothing is reached by it here.
  return free[randomInt(Math.max(free.length, 1))] ?? '203.0.113.1'
}
