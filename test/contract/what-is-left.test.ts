import {
  AllocateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  ReleaseAddressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  AbortEnvironmentUpdateCommand,
  CheckDNSAvailabilityCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  DeleteApplicationVersionCommand,
  DescribeApplicationVersionsCommand,
  ListTagsForResourceCommand,
  RebuildEnvironmentCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { readHoldings } from '../support/holdings.ts'
import { NODE_24, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const LOGS = 'aws:elasticbeanstalk:cloudwatch:logs'
const HEALTH = `${LOGS}:health`

let local: StartedBeanstalk

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), loadBalancerMsPerSecond: 1 })
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
})
afterAll(() => local.beanstalk.stop())

const option = (Namespace: string, OptionName: string, Value: string) => ({ Namespace, OptionName, Value })

type OptionSetting = ReturnType<typeof option>
const IMMUTABLE = option('aws:elasticbeanstalk:command', 'DeploymentPolicy', 'Immutable')

const behind = (kind: string) => [
  option('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
  option('aws:elasticbeanstalk:environment', 'LoadBalancerType', kind),
]

async function terminate(EnvironmentName: string): Promise<void> {
  await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName }))
  await local.waitUntilSettled(EnvironmentName)
}

function logGroups(environment: string): string[] {
  const prefix = `/aws/elasticbeanstalk/${environment}/`
  const { logGroups } = local.beanstalk.lookUpRegion(REGION)
  return logGroups.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length))
}

const OF_NODE = [
  'var/log/eb-engine.log',
  'var/log/eb-hooks.log',
  'var/log/nginx/access.log',
  'var/log/nginx/error.log',
  'var/log/web.stdout.log',
]

describe('an account', () => {
  it.each([
    'no',
    'application',
    'classic',
    'network',
  ])('is as it was when an environment has come and gone that had %s load balancer', async kind => {
    const optionSettings = kind === 'no' ? [] : behind(kind)
    const before = await readHoldings(local)
    await local.createEnvironment({ application: 'chat', environment: 'chat-pr-1', optionSettings })
    const meanwhile = await readHoldings(local)
    await terminate('chat-pr-1')
    expect(meanwhile).not.toEqual(before)
    expect(await readHoldings(local)).toEqual(before)
  })
})

describe('the instances of an environment', () => {
  it('are of the type that its settings name', async () => {
    const types = option('aws:ec2:instances', 'InstanceTypes', 't4g.small, t4g.micro')
    await local.createEnvironment({ application: 'chat', environment: 'chat-arm', optionSettings: [types] })
    const { instances } = await readHoldings(local)
    await terminate('chat-arm')
    expect(instances.map(line => line.split(' ')[1]).sort()).toEqual(['t3.micro', 't4g.small'])
  })
})

