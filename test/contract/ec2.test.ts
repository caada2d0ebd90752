import {
  AuthorizeSecurityGroupIngressCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type IpPermission,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openClients, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let GroupId: string
let environmentId: string

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  environmentId = (await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })).EnvironmentId ?? ''
  GroupId = local.beanstalk.lookUp('chat-prod')?.groupId ?? ''
})

afterAll(() => local.beanstalk.stop())

const tcp = (port: number, CidrIp: string, Description?: string): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp, ...(Description && { Description }) }],
})

const authorize = (...IpPermissions: IpPermission[]) => authorizeWith({ GroupId, IpPermissions })
const authorizeWith = (input: AuthorizeSecurityGroupIngressCommandInput) =>
  local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand(input))
const revoke = (...IpPermissions: IpPermission[]) =>
  local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
const rules = async () => {
  const asked = new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] })
  const { SecurityGroupRules = [] } = await local.clients.ec2.send(asked)
  return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress)
}

beforeEach(async () => {
  const ids = (await rules()).map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId)
  if (ids.length > 0)
    await local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: ids }))
  await authorize(tcp(80, '0.0.0.0/0'))
})

describe("an environment's security group", () => {
  it('is as Elastic Beanstalk makes it for a single instance', async () => {
    const { SecurityGroups = [] } = await local.clients.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
    )
    expect(SecurityGroups).toHaveLength(1)
    expect(SecurityGroups[0]).toMatchObject({
      GroupName: expect.stringMatching(new RegExp(`^awseb-${environmentId}-stack-AWSEBSecurityGroup-[A-Z0-9]+$`)),
      Description: 'SecurityGroup for ElasticBeanstalk environment.',
      OwnerId: '123456789012',
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [] },
      ],
      Tags: expect.arrayContaining([
        { Key: 'elasticbeanstalk:environment-name', Value: 'chat-prod' },
        { Key: 'elasticbeanstalk:environment-id', Value: environmentId },
        { Key: 'aws:cloudformation:logical-id', Value: 'AWSEBSecurityGroup' },
      ]),
    })
  })

  it.each([
    ['group-id', () => GroupId],
    ['group-name', () => `awseb-${environmentId}-*`],
    ['tag:elasticbeanstalk:environment-id', () => environmentId],
    ['tag-key', () => 'elasticbeanstalk:environment-nam?'],
  ])('is found by the filter %s', async (Name, value) => {
    const asked = new DescribeSecurityGroupsCommand({ Filters: [{ Name, Values: ['none', value()] }] })
    const { SecurityGroups = [] } = await local.clients.ec2.send(asked)
    expect(SecurityGroups.map(group => group.GroupId)).toEqual([GroupId])
  })

  it('is the one of its instance, in the default VPC', async () => {
    const { Reservations = [] } = await local.clients.ec2.send(
      new DescribeInstancesCommand({ Filters: [{ Name: 'instance.group-id', Values: [GroupId] }] }),
    )
    const instance = Reservations[0]?.Instances?.[0]
    const vpcs = await local.clients.ec2.send(new DescribeVpcsCommand({}))
    const subnets = await local.clients.ec2.send(new DescribeSubnetsCommand({}))
    expect(instance).toMatchObject({
      InstanceId: local.beanstalk.lookUp('chat-prod')?.instance?.instanceId,
      State: { Code: 16, Name: 'running' },
      PublicIpAddress: expect.stringMatching(/^203\.0\.113\.\d+$/),
      SecurityGroups: [{ GroupId }],
      VpcId: vpcs.Vpcs?.[0]?.VpcId,
      SubnetId: subnets.Subnets?.[0]?.SubnetId,
    })
  })

  it('is unknown in another region', async () => {
    const { ec2 } = openClients(local.beanstalk, { region: 'us-east-1' })
    const asked = new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] })
    await expect(ec2.send(asked)).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
      message: `The security group '${GroupId}' does not exist`,
    })
  })
})

