import type { NetworkAclEntry, RuleAction } from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { judgeAcl } from '../../src/network/judge-acl.ts'
import { judgeRoute } from '../../src/network/judge-route.ts'
import { openRandom, SEED } from '../fuzz/random.ts'
import { scaled } from '../support/scale.ts'

type Words = `${'in' | 'out'} ${RuleAction}`

/** As in "100 in allow", everybody, every protocol, where nothing else is said. */
function entry(RuleNumber: number, words: Words, more: Partial<NetworkAclEntry> = {}): NetworkAclEntry {
  const [direction, RuleAction] = words.split(' ') as ['in' | 'out', RuleAction]
  return { RuleNumber, Egress: direction === 'out', RuleAction, Protocol: '-1', CidrBlock: '0.0.0.0/0', ...more }
}

const tcp = (From: number, To = From) => ({ Protocol: '6', PortRange: { From, To } })
const LAST = [entry(32_767, 'in deny'), entry(32_767, 'out deny')]
const OPEN = [entry(100, 'in allow'), entry(100, 'out allow'), ...LAST]

const verdicts = (...entries: NetworkAclEntry[]) => judgeAcl({ Entries: entries }, 80)

describe('a network ACL', () => {
  it('that allows everything keeps nobody out', () => {
    expect(verdicts(...OPEN)).toEqual([])
  })

  it('of its own keeps everybody out, both ways, until it has rules', () => {
    expect(verdicts(...LAST)).toEqual([
      { direction: 'in', rule: 32_767, admitted: [] },
      { direction: 'out', rule: 32_767, admitted: [] },
    ])
  })

  it('denies by the first rule that fits, in the order of their numbers', () => {
    expect(verdicts(...OPEN, entry(50, 'in deny', tcp(80)))).toEqual([{ direction: 'in', rule: 50, admitted: [] }])
    expect(verdicts(...OPEN, entry(200, 'in deny', tcp(80)))).toEqual([])
    expect(verdicts(...OPEN, entry(50, 'in deny', tcp(1024, 65_535)))).toEqual([])
    expect(verdicts(...OPEN, entry(50, 'in deny', { Protocol: '17', PortRange: { From: 80, To: 80 } }))).toEqual([])
  })

  it('tells who gets in all the same, and makes nothing of whom it keeps out by name', () => {
    const office = { ...tcp(80), CidrBlock: '203.0.113.0/24' }
    const rival = { ...office, CidrBlock: '198.51.100.0/24' }
    const named = [entry(10, 'in allow', office), entry(20, 'in deny', rival)]
    expect(verdicts(...named, entry(100, 'out allow'), ...LAST)).toEqual([
      { direction: 'in', rule: 32_767, admitted: ['203.0.113.0/24'] },
    ])
    expect(verdicts(...OPEN, entry(10, 'in deny', office))).toEqual([])
  })

  it('lets everybody in, or nobody, by several rules together', () => {
    const halves = (words: Words) =>
      ['0.0.0.0/1', '128.0.0.0/1'].map((CidrBlock, index) => entry(10 + index, words, { ...tcp(80), CidrBlock }))
    const out = entry(100, 'out allow')
    expect(verdicts(...halves('in allow'), out, ...LAST)).toEqual([])
    expect(verdicts(...halves('in deny'), ...OPEN)).toEqual([{ direction: 'in', rule: 11, admitted: [] }])
    expect(verdicts(...halves('in allow').slice(1), out, ...LAST)).toEqual([
      { direction: 'in', rule: 32_767, admitted: ['128.0.0.0/1'] },
    ])
  })

  it('has to let the answers out to every port that clients come from', () => {
    const inbound = entry(100, 'in allow', tcp(80))
    expect(verdicts(inbound, entry(100, 'out allow', tcp(1024, 65_535)), ...LAST)).toEqual([])
    expect(verdicts(inbound, entry(100, 'out allow', tcp(49_152, 65_535)), ...LAST)).toMatchObject([
      { direction: 'out' },
    ])
    expect(verdicts(inbound, entry(90, 'out deny', tcp(50_000)), entry(100, 'out allow'), ...LAST)).toEqual([
      { direction: 'out', rule: 90, admitted: [] },
    ])
  })

  it('is judged as by asking for each port, whatever its rules', () => {
    for (let round = 0; round < scaled(60, 2000); round += 1) {
      const random = openRandom(SEED, round)
      const entries = Array.from({ length: random.int(7) }, (_, index) => {
        const words = `${random.int(2) ? 'in' : 'out'} ${random.int(2) ? 'allow' : 'deny'}` as const
        const from = random.int(2) ? random.int(100) : 32_000 + random.int(30_000)
        const ports = random.int(3) ? tcp(from, from + random.int(20_000)) : {}
        return entry(index + 1, words, { ...ports, ...(random.int(4) ? {} : { CidrBlock: '10.0.0.0/8' }) })
      })
      const asked = judgeAcl({ Entries: entries }, 80).map(({ direction }) => direction)
      const isIn = passes(entries, { egress: false, port: 80 })
      const isOut = Array.from({ length: 28_232 }, (_, index) => 32_768 + index).every(port =>
        passes(entries, { egress: true, port }),
      )
      expect(asked, JSON.stringify(entries)).toEqual([...(isIn ? [] : ['in']), ...(isOut ? [] : ['out'])])
    }
  })
})