describe('what happened to an environment before it was terminated', () => {
  const client = () => local.clients.elasticBeanstalk
  const EnvironmentName = 'chat-lived'
  const fails: Fault = { kind: 'instance-fails', at: 'before-flip', times: 1 }
  const rename = [option('aws:elasticbeanstalk:application:environment', 'COLOR', 'blue')]

  const update = (VersionLabel: string) =>
    client().send(new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel, OptionSettings: rename }))
  interface Life {
    readonly what: string
    readonly atCreation?: readonly Fault[]
    readonly optionSettings?: readonly OptionSetting[]
    live(): Promise<unknown>
  }
  const LIVES: readonly Life[] = [
    { what: 'its creation ended with errors', atCreation: [fails], live: async () => {} },
    { what: 'an update failed', live: () => fail(() => update('v2')) },
    {
      what: 'an update failed on new instances',
      optionSettings: [...behind('application'), IMMUTABLE],
      live: () => fail(() => update('v2')),
    },
    {
      what: 'an update was aborted',
      optionSettings: behind('classic'),
      live: async () => {
        local.beanstalk.setPace(1000)
        await update('v2')
        await client().send(new AbortEnvironmentUpdateCommand({ EnvironmentName }))
        local.beanstalk.setPace(0)
      },
    },
    {
      what: 'it was rebuilt',
      optionSettings: [...behind('network'), option('aws:autoscaling:asg', 'MinSize', '2')],
      live: () => client().send(new RebuildEnvironmentCommand({ EnvironmentName })),
    },
    {
      what: 'its group was opened by hand',
      live: () => {
        const GroupId = local.beanstalk.lookUp(EnvironmentName)?.groupId
        const rule = { GroupId, IpProtocol: 'tcp', FromPort: 81, ToPort: 81, CidrIp: '0.0.0.0/0' }
        return local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
      },
    },
  ]

  beforeAll(async () => {
    const bundle = await zipOf({ 'app.js': '', 'package.json': '{}' })
    for (const label of ['v1', 'v2']) await local.createVersion({ application: 'lived', label, bundle })
  })

  async function fail(act: () => Promise<unknown>): Promise<void> {
    local.beanstalk.setFaults([fails])
    await act()
    await local.waitUntilSettled(EnvironmentName)
  }

  it.each(LIVES)('leaves nothing: $what', async ({ atCreation = [], optionSettings = [], live }) => {
    const before = await readHoldings(local)
    local.beanstalk.setFaults(atCreation)
    const spec = { application: 'lived', environment: EnvironmentName, versionLabel: 'v1', optionSettings }
    expect(await local.createEnvironment(spec)).toMatchObject({ Status: 'Ready' })
    await live()
    await local.waitUntilSettled(EnvironmentName)
    await terminate(EnvironmentName)
    expect(await readHoldings(local)).toEqual(before)
  })
})

describe('the alarms of an environment', () => {
  const alarms = () => local.beanstalk.lookUpRegion(REGION).alarms

  it('are two where it is load-balanced, told when they are made and when they go with it', async () => {
    const optionSettings = behind('application')
    const { EnvironmentId } = await local.createEnvironment({
      application: 'chat',
      environment: 'chat-scaled',
      optionSettings,
    })
    const made = alarms()
    expect(made.map(name => name.replace(/-[^-]+$/, ''))).toEqual([
      `awseb-${EnvironmentId}-stack-AWSEBCloudwatchAlarmHigh`,
      `awseb-${EnvironmentId}-stack-AWSEBCloudwatchAlarmLow`,
    ])
    await terminate('chat-scaled')
    expect(alarms()).toEqual([])
    const told = (await local.events({ EnvironmentName: 'chat-scaled' })).map(({ Message }) => Message)
    const expected = ['Created', 'Deleted'].flatMap(what => made.map(name => `${what} CloudWatch alarm named: ${name}`))
    expect(told).toEqual(expect.arrayContaining(expected))
  })
})

describe('the log groups of an environment', () => {
  const streaming = [option(LOGS, 'StreamLogs', 'true'), option(HEALTH, 'HealthStreamingEnabled', 'true')]

  it('outlive it', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-kept', optionSettings: streaming })
    expect(logGroups('chat-kept')).toEqual(['environment-health.log', ...OF_NODE])
    await terminate('chat-kept')
    expect(logGroups('chat-kept')).toEqual(['environment-health.log', ...OF_NODE])
  })

  it.each([
    [LOGS, ['environment-health.log']],
    [HEALTH, OF_NODE],
  ])('go with it where %s says so', async (namespace, left) => {
    const environment = namespace === LOGS ? 'chat-half-1' : 'chat-half-2'
    const optionSettings = [...streaming, option(namespace, 'DeleteOnTerminate', 'true')]
    await local.createEnvironment({ application: 'chat', environment, optionSettings })
    await terminate(environment)
    expect(logGroups(environment)).toEqual(left)
  })

  it('are made by an update that turns them on', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-later' })
    expect(logGroups('chat-later')).toEqual([])
    const OptionSettings = [option(LOGS, 'StreamLogs', 'true'), option(LOGS, 'RetentionInDays', '30')]
    const asked = { EnvironmentName: 'chat-later', OptionSettings }
    await local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand(asked))
    await local.waitUntilSettled('chat-later')
    expect(logGroups('chat-later')).toEqual(OF_NODE)
    expect((await readHoldings(local)).logGroups).toContain(
      '/aws/elasticbeanstalk/chat-later/var/log/eb-engine.log 30 days',
    )
    await terminate('chat-later')
  })

  const ENGINE = ['eb-engine.log', 'eb-hooks.log']
  const CONTAINER = 'eb-docker/containers/eb-current-app/stdouterr.log'
  const ECS = ['docker-events.log', 'eb-ecs-mgr.log', ...ENGINE, 'ecs/ecs-agent.log', 'ecs/ecs-init.log']
  it.each([
    [NODE_24, 'apache', [...ENGINE, 'httpd/access_log', 'httpd/error_log', 'web.stdout.log']],
    ['64bit Amazon Linux 2023 v4.9.1 running Docker', 'none', ['docker', 'docker-events.log', CONTAINER, ...ENGINE]],
    ['64bit Amazon Linux 2023 v4.3.2 running ECS', 'nginx', ECS],
  ])('are those of the platform and its proxy: %s, %s', async (solutionStack, proxy, files) => {
    const proxyServer = option('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', proxy)
    const optionSettings = [option(LOGS, 'StreamLogs', 'true'), option(LOGS, 'DeleteOnTerminate', 'true'), proxyServer]
    await local.createEnvironment({ application: 'chat', environment: 'chat-proxy', solutionStack, optionSettings })
    expect(logGroups('chat-proxy')).toEqual(files.map(file => `var/log/${file}`))
    await terminate('chat-proxy')
  })
})

