import type { NetworkAcl, RouteTable } from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { listBlockers, type WayIn } from '../../src/network/list-blockers.ts'

const OPEN_ACL = {
  NetworkAclId: 'acl-1',
  Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
  Entries: [false, true].map(Egress => ({
    Egress,
    RuleNumber: 100,
    Protocol: '-1',
    RuleAction: 'allow' as const,
    CidrBlock: '0.0.0.0/0',
  })),
}

const PUBLIC_TABLE: RouteTable = {
  RouteTableId: 'rtb-1',
  Associations: [{ Main: true }],
  Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' as const }],
}

const ENTRANCE: WayIn['entrance'] = {
  kind: 'application',
  title: 'the Application Load Balancer awseb-1',
  isInternal: false,
  listeners: [{ listenerPort: 80, port: 80 }],
  subnetIds: ['subnet-1', 'subnet-2'],
  targetSubnetIds: [],
  refusals: [],
}

const OPEN: WayIn = {
  entrance: ENTRANCE,
  listenerPort: 80,
  acls: { kind: 'answered', answer: [OPEN_ACL] },
  tables: { kind: 'answered', answer: [PUBLIC_TABLE] },
}

const foundOf = (way: Partial<WayIn>) => listBlockers({ ...OPEN, ...way }).found.map(({ message }) => message)
const answered = <T extends RouteTable | NetworkAcl>(...answer: T[]) => ({ kind: 'answered' as const, answer })