/** Does somebody from the internet get through, whom no rule names? */
function passes(entries: readonly NetworkAclEntry[], { egress, port }: { egress: boolean; port: number }): boolean {
  for (const { Egress, RuleAction, PortRange, CidrBlock } of entries) {
    if (Egress !== egress || CidrBlock !== '0.0.0.0/0') continue
    if (PortRange && (port < (PortRange.From ?? 0) || port > (PortRange.To ?? 0))) continue
    return RuleAction === 'allow'
  }
  return false
}

describe('a route', () => {
  const everything = { DestinationCidrBlock: '0.0.0.0/0', State: 'active' } as const
  const main = (...Routes: object[]) => ({ RouteTableId: 'rtb-main', Associations: [{ Main: true }], Routes })
  const own = (...Routes: object[]) => ({ RouteTableId: 'rtb-own', Associations: [{ SubnetId: 'subnet-1' }], Routes })
  const internet = { ...everything, GatewayId: 'igw-1' }

  it('leads to the internet by an internet gateway, of the main table where the subnet has none of its own', () => {
    expect(judgeRoute([main(internet)], 'subnet-1')).toEqual({ kind: 'public' })
    expect(judgeRoute([main(), own(internet)], 'subnet-1')).toEqual({ kind: 'public' })
    expect(judgeRoute([own(internet)], 'subnet-2')).toEqual({ kind: 'unknown', tableId: undefined, gateways: [] })
  })

  it('leads elsewhere from a private subnet', () => {
    expect(judgeRoute([main(internet), own()], 'subnet-1')).toEqual({
      kind: 'private',
      tableId: 'rtb-own',
      gateway: undefined,
    })
    const nat = own({ ...everything, NatGatewayId: 'nat-1' })
    expect(judgeRoute([nat], 'subnet-1')).toEqual({ kind: 'private', tableId: 'rtb-own', gateway: 'nat-1' })
  })

  it('leads nowhere when its gateway is gone', () => {
    const gone = own({ ...internet, State: 'blackhole' })
    expect(judgeRoute([gone], 'subnet-1')).toEqual({ kind: 'blackhole', tableId: 'rtb-own', gateway: 'igw-1' })
  })

  it('is not judged where only parts of the internet go by the gateway', () => {
    const half = own({ DestinationCidrBlock: '0.0.0.0/1', GatewayId: 'igw-1', State: 'active' })
    const unknown = { kind: 'unknown', tableId: 'rtb-own', gateways: ['igw-1'] }
    expect(judgeRoute([half], 'subnet-1')).toEqual(unknown)
    const other = own(
      ...['0.0.0.0/1', '128.0.0.0/1'].map(DestinationCidrBlock => ({ ...internet, DestinationCidrBlock })),
    )
    expect(judgeRoute([other], 'subnet-1'), 'both halves').toEqual({ kind: 'public' })
  })

  it.each([
    { GatewayId: 'vpce-1' },
    { GatewayId: 'vgw-1' },
    { TransitGatewayId: 'tgw-1' },
    { NetworkInterfaceId: 'eni-1' },
    { CarrierGatewayId: 'cagw-1' },
    { LocalGatewayId: 'lgw-1' },
    { CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/c-1' },
  ])('is not judged where everything goes to what may lead on: %o', to => {
    expect(judgeRoute([own({ ...everything, ...to })], 'subnet-1')).toEqual({
      kind: 'unknown',
      tableId: 'rtb-own',
      gateways: Object.values(to),
    })
  })

  it('to a network of one’s own changes nothing', () => {
    const peer = { DestinationCidrBlock: '10.0.0.0/8', VpcPeeringConnectionId: 'pcx-1', State: 'active' }
    const endpoint = { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'active' }
    expect(judgeRoute([own(peer, endpoint)], 'subnet-1')).toMatchObject({ kind: 'private', gateway: undefined })
    expect(judgeRoute([own(internet, peer, endpoint)], 'subnet-1')).toEqual({ kind: 'public' })
  })
})
