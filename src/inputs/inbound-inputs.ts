/** The inputs about the inbound rule: whether one is wanted, in which group, for whom. */

import { type AddressRange, formatCidr, parseCidr } from '../address-range.ts'
import { quoteForeign } from '../untrusted.ts'
import type { InputReader } from './input-reader.ts'

export interface InboundRequest {
  readonly mode: 'ensure' | 'check' | 'off'
  readonly securityGroupId: string | undefined
  /** CIDRs. Empty: whoever the group admits, and everybody where it admits nobody. */
  readonly allowFrom: readonly string[]
}

export function readInboundRequest(inputs: InputReader): InboundRequest {
  const mode = inputs.choice('security-group-rule', ['ensure', 'check', 'off'], 'ensure')
  const securityGroupId = inputs.text('security-group-id')
  if (securityGroupId && !/^sg-[0-9a-f]{8,17}$/.test(securityGroupId)) {
    inputs.problem(
      'security-group-id',
      `was "${securityGroupId}"`,
      'Write the id of a group, such as "sg-0123456789abcdef0".',
    )
  }
  const allowFrom = readAllowFrom(inputs)
  if (mode === 'off' && allowFrom.length > 0) {
    const hint = 'Remove this line, or write "security-group-rule: ensure" or "check".'
    inputs.problem('allow-from', 'was given, but security-group-rule was "off"', hint)
  }
  // To look, all groups are asked: whom one of them admits gets in.
  if (mode !== 'ensure' && securityGroupId) {
    const hint = 'Remove this line, or write "security-group-rule: ensure".'
    inputs.problem('security-group-id', `was given, but security-group-rule was "${mode}", which adds no rule`, hint)
  }
  return { mode, securityGroupId, allowFrom }
}

function readAllowFrom(inputs: InputReader): string[] {
  const written = inputs.lines('allow-from').flatMap(line => line.split(',').flatMap(entry => entry.trim() || []))
  for (const wrong of new Set(written.filter(entry => !isCidr(entry))))
    inputs.problem('allow-from', `had ${quoteForeign(wrong)}`, correct(wrong))
  return [...new Set(written.flatMap(entry => (isCidr(entry) ? toCidr(entry) : [])))]
}

// EC2 clears the bits behind the prefix without a word: more addresses would be let in than were meant.
function isCidr(entry: string): boolean {
  const [range, address] = [parseCidr(entry), parseAddress(entry.split('/')[0])]
  return range !== undefined && range.first === address?.first
}

function toCidr(entry: string): string[] {
  const range = parseCidr(entry)
  return range === undefined ? [] : [formatCidr(range)]
}

function correct(entry: string): string {
  const range = parseCidr(entry) ?? parseAddress(entry)
  if (range) return `Write "${formatCidr(range)}".`
  return 'Write ranges of addresses as CIDRs, such as "203.0.113.0/24" or "2001:db8::/32", separated by commas or lines.'
}

// A family's addresses have as many bits as its longest prefix: 128 fits IPv6 alone.
function parseAddress(address = ''): AddressRange | undefined {
  return parseCidr(`${address}/128`) ?? parseCidr(`${address}/32`)
}
