import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { describeInbound } from '../../src/network/describe-inbound.ts'
import type { SeenAs } from '../../src/network/entrance.ts'
import { admitAs } from '../../src/network/inbound.ts'
import { type InboundPlan, type InboundWish, planInbound } from '../../src/network/plan-inbound.ts'
import type { FoundInbound } from '../../src/network/survey-inbound.ts'
import { describeOwnGroups, listNamedGroups } from '../../src/platform/own-groups.ts'
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
  region: 'eu-central-1',
  ownGroups: describeOwnGroups('application', []),
  namedGroupIds: [],
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
    expect(stepsOf(planned)).toEqual([{ kind: 'comes', groupId: 'sg-1', cidrs: ['0.0.0.0/0'] }])
    expect(warningsOf(planned)).toEqual([])
    expect(describeInbound(planned)).toEqual([
      'With the listener that comes, Beanstalk itself will admit 0.0.0.0/0 on TCP 80 in sg-1 of the instance.',
    ])
  })

  it('is opened to everybody, whatever allow-from says, which is told with what helps', () => {
    const narrow = surveyOf({ ports: [80], permissions: NARROW, entrance: BALANCER })
    const survey = { ...narrow, ports: narrow.ports.map(port => ({ ...port, isComing: true as const })) }
    const wish = { allowFrom: ['198.51.100.0/24'] }
    const planned = plan(survey, wish)
    expect(stepsOf(planned)).toMatchObject([{ kind: 'comes' }])
    expect(describeInbound(planned)[0]).toMatch(
      /will admit 0\.0\.0\.0\/0 on .*, which admits 203\.0\.113\.0\/24 so far\.$/,
    )
    expect(warningsOf(planned)).toEqual([
      expect.stringMatching(
        /lets everybody \(0\.0\.0\.0\/0\) in on TCP 80 to sg-1.*"allow-from" \(198\.51\.100\.0\/24\) restricts nothing[\s\S]*\n {2}aws:elbv2:loadbalancer:SecurityGroups=sg-/,
      ),
    ])
    expect(warningsOf(plan(survey, { allowFrom: ['0.0.0.0/0'] })), 'which asks for no less').toEqual([])
    const named = [{ namespace: 'aws:elbv2:loadbalancer', optionName: 'SecurityGroups', value: 'sg-9' }]
    const own = plan(survey, { ...wish, ownGroups: describeOwnGroups('application', named) })
    expect(warningsOf(own), 'which names a group of its own').toEqual([])
  })

  it('brings nothing where everybody is admitted already', () => {
    const open = surveyOf({ ports: [80], permissions: [{ ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] })
    const survey = { ...open, ports: open.ports.map(port => ({ ...port, isComing: true as const })) }
    expect(stepsOf(plan(survey))).toEqual([{ kind: 'leave' }])
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
    const open = plan({ ...survey, ports: surveyOf({ ports: [80], permissions: NARROW }).ports }, wish)
    expect(stepsOf(open)).toEqual([{ kind: 'leave' }])
    expect(warningsOf(open).join()).not.toContain('A rule is missing')
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
    expect(warningsOf(plan(internal))).toEqual([
      expect.stringMatching(/is internal: nobody reaches it from the internet.*"security-group-id: sg-1"/),
    ])
  })

  it.each<[string, FoundInbound, Partial<InboundWish>]>([
    ['internal', { ...CLOSED, entrance: { ...BALANCER, isInternal: true } }, {}],
    ['shared', { ...CLOSED, entrance: BALANCER }, { isShared: true }],
    ['used by others', { ...CLOSED, others: undefined }, {}],
  ])('unless a person has named it: %s', (_, survey, wish) => {
    const named = plan(survey, { ...wish, securityGroupId: 'sg-1' })
    expect(stepsOf(named)).toMatchObject([{ kind: 'add' }])
    expect(warningsOf(named)).toEqual([])
  })
})

describe('an environment that is still to be created', () => {
  const planned = (wish: Partial<InboundWish>) => planInbound({ kind: 'new' }, { ...WISH, ...wish })

  it('gets groups that Beanstalk opens to everybody, which is told where allow-from asks for less', () => {
    expect(describeInbound(planned({}))).toEqual([
      expect.stringContaining('Beanstalk makes security groups that admit 0.0.0.0/0 on the ports of its listeners'),
      expect.stringContaining('Look at the security group that faces the internet when the environment is there'),
    ])
    expect(warningsOf(planned({}))).toEqual([])
    expect(warningsOf(planned({ allowFrom: ['203.0.113.0/24'] }))).toEqual([
      expect.stringMatching(
        /^Beanstalk lets everybody.*restricts nothing there[\s\S]*aws:elbv2:loadbalancer:SecurityGroups=sg-/,
      ),
    ])
  })

  it('keeps to the group that its settings name', () => {
    const named = { namespace: 'aws:autoscaling:launchconfiguration', optionName: 'DisableDefaultEC2SecurityGroup' }
    const own = describeOwnGroups('none', [{ ...named, value: 'true' }])
    expect(describeInbound(planned({ ownGroups: own }))).toHaveLength(1)
    expect(warningsOf(planned({ ownGroups: own, allowFrom: ['203.0.113.0/24'] }))).toEqual([])
    expect(describeOwnGroups('none', [{ ...named, value: 'false' }]).areNamed).toBe(false)
    const beside = [{ namespace: named.namespace, optionName: 'SecurityGroups', value: 'sg-9' }]
    expect(describeOwnGroups('none', beside).areNamed, 'beside the one that is made').toBe(false)
    expect(describeOwnGroups('unknown', [{ ...named, value: 'true' }]).areNamed).toBe(true)
    expect(describeOwnGroups('application', [{ ...named, value: 'true' }]).areNamed, 'behind it').toBe(false)
  })
})

