import type { IpPermission } from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import {
  admitAs,
  judgeAdmitted,
  listLacking,
  listPrefixLists,
  listWider,
  readAdmission,
} from '../../src/network/inbound.ts'
import { planInbound } from '../../src/network/plan-inbound.ts'
import { openRandom, SEED } from '../fuzz/random.ts'
import { admits, makeRules, PORTS, UNIVERSE } from '../support/inbound-rules.ts'
import { surveyOf } from '../support/inbound-survey.ts'
import { scaled } from '../support/scale.ts'

const tcp80 = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 }
const NO_LISTS = new Map<string, string[]>()
const namesAt80 = (permission: IpPermission) =>
  readAdmission([permission], 80, NO_LISTS).sources.map(({ name }) => name)

describe('what a group admits on TCP 80', () => {
  it.each<[string, IpPermission, string[]]>([
    ['a CIDR', { ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, ['0.0.0.0/0']],
    ['an IPv6 CIDR', { ...tcp80, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, ['::/0']],
    ['a prefix list', { ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] }, ['pl-1']],
    ['all protocols', { IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }, ['10.0.0.0/8']],
    ['a protocol by its number', { ...tcp80, IpProtocol: '6', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }, ['10.0.0.0/8']],
    [
      'a wider range of ports',
      { ...tcp80, FromPort: 1, ToPort: 1024, IpRanges: [{ CidrIp: '1.2.3.4/32' }] },
      ['1.2.3.4/32'],
    ],
  ])('counts %s', (_, permission, expected) => {
    expect(namesAt80(permission)).toEqual(expected)
  })

  it.each<[string, IpPermission]>([
    ['a reference to another security group', { ...tcp80, UserIdGroupPairs: [{ GroupId: 'sg-2' }] }],
    ['another port', { ...tcp80, FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    ['UDP', { ...tcp80, IpProtocol: 'udp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  ])('does not count %s', (_, permission) => {
    expect(namesAt80(permission)).toEqual([])
  })

  it('is unknown where all that is named is a list that nobody could read, and nobody where it is empty', () => {
    const permission = { ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] }
    const stateWith = (lists: ReadonlyMap<string, string[]>) => readAdmission([permission], 80, lists).state
    expect(stateWith(NO_LISTS)).toBe('unknown')
    expect(stateWith(new Map([['pl-1', []]]))).toBe('no')
    expect(stateWith(new Map([['pl-1', ['10.0.0.0/8']]]))).toBe('yes')
  })

  it('asks for those prefix lists only that a rule names for the port', () => {
    const lists = [
      { ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] },
      { ...tcp80, FromPort: 22, ToPort: 22, PrefixListIds: [{ PrefixListId: 'pl-2' }] },
    ]
    expect(listPrefixLists(lists, [80, 443])).toEqual(['pl-1'])
  })
})

describe('a group that is admitted', () => {
  it('is told, and admits nobody from the internet', () => {
    const pairs = [{ GroupId: 'sg-2' }, { GroupId: 'sg-3' }]
    const admission = readAdmission([{ ...tcp80, UserIdGroupPairs: pairs }], 80, NO_LISTS)
    expect(admission).toEqual({ sources: [], groups: ['sg-2', 'sg-3'], state: 'no' })
    expect(readAdmission([{ ...tcp80, UserIdGroupPairs: pairs }], 443, NO_LISTS).groups).toEqual([])
  })
})

describe('clients whom the instances see as the load balancer', () => {
  const admitted = (addresses: readonly string[], ...cidrs: string[]) =>
    admitAs(readAdmission([{ ...tcp80, IpRanges: cidrs.map(CidrIp => ({ CidrIp })) }], 80, NO_LISTS), addresses).state

  it('are admitted where its addresses are, and nobody else is', () => {
    expect(admitted(['172.31.0.5'], '172.31.0.0/20')).toBe('yes')
    expect(admitted(['172.31.0.5', '172.31.16.9'], '172.31.0.0/20'), 'by one of its zones').toBe('yes')
    expect(admitted(['172.31.0.5'], '203.0.113.0/24')).toBe('no')
    expect(admitted(['172.31.0.5'])).toBe('no')
  })

  it('are unknown where nobody knows its addresses, unless nothing is admitted at all', () => {
    expect(admitted([], '203.0.113.0/24')).toBe('unknown')
    expect(admitted([])).toBe('no')
  })

  it('are unknown where a list that nobody could read is named, beside other ranges, too', () => {
    const unread = { ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] }
    const judge = (...CidrIps: string[]) => {
      const permission = { ...unread, IpRanges: CidrIps.map(CidrIp => ({ CidrIp })) }
      return admitAs(readAdmission([permission], 80, NO_LISTS), ['172.31.0.5']).state
    }
    expect(judge()).toBe('unknown')
    expect(judge('203.0.113.0/24')).toBe('unknown')
    expect(judge('172.31.0.0/20')).toBe('yes')
  })
})

describe('a group that admits nobody', () => {
  const nobody = readAdmission([], 80, NO_LISTS)

  it('is known to keep out whoever comes from the internet, and not whoever comes from inside', () => {
    expect(judgeAdmitted(nobody, { isInternal: false })).toBe('no')
    expect(judgeAdmitted(nobody, { isInternal: true })).toBe('unknown')
    const open = readAdmission([{ ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }], 80, NO_LISTS)
    expect(judgeAdmitted(open, { isInternal: true })).toBe('yes')
  })
})

describe('what is wider than somebody wrote down', () => {
  const widerThan = (allowFrom: readonly string[], ...cidrs: string[]) =>
    listWider(readAdmission([{ ...tcp80, IpRanges: cidrs.map(CidrIp => ({ CidrIp })) }], 80, NO_LISTS), allowFrom).map(
      ({ name }) => name,
    )

  it('lets in all of one range, and more than all of them', () => {
    expect(widerThan(['203.0.113.0/24'], '0.0.0.0/0')).toEqual(['0.0.0.0/0'])
    expect(widerThan(['203.0.113.0/24'], '203.0.113.0/24', '198.51.100.0/24')).toEqual([])
    expect(widerThan(['203.0.113.0/24'], '203.0.113.128/25')).toEqual([])
    expect(widerThan(['0.0.0.0/0'], '0.0.0.0/0')).toEqual([])
    expect(widerThan(['10.0.0.0/9', '10.128.0.0/9'], '10.0.0.0/8')).toEqual([])
    expect(widerThan([], '0.0.0.0/0')).toEqual([])
  })
})

/** Small enough to ask for every address and every port. */
describe(`generated rules (FUZZ_SEED=${SEED})`, () => {
  const cases = Array.from({ length: scaled(1000, 20_000) }, (_, index) => index)

  it('admit whom a look at every address and every port finds admitted', () => {
    for (const index of cases) {
      const rules = makeRules(openRandom(SEED, index))
      for (const port of PORTS) {
        const { state } = readAdmission(rules.permissions, port, rules.lists)
        const expected = UNIVERSE.some(address => admits(rules, port, address))
          ? 'yes'
          : rules.isUnread(port)
            ? 'unknown'
            : 'no'
        expect(state, `case ${index}, port ${port}`).toBe(expected)
      }
    }
  })

  it('lack just those ranges of which an address is not admitted', () => {
    for (const index of cases) {
      const rules = makeRules(openRandom(SEED, index))
      const port = PORTS[index % PORTS.length] ?? 80
      const admission = readAdmission(rules.permissions, port, rules.lists)
      const lacking = listLacking(admission, { allowFrom: rules.allowFrom.map(({ cidr }) => cidr), everybody: [] })
      const expected = rules.allowFrom.filter(({ holds }) =>
        UNIVERSE.some(address => holds(address) && !admits(rules, port, address)),
      )
      expect(lacking, `case ${index}, port ${port}`).toEqual(expected.map(({ cidr }) => cidr))
    }
  })

  it('are complete once they were ensured: a second time adds nothing, and nothing went', () => {
    for (const index of cases) {
      const random = openRandom(SEED, index)
      const rules = makeRules(random)
      const wish = {
        mode: 'ensure',
        allowFrom: random.chance(0.5) ? rules.allowFrom.map(({ cidr }) => cidr) : [],
        securityGroupId: undefined,
        isShared: false,
        environmentName: 'chat-prod',
        region: 'eu-central-1',
        ownGroups: { areNamed: false, lines: [] },
        namedGroupIds: [],
      } as const
      const stepOf = (permissions: readonly IpPermission[]) => {
        const plan = planInbound(surveyOf({ ports: [80], permissions, lists: rules.lists }), wish)
        return plan.kind === 'found' ? plan.ports[0]?.step : undefined
      }
      const step = stepOf(rules.permissions)
      expect(['leave', 'add']).toContain(step?.kind)
      const cidrs = step?.kind === 'add' ? step.cidrs : []
      const added = cidrs.map(cidr =>
        cidr.includes(':')
          ? { ...tcp80, Ipv6Ranges: [{ CidrIpv6: cidr }] }
          : { ...tcp80, IpRanges: [{ CidrIp: cidr }] },
      )
      expect(stepOf([...rules.permissions, ...added]), `case ${index}`).toEqual({ kind: 'leave' })
    }
  })
})
