/** Ranges of IPv4 addresses. */

import { BlockList, isIPv4 } from 'node:net'

/** Does the range hold the address? */
export function cidrHolds(cidr: string, address: string): boolean {
  const [base = '', prefix] = cidr.split('/')
  const range = new BlockList()
  range.addSubnet(base, Number(prefix), 'ipv4')
  return range.check(address, 'ipv4')
}

/** Does the outer range hold all of the inner one? */
export function cidrWithin(inner: string, outer: string): boolean {
  const [base = ''] = inner.split('/')
  return prefixOf(inner) >= prefixOf(outer) && cidrHolds(outer, base)
}

export function cidrsOverlap(a: string, b: string): boolean {
  return cidrWithin(a, b) || cidrWithin(b, a)
}

/** With the bits behind the prefix cleared, as EC2 does; undefined for what is no range. */
export function normalCidr(cidr: string): string | undefined {
  const [address = '', prefix = '', more] = cidr.split('/')
  if (!isIPv4(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32 || more !== undefined) return undefined
  const bits = toNumber(address)
  return `${toAddress(bits - (bits % 2 ** (32 - Number(prefix))))}/${Number(prefix)}`
}

/** The address that stands `offset` behind the start of the range. */
export function addressIn(cidr: string, offset: number): string {
  const [base = ''] = cidr.split('/')
  return toAddress(toNumber(base) + offset)
}

export function sizeOf(cidr: string): number {
  return 2 ** (32 - prefixOf(cidr))
}

function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1])
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
}

function toAddress(bits: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(bits / 2 ** shift) % 256).join('.')
}
