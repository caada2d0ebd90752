import type { IpPermission } from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { listAdmitted } from '../../src/network/inbound.ts'
import { planInbound } from '../../src/network/plan-inbound.ts'

const tcp80 = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 }

describe('what a group admits on TCP 80', () => {
  it.each<[string, IpPermission, string[]]>([
    ['a CIDR', { ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, ['0.0.0.0/0']],
    ['an IPv6 CIDR', { ...tcp80, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, ['::/0']],
    ['a prefix list', { ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] }, ['pl-1']],
    ['all protocols', { IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }, ['10.0.0.0/8']],
    [
      'a wider range of ports',
      { ...tcp80, FromPort: 1, ToPort: 1024, IpRanges: [{ CidrIp: '1.2.3.4/32' }] },
      ['1.2.3.4/32'],
    ],
  ])('counts %s', (_, permission, expected) => {
    expect(listAdmitted([permission], 80)).toEqual(expected)
  })

  it.each<[string, IpPermission]>([
    ['a reference to another security group', { ...tcp80, UserIdGroupPairs: [{ GroupId: 'sg-2' }] }],
    ['another port', { ...tcp80, FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    ['UDP', { ...tcp80, IpProtocol: 'udp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  ])('does not count %s', (_, permission) => {
    expect(listAdmitted([permission], 80)).toEqual([])
  })
})

describe('the plan for the inbound rule', () => {
  const closed = { kind: 'found', groupId: 'sg-1', groupName: 'web', admitted: [] } as const

  it('lets everybody in where nothing is admitted', () => {
    const expected = { kind: 'open', groupId: 'sg-1', port: 80, sources: ['0.0.0.0/0', '::/0'] }
    expect(planInbound(closed, 'ensure')).toEqual(expected)
  })

  it('leaves a group alone where anything is admitted, however narrow', () => {
    const narrow = { ...closed, admitted: ['203.0.113.7/32'] }
    const expected = { kind: 'leave', groupId: 'sg-1', port: 80, admitted: ['203.0.113.7/32'] }
    expect(planInbound(narrow, 'ensure')).toEqual(expected)
  })

  it('only tells that a group is closed when asked to check', () => {
    expect(planInbound(closed, 'check')).toEqual({ kind: 'closed', groupId: 'sg-1', port: 80 })
  })

  it('never takes what could not be read for a reason to open', () => {
    const unknown = { kind: 'unknown', reason: 'denied' } as const
    expect(planInbound(unknown, 'ensure')).toEqual(unknown)
  })

  it('asks which group is meant when several could be', () => {
    const ambiguous = { kind: 'ambiguous', groupIds: ['sg-1', 'sg-2'] } as const
    expect(() => planInbound(ambiguous, 'ensure')).toThrow(/"sg-1", "sg-2"/)
  })
})
