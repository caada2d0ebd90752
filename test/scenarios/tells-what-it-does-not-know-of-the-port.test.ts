import { AuthorizeSecurityGroupIngressCommand, CreateManagedPrefixListCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { openAnsweringProxy, refuseWith } from '../support/answering-proxy.ts'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import type { ActionRun } from '../support/run-action.ts'
import { balanced } from '../support/topologies.ts'

const DRY = { 'dry-run': 'true' }
const TITLE = 'The inbound rule'
const warningsOf = ({ annotations }: ActionRun) =>
  annotations.filter(({ level, title }) => level === 'warning' && title === TITLE).map(({ message }) => message)

const HASTY = { 'handshake-timeout': '2', 'max-retries': '0' }
const BUSY = refuseWith(503, 'RequestLimitExceeded', 'Request limit exceeded.')
const DENIED = refuseWith(403, 'UnauthorizedOperation', 'You are not authorized to perform this operation.')
const withoutRules = (body: string) => body.replace(/<ipPermissions>.*?<\/ipPermissions>/s, '<ipPermissions/>')

function deny(scenario: DeployScenario, operation: string): void {
  scenario.beanstalk.setFaults([{ kind: 'denied', operation }])
}

describe('a read that AWS denies', () => {
  it('is a warning that names it, and never a reason to open the port', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    await scenario.admit()
    for (const operation of [
      'elasticbeanstalk:DescribeEnvironmentResources',
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeNetworkInterfaces',
    ]) {
      deny(scenario, operation)
      const run = await scenario.deploy({ inputs: DRY })
      expect(run.exitCode, run.log).toBe(0)
      expect(warningsOf(run), operation).toEqual([expect.stringContaining(`AWS denied ${operation}`)])
      expect(warningsOf(run)[0], 'the statement to add').toContain(`"${operation}"`)
      expect(run.log).not.toContain('Admit ')
    }
  })

  it(
    'of a load balancer leaves its groups alone; its listeners are then those of the settings',
    { timeout: 120_000 },
    async () => {
      const scenario = await openScenario({
        environment: { optionSettings: balanced('application') },
        loadBalancerMsPerSecond: 100,
      })
      deny(scenario, 'elasticloadbalancing:DescribeLoadBalancers')
      const blind = await scenario.deploy({ inputs: DRY })
      expect(warningsOf(blind)).toEqual([
        expect.stringContaining('AWS denied elasticloadbalancing:DescribeLoadBalancers'),
      ])
      expect(blind.log).toContain(
        'Leave the security groups alone: which of them faces the internet, and whom it admits, is not known. AWS denied elasticloadbalancing:DescribeLoadBalancers to',
      )
      deny(scenario, 'elasticloadbalancing:DescribeListeners')
      const half = await scenario.deploy({ inputs: DRY })
      expect(warningsOf(half)).toEqual([expect.stringContaining('AWS denied elasticloadbalancing:DescribeListeners')])
      expect(half.log).toMatch(
        /Leave sg-\w+ of the Application Load Balancer .* as it is; on TCP 80 it admits 0\.0\.0\.0\/0/,
      )
    },
  )
})

describe('a read that AWS does not answer', () => {
  it('fails no deployment, and takes nothing from what is told of a silent port', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    const operation = 'elasticbeanstalk:DescribeEnvironmentResources'
    scenario.beanstalk.setFaults([{ kind: 'throttled', operation }, { kind: 'port-closed' }])
    const run = await scenario.deploy({ inputs: { 'handshake-timeout': '2', 'max-retries': '0' } })
    expect(warningsOf(run)).toEqual([expect.stringContaining(`AWS did not carry out ${operation}`)])
    expect(run.outputs, run.log).toMatchObject({
      'deployment-action-type': 'update',
      finding: 'connection-timed-out',
      layer: 'tcp',
    })
    const [error] = run.annotations.filter(({ level }) => level === 'error')
    expect(error?.message).toContain(`AWS did not carry out ${operation}`)
  })
})

describe('a prefix list', () => {
  it('admits its entries, and is left alone when they cannot be read', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    const { ec2 } = scenario.clients
    await scenario.admit()
    const { PrefixList } = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'clients',
        MaxEntries: 2,
        AddressFamily: 'IPv4',
        Entries: [{ Cidr: '127.0.0.0/8' }],
      }),
    )
    const { PrefixListId } = PrefixList ?? {}
    const { GroupId } = await scenario.securityGroup()
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, PrefixListIds: [{ PrefixListId }] }]
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
    deny(scenario, 'ec2:GetManagedPrefixListEntries')
    const unread = await scenario.deploy({ inputs: DRY })
    expect(warningsOf(unread)).toEqual([expect.stringContaining('AWS denied ec2:GetManagedPrefixListEntries')])
    expect(unread.log).toContain(`the prefix list ${PrefixListId}, which could not be read`)
    scenario.beanstalk.setFaults([])
    const run = await scenario.deploy({ inputs: { 'allow-from': '127.0.0.1/32' } })
    expect(run.log).toContain(`it admits the prefix list ${PrefixListId} (1 range)`)
    expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })
})

