import { describe, expect, it } from 'vitest'
import { formatCidr, isCovered, parseCidr } from '../../src/address-range.ts'

const ranges = (...cidrs: string[]) => cidrs.flatMap(cidr => parseCidr(cidr) ?? [])
const covers = (outer: string[], inner: string) => ranges(inner).every(range => isCovered(range, ranges(...outer)))

describe('a CIDR', () => {
  it.each([
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['::/0', '::/0'],
    ['2001:DB8:0:0:1::5/64', '2001:db8::/64'],
    ['::ffff:192.0.2.1/128', '::ffff:c000:201/128'],
    ['2001:db8:1:2:3:4:5:6/127', '2001:db8:1:2:3:4:5:6/127'],
  ])('is read, and written as EC2 does: %s', (written, normal) => {
    expect(ranges(written).map(formatCidr)).toEqual([normal])
  })

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    'fe80::1%eth0/64',
    'pl-1',
    '10.0.0.0/8/8',
    '/0',
  ])('is not what "%s" is', text => expect(parseCidr(text)).toBeUndefined())
})

describe('a range', () => {
  it('is covered by a wider one, and by several together', () => {
    expect(covers(['10.0.0.0/8'], '10.1.0.0/16')).toBe(true)
    expect(covers(['128.0.0.0/1', '0.0.0.0/1'], '0.0.0.0/0')).toBe(true)
    expect(covers(['2001:db8::/33', '2001:db8:8000::/33'], '2001:db8::/32')).toBe(true)
  })

  it('is not covered by a part of it, by ranges with a gap, or by those of the other family', () => {
    expect(covers(['10.0.0.0/9'], '10.0.0.0/8')).toBe(false)
    expect(covers(['10.0.0.0/26', '10.0.0.128/25'], '10.0.0.0/24')).toBe(false)
    expect(covers(['::/0'], '0.0.0.0/0')).toBe(false)
    expect(covers([], '10.0.0.0/32')).toBe(false)
  })
})
