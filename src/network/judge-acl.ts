/** What a network ACL does with clients of the internet. Pure. */

import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2'
import { type AddressRange, isCovered, parseCidr } from '../address-range.ts'

export interface AclVerdict {
  readonly direction: 'in' | 'out'
  /** Its number; 32767 for the last one, which no ACL lacks and which denies. */
  readonly rule: number
  /** Who gets through all the same. */
  readonly admitted: readonly string[]
}

/** The ports from which clients on Linux connect, to which the answers go: an ACL keeps no state. */
const CLIENT_PORTS = { from: 32_768, to: 60_999 }

/**
 * The directions in which it denies the internet as a whole; a rule that keeps single ranges out counts for nothing, for
 * where the client comes from is not known. Of IPv4.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
export function judgeAcl({ Entries = [] }: NetworkAcl, port: number): AclVerdict[] {
  const [inbound, outbound] = [false, true].map(egress => Entries.filter(({ Egress }) => (Egress ?? false) === egress))
  return [
    ...judge('in', inbound ?? [], [port]),
    ...judge('out', outbound ?? [], listBreaks(outbound ?? [])).slice(0, 1),
  ]
}

const EVERYBODY = parseCidr('0.0.0.0/0')
const LAST_RULE = 32_767

// The first rule that fits decides, so what stands behind those for everybody is never asked.
function judge(direction: AclVerdict['direction'], entries: readonly NetworkAclEntry[], ports: readonly number[]) {
  const ordered = entries.toSorted((a, b) => (a.RuleNumber ?? LAST_RULE) - (b.RuleNumber ?? LAST_RULE))
  return ports.flatMap((port): AclVerdict[] => {
    const ranges = { allow: [] as AddressRange[], deny: [] as AddressRange[] }
    const admitted: string[] = []
    for (const { RuleAction: action, RuleNumber: rule = LAST_RULE, CidrBlock = '' } of ordered.filter(fitsPort(port))) {
      const range = parseCidr(CidrBlock)
      if (range === undefined || action === undefined) continue
      ranges[action].push(range)
      // Several rules may be for everybody together.
      if (EVERYBODY && isCovered(EVERYBODY, ranges[action])) {
        return action === 'allow' ? [] : [{ direction, rule, admitted }]
      }
      if (action === 'allow') admitted.push(CidrBlock)
    }
    return [{ direction, rule: LAST_RULE, admitted }]
  })
}

function fitsPort(port: number) {
  return ({ Protocol, PortRange }: NetworkAclEntry): boolean => {
    const { From = 0, To = 65_535 } = PortRange ?? {}
    return Protocol === '-1' || (Protocol === '6' && From <= port && port <= To)
  }
}

/** The ports at which the answer of some rule may change: what holds there holds for all. */
function listBreaks(entries: readonly NetworkAclEntry[]): number[] {
  const breaks = entries.flatMap(({ PortRange }) => [PortRange?.From ?? 0, (PortRange?.To ?? 65_535) + 1])
  const within = breaks.filter(port => port > CLIENT_PORTS.from && port <= CLIENT_PORTS.to)
  return [...new Set([CLIENT_PORTS.from, ...within])].sort((a, b) => a - b)
}