describe('an environment whose stack cannot be deleted', () => {
  const lastEvents = async (EnvironmentName: string) => {
    const events = (await local.events({ EnvironmentName })).map(({ Severity, Message }) => `${Severity} ${Message}`)
    return events.slice(events.lastIndexOf('INFO terminateEnvironment is starting.') + 1)
  }
  const anyId = (text: string) => text.replaceAll(/sg-[0-9a-f]+/g, 'sg-1').replace(/Request ID: [^)]+/, 'Request ID: 2')
  const groupOf = (EnvironmentId = '') =>
    local.clients.ec2.send(
      new DescribeSecurityGroupsCommand({
        Filters: [{ Name: 'tag:elasticbeanstalk:environment-id', Values: [EnvironmentId] }],
      }),
    )

  it.each(['a rule of another group that names its own', 'a fault'])('is Ready again for %s', async cause => {
    const EnvironmentName = cause === 'a fault' ? 'chat-stuck-1' : 'chat-stuck-2'
    const before = await readHoldings(local)
    const { EnvironmentId } = await local.createEnvironment({ application: 'chat', environment: EnvironmentName })
    const { SecurityGroups: [group] = [] } = await groupOf(EnvironmentId)
    const base = local.beanstalk.lookUp('chat-prod')?.groupId
    const pair = [{ UserIdGroupPairs: [{ GroupId: group?.GroupId }], IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 }]
    const rule = { GroupId: base, IpPermissions: pair }
    if (cause === 'a fault') local.beanstalk.setFaults([{ kind: 'termination-failed', times: 1 }])
    else await local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))
    await terminate(EnvironmentName)
    const described = await local.waitUntilSettled(EnvironmentName)
    expect(described).toMatchObject({ Status: 'Ready', Health: 'Grey', HealthStatus: 'Unknown' })
    const dependent = `resource sg-1 has a dependent object (Service: AmazonEC2; Status Code: 400; Error Code: DependencyViolation; Request ID: 2)`
    expect((await lastEvents(EnvironmentName)).map(anyId)).toEqual([
      expect.stringMatching(/^INFO Deleted EIP: /),
      `ERROR Deleting security group named: sg-1 failed Reason: ${dependent}`,
      'ERROR Stack deletion failed: The following resource(s) failed to delete: [AWSEBSecurityGroup].',
      'INFO Environment health has transitioned from Ok to Unknown.',
    ])
    const left = await readHoldings(local)
    expect({ addresses: left.addresses, instances: left.instances }).toEqual({
      addresses: before.addresses,
      instances: before.instances,
    })

    const update = { EnvironmentName, OptionSettings: [option(LOGS, 'StreamLogs', 'true')] }
    await local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand(update))
    expect(await local.waitUntilSettled(EnvironmentName)).toMatchObject({ Status: 'Ready', Health: 'Grey' })
    expect((await lastEvents(EnvironmentName)).at(-1)).toBe('ERROR Failed to deploy configuration.')

    if (cause !== 'a fault') await local.clients.ec2.send(new RevokeSecurityGroupIngressCommand(rule))
    await terminate(EnvironmentName)
    expect(await lastEvents(EnvironmentName)).toEqual([
      `INFO Deleted security group named: ${group?.GroupName}`,
      'INFO terminateEnvironment completed successfully.',
    ])
    expect(await readHoldings(local)).toEqual(before)
  })
})