describe('another group that is admitted', () => {
  const permissions = [{ ...tcp80, UserIdGroupPairs: [{ GroupId: 'sg-2' }, { GroupId: 'sg-3' }] }]

  it('is named in the plan and in the description of the rule', () => {
    const planned = plan(surveyOf({ ports: [80], permissions }))
    expect(describeInbound(planned)).toEqual([
      'Admit 0.0.0.0/0 and ::/0 on TCP 80 in sg-1 of the instance, which admits nobody but members of sg-2, sg-3 there.',
    ])
    const [step] = stepsOf(planned)
    expect(step).toMatchObject({
      description: expect.stringMatching(/: nobody was admitted on TCP 80 but members of sg-2 and 1 more$/),
    })
    expect(step?.kind === 'add' && /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/.test(step.description)).toBe(true)
  })

  it('is named where nothing is added', () => {
    const checked = plan(surveyOf({ ports: [80], permissions }), { mode: 'check' })
    expect(describeInbound(checked)[0]).toMatch(/although it admits nobody but members of sg-2, sg-3 on TCP 80\.$/)
    const both = plan(surveyOf({ ports: [80], permissions: [...permissions, ...NARROW] }))
    expect(describeInbound(both)[0]).toContain('it admits 203.0.113.0/24, and members of sg-2, sg-3, as somebody chose')
  })
})

describe('groups that the deployment itself brings', () => {
  const settings = [
    { namespace: 'aws:elbv2:loadbalancer', optionName: 'SecurityGroups', value: 'sg-1, sg-2a' },
    { namespace: 'aws:elb:loadbalancer', optionName: 'SecurityGroups', value: 'sg-3' },
  ]
  const namedGroupIds = listNamedGroups('application', settings)

  it('were not looked at: nothing is added to those that go, and that is a warning', () => {
    expect(namedGroupIds).toEqual(['sg-1', 'sg-2a'])
    const planned = plan({ ...CLOSED, entrance: BALANCER }, { namedGroupIds })
    expect(stepsOf(planned)).toEqual([
      { kind: 'lack', cidrs: ['0.0.0.0/0', '::/0'], because: expect.stringMatching(/other groups \("sg-2a"\)$/) },
    ])
    const warning = expect.stringMatching(/^This deployment gives the Application .* other security groups \("sg-2a"\)/)
    expect(warningsOf(planned)).toEqual([warning])
    const open = surveyOf({ ports: [80], permissions: NARROW })
    expect(warningsOf(plan(open, { namedGroupIds })), 'also where somebody is admitted now').toHaveLength(1)
  })

  it('are no others where they come beside the one that Beanstalk made for the instance', () => {
    const launch = 'aws:autoscaling:launchconfiguration'
    const beside = [{ namespace: launch, optionName: 'SecurityGroups', value: 'sg-2a' }]
    const alone = [...beside, { namespace: launch, optionName: 'DisableDefaultEC2SecurityGroup', value: 'true' }]
    expect(listNamedGroups('none', beside)).toEqual([])
    expect(listNamedGroups('none', alone)).toEqual(['sg-2a'])
  })

  it('are no others where the entrance has them already', () => {
    const planned = plan(CLOSED, { namedGroupIds: ['sg-1'] })
    expect(stepsOf(planned)).toEqual([expect.objectContaining({ kind: 'add' })])
    expect(warningsOf(planned)).toEqual([])
  })
})

