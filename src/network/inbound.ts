/** Which addresses the security group that faces the internet admits on a port. Pure. */

import type { IpPermission } from '@aws-sdk/client-ec2'

/** Everything on the internet, in both families. */
export const ANYWHERE = ['0.0.0.0/0', '::/0'] as const

/**
 * The sources that may reach TCP `port` from outside: CIDRs and prefix lists. Rules that refer to another security
 * group never admit the internet, so they are left out
 * (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
 */
export function listAdmitted(permissions: readonly IpPermission[], port: number): string[] {
  return permissions.filter(permission => coversTcpPort(permission, port)).flatMap(listSources)
}

function coversTcpPort({ IpProtocol, FromPort, ToPort }: IpPermission, port: number): boolean {
  if (IpProtocol === '-1') return true
  const isTcp = IpProtocol === 'tcp' || IpProtocol === '6'
  return isTcp && (FromPort ?? 0) <= port && port <= (ToPort ?? 65_535)
}

function listSources({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }: IpPermission): string[] {
  return [
    ...IpRanges.map(range => range.CidrIp),
    ...Ipv6Ranges.map(range => range.CidrIpv6),
    ...PrefixListIds.map(list => list.PrefixListId),
  ].filter(source => source !== undefined)
}