describe('an environment that cannot be launched', () => {
  it('leaves nothing: no address is free', async () => {
    const { ec2 } = local.clients
    const made: string[] = []
    for (let i = 0; i < 4; i++) made.push((await ec2.send(new AllocateAddressCommand({}))).AllocationId ?? '')
    const before = await readHoldings(local)
    expect(await local.createEnvironment({ application: 'chat', environment: 'chat-sixth' })).toMatchObject({
      Status: 'Terminated',
    })
    expect(await readHoldings(local)).toEqual(before)
    for (const AllocationId of made) await ec2.send(new ReleaseAddressCommand({ AllocationId }))
  })

  it('leaves nothing: its load balancer cannot be made', async () => {
    const host = { ...openNoHost(), openLoadBalancer: () => Promise.reject(new Error('No port was free.')) }
    const other = await startBeanstalk({ host })
    await other.createVersion({ application: 'chat', label: 'v1', bundle: await zipOf({ 'app.js': '' }) })
    const before = await readHoldings(other)
    const optionSettings = [...behind('application'), option(LOGS, 'StreamLogs', 'true')]
    const spec = { application: 'chat', environment: 'chat-prod', optionSettings }
    expect(await other.createEnvironment(spec)).toMatchObject({ Status: 'Terminated' })
    const { logGroups: left, ...rest } = await readHoldings(other)
    await other.beanstalk.stop()
    expect({ ...rest, logGroups: [] }).toEqual(before)
    // These stay after a launch that failed as after a termination.
    expect(left).toHaveLength(OF_NODE.length)
  })

  it('leaves nothing: its bundle has thresholds for alarms that a single instance has not', async () => {
    const config = 'option_settings:\n  aws:autoscaling:trigger:\n    LowerThreshold: 20\n'
    const files = { 'app.js': '', 'package.json': '{}', '.ebextensions/scale.config': config }
    await local.createVersion({ application: 'chat', label: 'scaled', bundle: await zipOf(files) })
    const before = await readHoldings(local)
    const spec = { application: 'chat', environment: 'chat-scaled-1', versionLabel: 'scaled' }
    expect(await local.createEnvironment(spec)).toMatchObject({ Status: 'Terminated' })
    const told = (await local.events({ EnvironmentName: spec.environment })).map(({ Message }) => Message)
    expect(told).toContain(
      "Configuration validation exception: Auto Scaling LowerThreshold setting cannot be applied because AWSEBCloudwatchAlarmLow doesn't exist.",
    )
    expect(await readHoldings(local)).toEqual(before)
  })
})

describe('the name of an environment', () => {
  it('is free once it is Terminated, not while it is Terminating; its CNAME as well', async () => {
    const { elasticBeanstalk: client } = local.clients
    const spec = { application: 'chat', environment: 'chat-again', cnamePrefix: 'chat-cname' }
    await local.createEnvironment(spec)
    const isFree = async () =>
      (await client.send(new CheckDNSAvailabilityCommand({ CNAMEPrefix: 'chat-cname' }))).Available
    local.beanstalk.setPace(50)
    await client.send(new TerminateEnvironmentCommand({ EnvironmentName: 'chat-again' }))
    const again = local.createEnvironment(spec)
    await expect(again).rejects.toMatchObject({ message: 'Environment chat-again already exists.' })
    expect(await isFree()).toBe(false)
    local.beanstalk.setPace(0)
    await local.waitUntilSettled('chat-again')
    expect(await isFree()).toBe(true)
    expect(await local.createEnvironment(spec)).toMatchObject({ Status: 'Ready' })
    await terminate('chat-again')
  })
})