describe('an input without effect', () => {
  const OPEN = [{ ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]

  it('is an allow-from of which a wider rule is there already', () => {
    const planned = plan(surveyOf({ ports: [80], permissions: OPEN }), { allowFrom: ['203.0.113.0/24'] })
    expect(stepsOf(planned)).toEqual([{ kind: 'leave' }])
    expect(warningsOf(planned)).toEqual([
      expect.stringMatching(
        /"allow-from" names 203\.0\.113\.0\/24, but on TCP 80 sg-1 of the instance admits more already, 0\.0\.0\.0\/0: it restricts nothing\. .* admit what is named, and then take that away:\n\naws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=\[\{CidrIp=203\.0\.113\.0\/24\}\]' --region eu-central-1\naws ec2 revoke-security-group-ingress --group-id sg-1 --ip-permissions 'IpProtocol=tcp,FromPort=80,ToPort=80,IpRanges=\[\{CidrIp=0\.0\.0\.0\/0\}\]' --region eu-central-1$/,
      ),
    ])
    const nested = [{ ...tcp80, IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '10.1.0.0/16' }] }]
    const [some] = warningsOf(
      plan(surveyOf({ ports: [80], permissions: nested }), {
        allowFrom: ['10.1.0.0/16', '10.2.0.0/16', '203.0.113.0/24'],
      }),
    )
    expect(some, 'what has a rule already, or gets one by this run, would be a duplicate').toMatch(
      /authorize-security-group-ingress .*\[\{CidrIp=10\.2\.0\.0\/16\}\]'.*\n.*revoke.*\[\{CidrIp=10\.0\.0\.0\/8\}\]/,
    )
    const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    const [wide] = warningsOf(plan(surveyOf({ ports: [80], permissions: all }), { allowFrom: ['203.0.113.0/24'] }))
    expect(wide, 'the rule is about more than this port').not.toContain('revoke')
    const two = surveyOf({ ports: [80], permissions: OPEN })
    const ports = two.ports.map(port => ({ ...port, admitting: ['sg-1', 'sg-2'] }))
    const [both] = warningsOf(plan({ ...two, ports }, { allowFrom: ['203.0.113.0/24'] }))
    expect(both, 'which of the two has the rule is not told').not.toContain('revoke')
    expect(
      warningsOf(plan(surveyOf({ ports: [80], permissions: NARROW }), { allowFrom: ['198.51.100.0/24'] })),
    ).toEqual([])
  })

  it('is a security-group-id that does not face the internet, also where nothing is missing', () => {
    const survey = { ...surveyOf({ ports: [80], permissions: OPEN }), entrance: BALANCER, candidate: undefined }
    expect(warningsOf(plan(survey, { securityGroupId: 'sg-9' }))).toEqual([
      expect.stringMatching(
        /^sg-9, which .* is not a security group of the Application .* awseb-1, .* sg-1 admits: .* no effect/,
      ),
    ])
    expect(warningsOf(plan({ ...survey, candidate: CLOSED.candidate }, { securityGroupId: 'sg-1' }))).toEqual([])
  })
})

describe('instances that see the load balancer in the place of its clients', () => {
  const NETWORK = { ...INSTANCE, kind: 'network', title: 'the Network Load Balancer awseb-1' } as const
  const seen = (seenAs: SeenAs, permissions: Parameters<typeof surveyOf>[0]['permissions'] = []) => {
    const survey = surveyOf({ ports: [80], permissions, entrance: NETWORK })
    const judge = (port: (typeof survey.ports)[number]) =>
      seenAs === 'unknown' ? port.admission : admitAs(port.admission, seenAs)
    return { ...survey, ports: survey.ports.map(port => ({ ...port, seenAs, admission: judge(port) })) }
  }

  it('are not opened to clients, who would come past it; what admits the load balancer is told', () => {
    const planned = plan(seen(['172.31.0.5'], NARROW))
    expect(stepsOf(planned)).toMatchObject([{ kind: 'lack', cidrs: ['172.31.0.5/32'] }])
    expect(describeInbound(planned)[0]).toMatch(
      /although it admits 203\.0\.113\.0\/24, and not 172\.31\.0\.5\/32 on TCP 80: the instances see/,
    )
    expect(warningsOf(planned)).toEqual([
      expect.stringMatching(
        /nobody gets through[\s\S]*--group-id sg-1 --ip-permissions '.*\{CidrIp=172\.31\.0\.5\/32\}\]' --region eu-central-1$/,
      ),
    ])
    expect(stepsOf(plan(seen([])))).toMatchObject([{ kind: 'lack', cidrs: [] }])
    const unclear = plan({ ...seen(['172.31.0.5']), candidate: undefined })
    expect(warningsOf(unclear), 'no rule for clients is missing').toEqual([
      expect.stringContaining('nobody gets through'),
    ])
  })

  it('are left where they admit it, and allow-from restricts nothing there', () => {
    const ofVpc = [{ ...tcp80, IpRanges: [{ CidrIp: '172.31.0.0/16' }] }]
    const planned = plan(seen(['172.31.0.5'], ofVpc), { allowFrom: ['203.0.113.0/24'] })
    expect(stepsOf(planned)).toEqual([{ kind: 'leave' }])
    expect(describeInbound(planned)[0]).toContain('and with them the addresses of the Network Load Balancer awseb-1')
    expect(describeInbound(plan(seen([], ofVpc)))[0]).toContain('and perhaps with them the addresses of the Network')
    expect(warningsOf(planned)).toEqual([expect.stringMatching(/so that "allow-from" .* restricts nothing/)])
    const open = [{ ...tcp80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    expect(warningsOf(plan(seen(['172.31.0.5'], open), { allowFrom: ['203.0.113.0/24'] }))).toHaveLength(1)
  })

  it('are opened to nobody where that is not known', () => {
    expect(stepsOf(plan(seen('unknown')))).toMatchObject([
      { kind: 'lack', because: expect.stringContaining('not known') },
    ])
    expect(stepsOf(plan(seen('unknown', NARROW)))).toEqual([{ kind: 'leave' }])
  })
})