describe('somebody else at the same time', () => {
  it('who has added the rule already is no error', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    await scenario.admit('0.0.0.0/0')
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    // As it was a moment ago.
    proxy.change((operation, answer) =>
      operation === 'DescribeSecurityGroups' ? { ...answer, body: withoutRules(answer.body) } : answer,
    )
    const inputs = { 'allow-from': '0.0.0.0/0, 198.51.100.0/24' }
    const run = await scenario.deploy({ inputs, env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    const { IpPermissions = [] } = await scenario.securityGroup()
    expect(IpPermissions.flatMap(({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp))).toEqual([
      '0.0.0.0/0',
      '198.51.100.0/24',
    ])
    const told = run.log.split('\n').filter(line => line.includes('add the inbound rule'))
    expect(told, 'only what the run has added itself may be taken back').toEqual([
      expect.stringMatching(
        /it was there already: add the inbound rule TCP 80 from 0\.0\.0\.0\/0 to the security group sg-\w+\.$/,
      ),
      expect.stringMatching(/done: add .* from 198\.51\.100\.0\/24 /),
    ])
    const revokes = run.log.split('\n').filter(line => line.includes('revoke-security-group-ingress'))
    expect(revokes).toEqual([expect.stringContaining('CidrIp=198.51.100.0/24')])
  })

  it('who chooses whom to admit after the plan was made is not overruled', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    await scenario.admit('127.0.0.0/8')
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    let looks = 0
    proxy.change((operation, answer) => {
      if (operation !== 'DescribeSecurityGroups') return answer
      looks += 1
      return looks === 1 ? { ...answer, body: withoutRules(answer.body) } : answer
    })
    const run = await scenario.deploy({ env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    expect(run.log).toContain('On TCP 80, somebody admits "127.0.0.0/8" by now')
    expect(run.summary).toMatch(/groupId=sg-\w+>\) admits 127\.0\.0\.0\/8; left as it is/)
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })

  it('whose requests leave no room for the second look: nothing is opened', { timeout: 120_000 }, async () => {
    const scenario = await openScenario()
    await scenario.admit()
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    let looks = 0
    proxy.change((operation, answer) => {
      if (operation !== 'DescribeSecurityGroups') return answer
      looks += 1
      return looks === 1 ? answer : BUSY
    })
    const run = await scenario.deploy({ inputs: HASTY, env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.outputs, run.log).toMatchObject({ finding: 'connection-timed-out' })
    expect(warningsOf(run)).toEqual([expect.stringContaining('AWS did not tell once more whom')])
    expect(scenario.changes()).not.toContain('AuthorizeSecurityGroupIngress')
  })

  it(
    'who closes the port while the version is deployed is told: it is not said to be open',
    { timeout: 120_000 },
    async () => {
      const scenario = await openScenario()
      scenario.beanstalk.setFaults([{ kind: 'port-closed' }])
      const run = await scenario.deploy({ inputs: { 'handshake-timeout': '2' } })
      expect(run.outputs, run.log).toMatchObject({ finding: 'connection-timed-out', layer: 'tcp' })
      const { GroupId } = await scenario.securityGroup()
      const [error] = run.annotations.filter(({ level }) => level === 'error')
      expect(error?.message).toContain(`Admit port`)
      expect(error?.message).toContain(`("${GroupId}")`)
      expect(error?.message).not.toContain('The security group admits')
    },
  )
})

describe('a look after nobody answered', () => {
  it(
    'that is denied names each statement that is missing once, that of the groups first',
    {
      timeout: 120_000,
    },
    async () => {
      const scenario = await openScenario()
      const denied = ['DescribeSecurityGroups', 'DescribeNetworkAcls', 'DescribeRouteTables']
      scenario.beanstalk.setFaults([
        ...denied.map(name => ({ kind: 'denied' as const, operation: `ec2:${name}` })),
        { kind: 'port-closed' },
      ])
      const run = await scenario.deploy({ inputs: HASTY })
      const [error] = run.annotations.filter(({ level }) => level === 'error')
      const statements = error?.message.match(/"Sid":"\w+"/g)
      expect(statements, run.log).toEqual(['"Sid":"ReadSecurityGroups"', '"Sid":"ReadNetwork"'])
      expect(error?.message).toContain('AWS denied ec2:DescribeNetworkAcls, ec2:DescribeRouteTables to')
      expect(run.summary).not.toMatch(/characters\)/)
    },
  )

  it.each([
    ['denied', DENIED, ['DescribeSecurityGroups']],
    ['throttled', BUSY, ['DescribeSecurityGroups', 'DescribeEnvironmentResources']],
  ])('that is %s takes nothing from what was found', { timeout: 120_000 }, async (_, no, operations) => {
    const scenario = await openScenario()
    scenario.beanstalk.setFaults([{ kind: 'port-closed' }])
    await using proxy = await openAnsweringProxy(scenario.beanstalk.endpoint)
    let isDeployed = false
    proxy.change((operation, answer) => {
      isDeployed ||= operation === 'UpdateEnvironment'
      return isDeployed && operations.includes(operation) ? no : answer
    })
    const run = await scenario.deploy({ inputs: HASTY, env: { AWS_ENDPOINT_URL: proxy.endpoint } })
    expect(run.outputs, run.log).toMatchObject({ finding: 'connection-timed-out', layer: 'tcp' })
    const [error] = run.annotations.filter(({ level }) => level === 'error')
    expect(error?.message).toContain('What else may keep clients out is not known')
    expect(error?.message).toContain('ec2:DescribeSecurityGroups')
    expect(error?.message).not.toContain('The security group admits')
    expect(run.summary, 'the logs are fetched all the same').toContain('Last lines of the logs')
  })
})
