import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { describeInbound } from '../../src/network/describe-inbound.ts'
import { type InboundPlan, type InboundWish, planInbound } from '../../src/network/plan-inbound.ts'
import type { FoundInbound } from '../../src/network/survey-inbound.ts'
import { INSTANCE, surveyOf } from '../support/inbound-survey.ts'

const tcp80 = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 }
const NARROW = [{ ...tcp80, IpRanges: [{ CidrIp: '203.0.113.0/24', Description: 'the office' }] }]
const CLOSED = surveyOf({ ports: [80] })
const BALANCER = { ...INSTANCE, kind: 'application', title: 'the Application Load Balancer awseb-1' } as const
const refusal = new ActionError({ code: 'permission-denied', message: 'AWS denied ec2:X.', hint: 'Allow ec2:X.' })

const WISH: InboundWish = {
  mode: 'ensure',
  allowFrom: [],
  securityGroupId: undefined,
  isShared: false,
  environmentName: 'chat-prod',
}

function plan(survey: FoundInbound, wish: Partial<InboundWish> = {}) {
  return planInbound(survey, { ...WISH, ...wish })
}

const stepsOf = (planned: InboundPlan) => (planned.kind === 'found' ? planned.ports.map(({ step }) => step) : [])
const warningsOf = (planned: InboundPlan) =>
  planned.kind === 'off' ? [] : planned.warnings.map(({ message, remedy }) => `${message} ${remedy}`)