describe('what keeps clients out', () => {
  it('is nothing where ACLs, routes and listeners let them in', () => {
    expect(listBlockers(OPEN)).toEqual({ found: [], unknown: [] })
  })

  it('is a network ACL, of which rule and subnets are told once', () => {
    const deny = { Egress: false, RuleNumber: 50, Protocol: '-1', RuleAction: 'deny' as const, CidrBlock: '0.0.0.0/0' }
    const closed = { ...OPEN_ACL, Entries: [...OPEN_ACL.Entries, deny] }
    expect(foundOf({ acls: answered(closed) })).toEqual([
      'The network ACL acl-1 of the subnets subnet-1, subnet-2 lets nobody in on TCP 80 (rule 50 denies it).',
    ])
    const office = { ...deny, RuleNumber: 10, RuleAction: 'allow' as const, CidrBlock: '203.0.113.0/24' }
    expect(foundOf({ acls: answered({ ...closed, Entries: [...closed.Entries, office] }) })).toEqual([
      expect.stringContaining('lets nobody in on TCP 80, but for 203.0.113.0/24 (rule 50 denies it)'),
    ])
    expect(foundOf({ acls: answered({ ...closed, Associations: [{ SubnetId: 'subnet-1' }], Entries: [] }) })).toEqual([
      'The network ACL acl-1 of the subnet subnet-1 lets nobody in on TCP 80 (rule * denies it).',
      expect.stringContaining('lets no answers out to the ports of clients'),
    ])
  })

  it('is the ACL of the instances, too, where a Network Load Balancer hands the addresses of clients on', () => {
    const entrance = {
      ...ENTRANCE,
      kind: 'network' as const,
      listeners: [{ listenerPort: 80, port: 8080 }],
      targetSubnetIds: ['subnet-3', 'subnet-1'],
    }
    const inner = { NetworkAclId: 'acl-3', Associations: [{ SubnetId: 'subnet-3' }], Entries: [] }
    expect(foundOf({ entrance, acls: answered(OPEN_ACL, inner) })).toEqual([
      'The network ACL acl-3 of the subnet subnet-3 lets nobody in on TCP 8080 (rule * denies it).',
      expect.stringContaining('The network ACL acl-3 of the subnet subnet-3 lets no answers out'),
    ])
    expect(foundOf({ acls: answered(OPEN_ACL, inner) })).toEqual([])
  })

  it('is a private subnet, and a route to a gateway that is gone', () => {
    const nat = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }
    const table: RouteTable = { RouteTableId: 'rtb-2', Associations: [{ SubnetId: 'subnet-2' }], Routes: [nat] }
    expect(foundOf({ tables: answered(PUBLIC_TABLE, table) })).toEqual([
      'The subnet subnet-2 of the Application Load Balancer awseb-1 is private: in its route table rtb-2 everything goes to nat-1, and no answer comes out by an internet gateway.',
    ])
    const gone = PUBLIC_TABLE.Routes?.map(route => ({ ...route, State: 'blackhole' as const }))
    expect(foundOf({ tables: answered({ ...PUBLIC_TABLE, Routes: gone ?? [] }) })).toEqual([
      'The route table rtb-1 of the subnet subnet-1 leads to igw-1, which is gone: no answer comes out.',
      'The route table rtb-1 of the subnet subnet-2 leads to igw-1, which is gone: no answer comes out.',
    ])
  })

  it('is a listener that is off, and a load balancer that is internal', () => {
    expect(foundOf({ listenerPort: 443 })).toEqual([
      'The Application Load Balancer awseb-1 has no listener on port 443 (it has 80).',
    ])
    expect(foundOf({ entrance: { ...ENTRANCE, listeners: [] } })).toEqual([expect.stringContaining('(it has none)')])
    const inside = { ...ENTRANCE, isInternal: true }
    expect(foundOf({ entrance: inside, tables: answered({ ...PUBLIC_TABLE, Routes: [] }) })).toEqual([
      expect.stringContaining('is internal: only clients inside of its VPC'),
    ])
    const instance = { ...ENTRANCE, kind: 'instance' as const, listeners: undefined }
    expect(foundOf({ entrance: instance, listenerPort: 8443 })).toEqual([])
  })

  it('is not listed where AWS denied to tell', () => {
    const refusal = { message: 'AWS denied ec2:DescribeNetworkAcls.' } as never
    expect(listBlockers({ ...OPEN, acls: { kind: 'refused', refusal } })).toEqual({
      found: [],
      unknown: [],
    })
    const entrance = { ...ENTRANCE, listeners: undefined, refusals: [refusal] }
    expect(listBlockers({ ...OPEN, entrance })).toEqual({ found: [], unknown: [] })
  })

  it('is unknown, and not said to be fine, where a table, an ACL, a gateway or the subnets are', () => {
    const unknownOf = (way: Partial<WayIn>) => {
      const { found, unknown } = listBlockers({ ...OPEN, ...way })
      expect(found).toEqual([])
      return unknown
    }
    expect(unknownOf({ tables: answered<RouteTable>() })).toEqual([
      'The route table of the subnet subnet-1 was not found.',
      'The route table of the subnet subnet-2 was not found.',
    ])
    expect(unknownOf({ acls: answered<NetworkAcl>() })).toEqual([
      'The network ACL of the subnets subnet-1, subnet-2 was not found.',
    ])
    const firewall = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-1', State: 'active' as const }
    const table: RouteTable = { RouteTableId: 'rtb-2', Associations: [{ SubnetId: 'subnet-2' }], Routes: [firewall] }
    expect(unknownOf({ tables: answered(PUBLIC_TABLE, table) })).toEqual([
      'Whether answers come out of the subnet subnet-2 is not known: its route table rtb-2 leads them to vpce-1.',
    ])
    expect(unknownOf({ entrance: { ...ENTRANCE, subnetIds: [] } })).toEqual([
      'AWS did not say in which subnets the Application Load Balancer awseb-1 is.',
    ])
  })

  it('is told in one line, whatever AWS calls its things', () => {
    const named = { ...OPEN_ACL, NetworkAclId: 'acl-1\n\n::error::no', Entries: [] }
    const [{ message, remedy } = { message: '', remedy: '' }] = listBlockers({ ...OPEN, acls: answered(named) }).found
    expect([message, remedy].join()).not.toContain('\n')
    expect(message).toContain('acl-1')
  })
})