describe('an inbound rule', () => {
  it('is given with its id and description', async () => {
    const { Return, SecurityGroupRules = [] } = await authorize({
      ...tcp(8080, '10.1.2.3/8', 'opened for a test'),
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      UserIdGroupPairs: [{ GroupId }],
    })
    expect(Return).toBe(true)
    expect(SecurityGroupRules).toMatchObject([
      {
        GroupId,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 8080,
        ToPort: 8080,
        CidrIpv4: '10.0.0.0/8',
        Description: 'opened for a test',
      },
      { CidrIpv6: '::/0' },
      { ReferencedGroupInfo: { GroupId } },
    ])
    expect((await rules()).map(({ SecurityGroupRuleId }) => SecurityGroupRuleId)).toEqual(
      expect.arrayContaining(SecurityGroupRules.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId)),
    )
  })

  it('is taken in the older, flat form of the parameters', async () => {
    await authorizeWith({ GroupId, IpProtocol: '6', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' })
    expect(await rules()).toContainEqual(
      expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, CidrIpv4: '0.0.0.0/0' }),
    )
  })

  it('is refused as a duplicate, and then nothing of the call is done', async () => {
    await expect(authorize(tcp(22, '0.0.0.0/0'), tcp(80, '0.0.0.0/0', 'again'))).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
      message: 'the specified rule "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW" already exists',
      $metadata: { httpStatusCode: 400 },
    })
    expect(await rules()).toHaveLength(1)
  })

  it.each<[what: string, permission: IpPermission, name: string, message: RegExp]>([
    [
      'a CIDR with too large a byte',
      tcp(80, '300.0.0.0/0'),
      'InvalidParameterValue',
      /^CIDR block 300\.0\.0\.0\/0 is malformed$/,
    ],
    ['a CIDR without a prefix', tcp(80, '10.0.0.1'), 'InvalidParameterValue', /malformed/],
    [
      'an IPv6 CIDR that is none',
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, Ipv6Ranges: [{ CidrIpv6: '::g/0' }] },
      'InvalidParameterValue',
      /malformed/,
    ],
    [
      'ports the wrong way round',
      { IpProtocol: 'tcp', FromPort: 81, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      'InvalidParameterValue',
      /portRange/,
    ],
    ['a port too large', tcp(65_536, '0.0.0.0/0'), 'InvalidParameterValue', /portRange/],
    [
      'a protocol that is none',
      { IpProtocol: 'web', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      'InvalidParameterValue',
      /protocol/,
    ],
    [
      'a description with a line break',
      tcp(80, '1.0.0.0/8', 'a\nb'),
      'InvalidParameterValue',
      /Invalid rule description/,
    ],
    [
      'a group that is not there',
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0123456789abcdef0' }] },
      'InvalidGroup.NotFound',
      /does not exist/,
    ],
    ['nobody at all', { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 }, 'MissingParameter', /must contain/],
  ])('is refused for %s', async (_what, permission, name, message) => {
    await expect(authorize(permission)).rejects.toMatchObject({ name, message: expect.stringMatching(message) })
    expect(await rules()).toHaveLength(1)
  })

  it('is refused for a group id that is none, or that is not there', async () => {
    const IpPermissions = [tcp(22, '0.0.0.0/0')]
    await expect(authorizeWith({ GroupId: 'nonsense', IpPermissions })).rejects.toMatchObject({
      name: 'InvalidGroupId.Malformed',
    })
    await expect(authorizeWith({ GroupId: 'sg-0123', IpPermissions })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
    await expect(authorizeWith({ IpPermissions })).rejects.toMatchObject({ name: 'MissingParameter' })
  })

  it('is not made in a dry run', async () => {
    const DryRun = true
    await expect(authorizeWith({ GroupId, DryRun, IpPermissions: [tcp(22, '0.0.0.0/0')] })).rejects.toMatchObject({
      name: 'DryRunOperation',
      $metadata: { httpStatusCode: 412 },
    })
    await expect(authorizeWith({ GroupId, DryRun, IpPermissions: [tcp(80, '0.0.0.0/0')] })).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
    })
    expect(await rules()).toHaveLength(1)
  })

  it('is revoked by its permission, whatever its description, and then is not there', async () => {
    await authorize(tcp(22, '192.0.2.0/24', 'ssh'))
    await expect(revoke(tcp(22, '192.0.2.0/24'))).resolves.toMatchObject({ Return: true })
    await expect(revoke(tcp(22, '192.0.2.0/24'))).rejects.toMatchObject({ name: 'InvalidPermission.NotFound' })
    await expect(
      local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: ['sgr-0'] })),
    ).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.NotFound',
    })
  })
})

describe('describing', () => {
  it('gives pages', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'chat-second' })
    const names: Array<string | undefined> = []
    let pages = 0
    for await (const page of paginateDescribeSecurityGroups({ client: local.clients.ec2, pageSize: 1 }, {})) {
      pages += 1
      names.push(...(page.SecurityGroups ?? []).map(group => group.GroupName))
    }
    expect(pages).toBe(3)
    expect(new Set(names).size).toBe(3)
    expect(names).toContain('default')
  })

  it('refuses a filter that EC2 does not know', async () => {
    const asked = new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] })
    await expect(local.clients.ec2.send(asked)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
    })
  })

  it('refuses instance ids that are none', async () => {
    const ask = (id: string) => local.clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
    await expect(ask('x')).rejects.toMatchObject({ name: 'InvalidInstanceID.Malformed' })
    await expect(ask('i-0123')).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })
})