describe('the plan for the inbound rule', () => {
  it('lets everybody in where nothing is admitted, and the rule says who added it and why', () => {
    expect(stepsOf(plan(CLOSED))).toEqual([
      {
        kind: 'add',
        groupId: 'sg-1',
        cidrs: ['0.0.0.0/0', '::/0'],
        reason: 'nobody-admitted',
        description:
          'Added by the beanstalk-websockets action for WebSocket clients of chat-prod: nobody was admitted on TCP 80',
      },
    ])
    expect(describeInbound(plan(CLOSED))).toEqual([
      'Admit 0.0.0.0/0 and ::/0 on TCP 80 in sg-1 of the instance, which admits nobody there.',
    ])
  })

  it('has nothing for IPv6 where nobody can come by it', () => {
    const [step] = stepsOf(plan({ ...CLOSED, entrance: { ...INSTANCE, hasIpv6: false } }))
    expect(step).toMatchObject({ cidrs: ['0.0.0.0/0'] })
  })

  it('leaves a port alone where anything is admitted, however narrow, and tells what and who chose it', () => {
    const narrow = plan(surveyOf({ ports: [80], permissions: NARROW }))
    expect(stepsOf(narrow)).toEqual([{ kind: 'leave' }])
    expect(describeInbound(narrow)).toEqual([
      'Leave sg-1 of the instance as it is; on TCP 80 it admits 203.0.113.0/24, as somebody chose ("the office").',
    ])
  })

  it('leaves a prefix list alone, whatever it holds, and whether or not it could be read', () => {
    const permissions = [{ ...tcp80, PrefixListIds: [{ PrefixListId: 'pl-1' }] }]
    const tell = (lists: ReadonlyMap<string, string[]>) => {
      const planned = plan(surveyOf({ ports: [80], permissions, lists }))
      expect(stepsOf(planned)).toEqual([{ kind: 'leave' }])
      return describeInbound(planned)[0]
    }
    expect(tell(new Map())).toContain('the prefix list pl-1, which could not be read')
    expect(tell(new Map([['pl-1', []]]))).toContain('the prefix list pl-1 (0 ranges)')
    expect(tell(new Map([['pl-1', ['10.0.0.0/8']]]))).toContain('the prefix list pl-1 (1 range)')
  })

  it('knows the rules that it added before', () => {
    const [step] = stepsOf(plan(CLOSED))
    const Description = step?.kind === 'add' ? step.description : ''
    const own = plan(
      surveyOf({ ports: [80], permissions: [{ ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0', Description }] }] }),
    )
    expect(describeInbound(own)[0]).toContain('it admits 0.0.0.0/0, which this action added before.')
  })

  it('tells of several groups in the plural', () => {
    const two = surveyOf({ ports: [80], permissions: NARROW, entrance: { ...INSTANCE, groupIds: ['sg-1', 'sg-2'] } })
    const ports = two.ports.map(port => ({ ...port, admitting: ['sg-1', 'sg-2'] }))
    expect(describeInbound(plan({ ...two, ports }))[0]).toMatch(
      /^Leave sg-1 and sg-2 of the instance as they are; on TCP 80 they admit/,
    )
  })

  it('decides about each port by itself', () => {
    const planned = plan(surveyOf({ ports: [80, 443], permissions: NARROW }))
    expect(stepsOf(planned)).toMatchObject([{ kind: 'leave' }, { kind: 'add', cidrs: ['0.0.0.0/0', '::/0'] }])
  })

  it('only tells that a group is closed when asked to check', () => {
    const planned = plan(CLOSED, { mode: 'check' })
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack', because: '' }])
    expect(describeInbound(planned)).toEqual([
      'Leave sg-1 of the instance as it is, although it admits nobody on TCP 80.',
    ])
    expect(warningsOf(planned)).toEqual([])
  })

  it('never takes what could not be read for a reason to open, and names what is denied', () => {
    const unknown = planInbound({ kind: 'unknown', reason: 'AWS did not tell', refusal }, WISH)
    expect(unknown).toMatchObject({ kind: 'unknown' })
    expect(warningsOf(unknown)[0]).toMatch(/AWS denied ec2:X\. Allow ec2:X\./)
  })
})

describe('a listener that comes with the deployment', () => {
  const coming = { ...CLOSED, ports: CLOSED.ports.map(port => ({ ...port, isComing: true as const })) }
  const foreign = { groupId: 'sg-1', isBeanstalks: false }

  it('is left to Beanstalk in a group that it made, even where others use that', () => {
    const planned = plan({ ...coming, others: { kind: 'known', interfaceIds: ['eni-1'] } })
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack' }])
    expect(warningsOf(planned)).toEqual([])
    expect(describeInbound(planned)).toEqual([
      'Leave sg-1 of the instance as it is, although it admits nobody on TCP 80: Beanstalk opens it together with the listener that comes.',
    ])
  })

  it('has its port opened in a group of somebody’s own', () => {
    expect(stepsOf(plan({ ...coming, groups: [foreign], candidate: foreign }))).toMatchObject([{ kind: 'add' }])
  })
})

describe('allow-from', () => {
  it('is all that is let in where nothing is admitted', () => {
    expect(stepsOf(plan(CLOSED, { allowFrom: ['198.51.100.0/24'] }))).toMatchObject([
      { kind: 'add', cidrs: ['198.51.100.0/24'], description: expect.stringMatching(/: allow-from names them$/) },
    ])
  })

  it('is added to what somebody chose, as far as it is not admitted', () => {
    const planned = plan(surveyOf({ ports: [80], permissions: NARROW }), {
      allowFrom: ['203.0.113.128/25', '198.51.100.0/24'],
    })
    expect(stepsOf(planned)).toMatchObject([{ kind: 'add', cidrs: ['198.51.100.0/24'] }])
    expect(describeInbound(planned)).toEqual([
      'Admit 198.51.100.0/24 on TCP 80 in sg-1 of the instance, because of allow-from; it admits 203.0.113.0/24 so far.',
    ])
  })
})

describe('no rule is added', () => {
  it.each<[string, FoundInbound, Partial<InboundWish>, RegExp]>([
    [
      'to one of several groups that Beanstalk did not make',
      {
        ...CLOSED,
        candidate: undefined,
        groups: ['sg-1', 'sg-2'].map(groupId => ({ groupId, isBeanstalks: false })),
      },
      {},
      /several groups could be meant.*Choose the group to open: "security-group-id: sg-1"/,
    ],
    [
      'to a group of a shared load balancer',
      { ...CLOSED, entrance: BALANCER },
      { isShared: true },
      /other environments share/,
    ],
    [
      'where it is not known whether the load balancer is shared',
      { ...CLOSED, entrance: BALANCER, candidate: { groupId: 'sg-1', isBeanstalks: false } },
      { isShared: undefined },
      /not known whether other environments share the Application Load Balancer awseb-1/,
    ],
    [
      'to a group that others use',
      { ...CLOSED, others: { kind: 'known', interfaceIds: ['eni-1'] } },
      {},
      /other network interfaces use sg-1, too \("eni-1"\).*"security-group-id: sg-1"/,
    ],
    [
      'where it is not known who else uses the group',
      { ...CLOSED, others: { kind: 'refused', refusal } },
      {},
      /AWS denied ec2:X\..*Allow ec2:X\. Or choose the group to open: "security-group-id: sg-1"/,
    ],
    [
      'to a group that a person named and the entrance has not',
      { ...CLOSED, entrance: BALANCER, candidate: undefined },
      { securityGroupId: 'sg-9' },
      /sg-9, which security-group-id names, is not a group of the Application Load Balancer awseb-1.*Write its group: "sg-1"/,
    ],
  ])('%s', (_, survey, wish, warning) => {
    const planned = plan(survey, wish)
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack' }])
    expect(warningsOf(planned)).toEqual([expect.stringMatching(warning)])
    expect(warningsOf(plan({ ...survey, ports: surveyOf({ ports: [80], permissions: NARROW }).ports }, wish))).toEqual(
      [],
    )
  })

  it.each<[string, FoundInbound['instancesUseIt'], RegExp]>([
    [
      'because the instances use it, too',
      { kind: 'answered', answer: true },
      /the instances use sg-1, too, and clients could go past the Application Load Balancer awseb-1.*Give .* a group of its own/,
    ],
    [
      'because it is not known whether they do',
      { kind: 'refused', refusal },
      /not known whether the instances use sg-1, too: AWS denied ec2:X\..*Allow ec2:X\./,
    ],
  ])('to a group that a person named, %s', (_, instancesUseIt, warning) => {
    const survey = { ...CLOSED, entrance: BALANCER, instancesUseIt }
    const planned = plan(survey, { securityGroupId: 'sg-1' })
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack' }])
    expect(warningsOf(planned)).toEqual([expect.stringMatching(warning)])
    const alone = { ...survey, instancesUseIt: { kind: 'answered', answer: false } as const }
    expect(stepsOf(plan(alone, { securityGroupId: 'sg-1' }))).toMatchObject([{ kind: 'add' }])
  })

  it('to the group of an internal load balancer for whom allow-from names, unless it is named', () => {
    const internal = { ...CLOSED, entrance: { ...BALANCER, isInternal: true } }
    const planned = plan(internal, { allowFrom: ['10.0.0.0/8'] })
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack', cidrs: ['10.0.0.0/8'] }])
    expect(warningsOf(planned)).toEqual([
      expect.stringMatching(/awseb-1 is internal\. Choose the group to open: "security-group-id: sg-1"/),
    ])
  })

  it('to the group of an internal load balancer, to which nobody comes from the internet', () => {
    const internal = { ...CLOSED, entrance: { ...BALANCER, isInternal: true } }
    expect(stepsOf(plan(internal))).toMatchObject([{ kind: 'lack', because: `${BALANCER.title} is internal` }])
    expect(warningsOf(plan(internal))).toEqual([])
  })

  it.each<[string, FoundInbound, Partial<InboundWish>]>([
    ['internal', { ...CLOSED, entrance: { ...BALANCER, isInternal: true } }, {}],
    ['shared', { ...CLOSED, entrance: BALANCER }, { isShared: true }],
    ['used by others', { ...CLOSED, others: undefined }, {}],
  ])('unless a person has named it: %s', (_, survey, wish) => {
    expect(stepsOf(plan(survey, { ...wish, securityGroupId: 'sg-1' }))).toMatchObject([{ kind: 'add' }])
  })
})
