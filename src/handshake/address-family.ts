/** Whether an address is one of IPv6. Pure. */

export function isV6(address: string): boolean {
  return address.includes(':')
}
