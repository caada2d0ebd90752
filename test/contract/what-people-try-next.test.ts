import * as EC2 from '@aws-sdk/client-ec2'
import * as EB from '@aws-sdk/client-elastic-beanstalk'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { type BeanstalkClients, NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let clients: BeanstalkClients
const chat = { ApplicationName: 'chat' }

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  clients = local.clients
  await local.createEnvironment({ application: 'chat', environment: 'chat-blue' })
  await local.createEnvironment({ application: 'chat', environment: 'chat-green' })
})

afterAll(() => local.beanstalk.stop())

describe('Elastic Beanstalk', () => {
  it('changes and reads an application and its templates', async () => {
    const { elasticBeanstalk } = clients
    await elasticBeanstalk.send(new EB.UpdateApplicationCommand({ ...chat, Description: 'a chat' }))
    const { Applications = [] } = await elasticBeanstalk.send(new EB.DescribeApplicationsCommand({}))
    expect(Applications[0]).toMatchObject({ ApplicationName: 'chat', Description: 'a chat' })
    const template = { ...chat, TemplateName: 'small' }
    await elasticBeanstalk.send(new EB.CreateConfigurationTemplateCommand({ ...template, SolutionStackName: NODE_24 }))
    const settings = await elasticBeanstalk.send(new EB.DescribeConfigurationSettingsCommand(template))
    expect(settings.ConfigurationSettings?.[0]).toMatchObject({ TemplateName: 'small', SolutionStackName: NODE_24 })
    await elasticBeanstalk.send(new EB.DeleteConfigurationTemplateCommand(template))
    await expect(elasticBeanstalk.send(new EB.DescribeConfigurationSettingsCommand(template))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
  })

  it('swaps the names of two environments', async () => {
    const cnames = async () => {
      const { Environments = [] } = await clients.elasticBeanstalk.send(new EB.DescribeEnvironmentsCommand(chat))
      return Object.fromEntries(Environments.map(found => [found.EnvironmentName, found.CNAME]))
    }
    const before = await cnames()
    await clients.elasticBeanstalk.send(
      new EB.SwapEnvironmentCNAMEsCommand({
        SourceEnvironmentName: 'chat-blue',
        DestinationEnvironmentName: 'chat-green',
      }),
    )
    await local.waitUntilSettled('chat-blue')
    const after = await cnames()
    expect(after).toEqual({ 'chat-blue': before['chat-green'], 'chat-green': before['chat-blue'] })
  })

  it('validates settings, and names platforms, options and quotas', async () => {
    const { elasticBeanstalk } = clients
    const wrong = { Namespace: 'aws:elasticbeanstalk:environment:proxy', OptionName: 'ProxyServer', Value: 'iis' }
    const { Messages = [] } = await elasticBeanstalk.send(
      new EB.ValidateConfigurationSettingsCommand({ ...chat, EnvironmentName: 'chat-blue', OptionSettings: [wrong] }),
    )
    expect(Messages[0]).toMatchObject({ Severity: 'error', OptionName: 'ProxyServer' })
    const { Options = [] } = await elasticBeanstalk.send(
      new EB.DescribeConfigurationOptionsCommand({ SolutionStackName: NODE_24 }),
    )
    expect(Options.map(option => option.Name)).toContain('ProxyServer')
    const { PlatformSummaryList = [] } = await elasticBeanstalk.send(new EB.ListPlatformVersionsCommand({}))
    const PlatformArn = PlatformSummaryList[0]?.PlatformArn
    const { PlatformDescription } = await elasticBeanstalk.send(new EB.DescribePlatformVersionCommand({ PlatformArn }))
    expect(PlatformDescription?.PlatformArn).toBe(PlatformArn)
    const branches = await elasticBeanstalk.send(new EB.ListPlatformBranchesCommand({}))
    expect(branches.PlatformBranchSummaryList?.length).toBeGreaterThan(0)
    const account = await elasticBeanstalk.send(new EB.DescribeAccountAttributesCommand({}))
    expect(account.ResourceQuotas?.ApplicationVersionQuota?.Maximum).toBeGreaterThan(0)
    const dns = await elasticBeanstalk.send(new EB.CheckDNSAvailabilityCommand({ CNAMEPrefix: 'nobody-has-this' }))
    expect(dns.Available).toBe(true)
  })

  it('tags a resource, restarts and rebuilds an environment', async () => {
    const { elasticBeanstalk } = clients
    const { Environments = [] } = await elasticBeanstalk.send(new EB.DescribeEnvironmentsCommand(chat))
    const ResourceArn = Environments[0]?.EnvironmentArn
    const Tag = { Key: 'team', Value: 'chat' }
    await elasticBeanstalk.send(new EB.UpdateTagsForResourceCommand({ ResourceArn, TagsToAdd: [Tag] }))
    await local.waitUntilSettled(Environments[0]?.EnvironmentName ?? '')
    const { ResourceTags } = await elasticBeanstalk.send(new EB.ListTagsForResourceCommand({ ResourceArn }))
    expect(ResourceTags).toContainEqual(Tag)
    await elasticBeanstalk.send(new EB.RestartAppServerCommand({ EnvironmentName: 'chat-blue' }))
    await local.waitUntilSettled('chat-blue')
    await elasticBeanstalk.send(new EB.RebuildEnvironmentCommand({ EnvironmentName: 'chat-green' }))
    expect(await local.waitUntilSettled('chat-green')).toMatchObject({ Status: 'Ready' })
    const messages = (await local.events({ EnvironmentName: 'chat-blue' })).map(event => event.Message)
    expect(messages).toContain('restartAppServer is starting.')
  })
})

describe('EC2', () => {
  it('makes, changes and deletes a security group', async () => {
    const { ec2 } = clients
    const { GroupId } = await ec2.send(new EC2.CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }))
    const permission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }
    const added = await ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
    const [rule] = added.SecurityGroupRules ?? []
    const changed = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '10.0.0.0/8' }
    await ec2.send(
      new EC2.ModifySecurityGroupRulesCommand({
        GroupId,
        SecurityGroupRules: [{ SecurityGroupRuleId: rule?.SecurityGroupRuleId, SecurityGroupRule: changed }],
      }),
    )
    const found = await ec2.send(new EC2.DescribeSecurityGroupsCommand({ GroupIds: [GroupId ?? ''] }))
    expect(found.SecurityGroups?.[0]?.IpPermissions?.[0]).toMatchObject({ FromPort: 443, ToPort: 443 })
    await ec2.send(new EC2.DeleteSecurityGroupCommand({ GroupId }))
    await expect(ec2.send(new EC2.DescribeSecurityGroupsCommand({ GroupIds: [GroupId ?? ''] }))).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
  })

  it('keeps a group that an instance has, and shows the network around it', async () => {
    const { ec2 } = clients
    const Filters = [{ Name: 'tag:aws:cloudformation:logical-id', Values: ['AWSEBSecurityGroup'] }]
    const { SecurityGroups = [] } = await ec2.send(new EC2.DescribeSecurityGroupsCommand({ Filters }))
    const { GroupId, VpcId } = SecurityGroups[0] ?? {}
    await expect(ec2.send(new EC2.DeleteSecurityGroupCommand({ GroupId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    })
    const { Vpcs = [] } = await ec2.send(new EC2.DescribeVpcsCommand({}))
    expect(Vpcs.map(vpc => vpc.VpcId)).toContain(VpcId)
    for (const listed of [
      (await ec2.send(new EC2.DescribeSubnetsCommand({}))).Subnets,
      (await ec2.send(new EC2.DescribeNetworkAclsCommand({}))).NetworkAcls,
      (await ec2.send(new EC2.DescribeRouteTablesCommand({}))).RouteTables,
      (await ec2.send(new EC2.DescribeAddressesCommand({}))).Addresses,
      (await ec2.send(new EC2.DescribeNetworkInterfacesCommand({}))).NetworkInterfaces,
    ]) {
      expect(listed?.length).toBeGreaterThan(0)
    }
  })
})

describe('S3', () => {
  it('copies, lists in pages and by folders, and deletes many', async () => {
    const { s3 } = clients
    const Bucket = 'chat-bundles'
    await s3.send(
      new S3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
    )
    for (const Key of ['a/1', 'a/2', 'b/1']) await s3.send(new S3.PutObjectCommand({ Bucket, Key, Body: Key }))
    await s3.send(new S3.CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/a/1` }))
    const page = await s3.send(new S3.ListObjectsV2Command({ Bucket, MaxKeys: 2 }))
    expect(page).toMatchObject({ IsTruncated: true, KeyCount: 2 })
    const folders = await s3.send(new S3.ListObjectsV2Command({ Bucket, Delimiter: '/' }))
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'a/' }, { Prefix: 'b/' }])
    await expect(s3.send(new S3.DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' })
    const Objects = ['a/1', 'a/2', 'b/1', 'c'].map(Key => ({ Key }))
    const { Deleted } = await s3.send(new S3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
    expect(Deleted).toHaveLength(4)
    await s3.send(new S3.DeleteBucketCommand({ Bucket }))
  })
})