describe('a version', () => {
  it('is not deleted while an environment has it, one that is Terminating as well', async () => {
    const { elasticBeanstalk: client } = local.clients
    const bundle = await zipOf({ 'app.js': '', 'package.json': '{}' })
    await local.createVersion({ application: 'chat', label: 'used', bundle })
    await local.createEnvironment({ application: 'chat', environment: 'chat-uses', versionLabel: 'used' })
    const remove = () =>
      client.send(new DeleteApplicationVersionCommand({ ApplicationName: 'chat', VersionLabel: 'used' }))
    const inUse = { name: 'InvalidParameterValue', message: expect.stringContaining('used is deployed') }
    await expect(remove()).rejects.toMatchObject(inUse)
    local.beanstalk.setPace(50)
    await client.send(new TerminateEnvironmentCommand({ EnvironmentName: 'chat-uses' }))
    await expect(remove()).rejects.toMatchObject(inUse)
    local.beanstalk.setPace(0)
    await local.waitUntilSettled('chat-uses')
    await remove()
  })
})

describe('a worker', () => {
  it('has its tier and no CNAME, and answers to no name', async () => {
    const { elasticBeanstalk: client } = local.clients
    const before = await readHoldings(local)
    const asked = { ApplicationName: 'chat', EnvironmentName: 'chat-worker', SolutionStackName: NODE_24 }
    await client.send(new CreateEnvironmentCommand({ ...asked, Tier: { Name: 'Worker', Type: 'SQS/HTTP' } }))
    const described = await local.waitUntilSettled('chat-worker')
    expect(described).toMatchObject({ Status: 'Ready', Tier: { Name: 'Worker', Type: 'SQS/HTTP' } })
    expect(described).not.toHaveProperty('CNAME')
    expect((await readHoldings(local)).names).toEqual(before.names)
    await terminate('chat-worker')
    expect(await readHoldings(local)).toEqual(before)
  })

  it('is refused with the type of the other tier', async () => {
    const asked = { ApplicationName: 'chat', EnvironmentName: 'chat-worker', SolutionStackName: NODE_24 }
    const Tier = { Name: 'Worker', Type: 'Standard' }
    const sent = local.clients.elasticBeanstalk.send(new CreateEnvironmentCommand({ ...asked, Tier }))
    await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

describe('tags that something is made with', () => {
  it('are those of the environment and of the version, by their ARNs', async () => {
    const { elasticBeanstalk: client } = local.clients
    const Tags = [{ Key: 'beanstalk-websockets:pull-request', Value: '12' }]
    const bundle = await zipOf({ 'app.js': '', 'package.json': '{}' })
    await local.createVersion({ application: 'chat', label: 'plain', bundle })
    const { ApplicationVersions } = await client.send(
      new DescribeApplicationVersionsCommand({ VersionLabels: ['plain'] }),
    )
    const { SourceBundle } = ApplicationVersions?.[0] ?? {}
    const version = { ApplicationName: 'chat', VersionLabel: 'tagged', SourceBundle, Tags }
    const { ApplicationVersion } = await client.send(new CreateApplicationVersionCommand(version))
    const asked = { ApplicationName: 'chat', EnvironmentName: 'chat-tagged', SolutionStackName: NODE_24, Tags }
    const { EnvironmentArn, EnvironmentId } = await client.send(new CreateEnvironmentCommand(asked))
    await local.waitUntilSettled('chat-tagged')
    const tagsOf = async (ResourceArn: string | undefined) =>
      (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).ResourceTags
    expect(await tagsOf(ApplicationVersion?.ApplicationVersionArn)).toEqual(Tags)
    expect(await tagsOf(EnvironmentArn)).toEqual(
      expect.arrayContaining([...Tags, { Key: 'elasticbeanstalk:environment-id', Value: EnvironmentId }]),
    )
    await terminate('chat-tagged')
    await expect(tagsOf(EnvironmentArn)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
