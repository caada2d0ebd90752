/** The rule for a TCP port as EC2's API and as its command line have it. Pure. */

import type { IpPermission } from '@aws-sdk/client-ec2'
import { writeCommand } from '../aws/write-command.ts'
import { toShellWord } from '../untrusted.ts'

export interface RuleCommand {
  readonly region: string
  readonly groupId: string
  readonly port: number
  readonly cidrs: readonly string[]
}

export function toPermission(
  port: number,
  { cidrs, description: Description }: { readonly cidrs: readonly string[]; readonly description: string },
): IpPermission {
  const { ipv4, ipv6 } = splitFamilies(cidrs)
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: ipv4.map(CidrIp => ({ CidrIp, Description })),
    Ipv6Ranges: ipv6.map(CidrIpv6 => ({ CidrIpv6, Description })),
  }
}

/** Adds the rule, or takes it away. */
export function writeRuleCommand(what: 'authorize' | 'revoke', { region, groupId, port, cidrs }: RuleCommand): string {
  const rule = `--group-id ${toShellWord(groupId)} --ip-permissions ${toShellWord(toShorthand(port, cidrs))}`
  return writeCommand(region, `ec2 ${what}-security-group-ingress ${rule}`)
}

/** As the AWS command line reads it. */
function toShorthand(port: number, cidrs: readonly string[]): string {
  const { ipv4, ipv6 } = splitFamilies(cidrs)
  const list = (name: string, key: string, values: readonly string[]) =>
    values.length > 0 ? `,${name}=[${values.map(value => `{${key}=${value}}`).join(',')}]` : ''
  const ranges = list('IpRanges', 'CidrIp', ipv4) + list('Ipv6Ranges', 'CidrIpv6', ipv6)
  return `IpProtocol=tcp,FromPort=${port},ToPort=${port}${ranges}`
}

function splitFamilies(cidrs: readonly string[]) {
  const isIpv6 = (cidr: string) => cidr.includes(':')
  return { ipv4: cidrs.filter(cidr => !isIpv6(cidr)), ipv6: cidrs.filter(isIpv6) }
}
