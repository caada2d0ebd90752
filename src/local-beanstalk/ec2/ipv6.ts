/** IPv6 in a VPC: ranges of the VPC and of its subnets, and the addresses that instances get of them. */

import type { Subnet, Vpc } from './network.ts'

export function describeIpv6({ id, ipv6Cidr }: Pick<Vpc, 'id' | 'ipv6Cidr'>) {
  if (ipv6Cidr === undefined) return []
  const AssociationId = id.replace('-', '-cidr-assoc-')
  return [{ AssociationId, Ipv6CidrBlock: ipv6Cidr, Ipv6CidrBlockState: { State: 'associated' as const } }]
}

/** What an instance in the subnet gets; undefined where it gets none. */
export function freeIpv6({ ipv6 }: Pick<Subnet, 'ipv6'>, privateIp: string): string | undefined {
  if (!ipv6?.isAssigned) return undefined
  const last = privateIp
    .split('.')
    .slice(2)
    .map(byte => Number(byte).toString(16).padStart(2, '0'))
    .join('')
  return ipv6.cidr.replace(/::\/64$/, `::${last}`)
}
