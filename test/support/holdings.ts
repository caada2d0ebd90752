/**
 * Everything that an account holds in the region of the tests, as lines of text: what was there before something came and
 * went must be there afterwards, and nothing else. Ids stand as they are, for what stays keeps its own.
 */

import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTagsCommand,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2'
import {
  DescribeApplicationsCommand,
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  type EnvironmentDescription,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { DescribeLoadBalancersCommand as DescribeClassicCommand } from '@aws-sdk/client-elastic-load-balancing'
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import {
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3'
import { type BeanstalkClients, REGION, type StartedBeanstalk } from './local-beanstalk.ts'

type Lines = readonly string[]

export interface Holdings {
  readonly applications: Lines
  readonly versions: Lines
  readonly templates: Lines
  /** The living ones, each followed by its settings and resources. */
  readonly environments: Lines
  readonly objects: Lines
  readonly uploads: Lines
  readonly addresses: Lines
  /** The running ones. */
  readonly instances: Lines
  readonly securityGroups: Lines
  readonly networkInterfaces: Lines
  readonly loadBalancers: Lines
  readonly targetGroups: Lines
  /** Of what EC2 has, terminated instances excepted. */
  readonly tags: Lines
  readonly logGroups: Lines
  readonly alarms: Lines
  /** That answer, with their addresses. */
  readonly names: Lines
}

/** Of each kind sorted lines, for `toEqual` to compare. */
export async function readHoldings({ clients, beanstalk }: StartedBeanstalk): Promise<Holdings> {
  const { logGroups, alarms, names } = beanstalk.lookUpRegion(REGION)
  const parts = await Promise.all([
    readBeanstalk(clients),
    readObjects(clients.s3),
    readEc2(clients),
    readLoad(clients),
  ])
  const held: Holdings = {
    ...Object.assign({}, ...parts),
    logGroups: logGroups.map(({ name, retentionInDays }) => `${name} ${retentionInDays} days`),
    alarms,
    names: Object.entries(names).map(([name, addresses]) => `${name} ${addresses.join()}`),
  }
  const sorted = Object.entries(held).map(([kind, lines]: [string, Lines]) => [kind, [...lines].sort()])
  return Object.fromEntries(sorted)
}

async function readBeanstalk({
  elasticBeanstalk: client,
}: BeanstalkClients): Promise<Pick<Holdings, 'applications' | 'versions' | 'templates' | 'environments'>> {
  const tagsOf = async (ResourceArn: string | undefined) => {
    const { ResourceTags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn }))
    return ResourceTags.map(({ Key, Value }) => `${Key}=${Value}`).sort()
  }
  const { Applications = [] } = await client.send(new DescribeApplicationsCommand({}))
  const { ApplicationVersions = [] } = await client.send(new DescribeApplicationVersionsCommand({}))
  const { Environments = [] } = await client.send(new DescribeEnvironmentsCommand({ IncludeDeleted: false }))
  return {
    applications: await Promise.all(
      Applications.map(async one => line(one.ApplicationName, await tagsOf(one.ApplicationArn))),
    ),
    versions: await Promise.all(
      ApplicationVersions.map(async one => {
        const { S3Bucket, S3Key } = one.SourceBundle ?? {}
        const tags = await tagsOf(one.ApplicationVersionArn)
        return line(`${one.ApplicationName}/${one.VersionLabel}`, one.Status, `${S3Bucket}/${S3Key}`, tags)
      }),
    ),
    templates: Applications.flatMap(({ ApplicationName, ConfigurationTemplates = [] }) =>
      ConfigurationTemplates.map(name => `${ApplicationName}/${name}`),
    ),
    environments: (
      await Promise.all(
        Environments.map(async one => [
          line(
            ...[one.EnvironmentName, one.EnvironmentId, one.ApplicationName, one.VersionLabel, one.Status, one.CNAME],
            ...[one.DateUpdated?.toISOString(), await tagsOf(one.EnvironmentArn)],
          ),
          ...(await readEnvironment(client, one)),
        ]),
      )
    ).flat(),
  }
}

async function readEnvironment(
  client: BeanstalkClients['elasticBeanstalk'],
  { ApplicationName, EnvironmentName }: EnvironmentDescription,
): Promise<Lines> {
  const asked = { ApplicationName, EnvironmentName }
  const { ConfigurationSettings } = await client.send(new DescribeConfigurationSettingsCommand(asked))
  const { EnvironmentResources } = await client.send(new DescribeEnvironmentResourcesCommand({ EnvironmentName }))
  const settings = ConfigurationSettings?.[0]?.OptionSettings ?? []
  return [
    ...settings.map(one => `${EnvironmentName} ${one.Namespace}:${one.OptionName}=${one.Value}`),
    ...Object.entries(EnvironmentResources ?? {}).map(([kind, held]) => line(EnvironmentName, kind, held)),
  ]
}

/** The service itself deletes tail logs after 15 minutes, so they are left out. */
async function readObjects(s3: S3Client): Promise<Pick<Holdings, 'objects' | 'uploads'>> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
  const [objects, uploads]: [string[], string[]] = [[], []]
  for (const { Name } of Buckets) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: Name })) {
      const kept = Contents.filter(({ Key = '' }) => !Key.startsWith('resources/environments/logs/tail/'))
      objects.push(...kept.map(({ Key, ETag }) => line(`${Name}/${Key}`, ETag)))
    }
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: Name }))
    uploads.push(...Uploads.map(({ Key }) => `${Name}/${Key}`))
  }
  return { objects, uploads }
}

async function readEc2({
  ec2,
}: BeanstalkClients): Promise<
  Pick<Holdings, 'addresses' | 'instances' | 'securityGroups' | 'networkInterfaces' | 'tags'>
> {
  const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}))
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}))
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}))
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}))
  const { Tags = [] } = await ec2.send(new DescribeTagsCommand({}))
  const all = Reservations.flatMap(({ Instances = [] }) => Instances)
  const ended = all.filter(({ State }) => State?.Name !== 'running').map(({ InstanceId }) => InstanceId)
  const running = all.filter(({ InstanceId }) => !ended.includes(InstanceId))
  return {
    addresses: Addresses.map(one => line(one.PublicIp, one.AllocationId, one.InstanceId)),
    instances: running.map(one => line(one.InstanceId, one.InstanceType, one.SubnetId, one.SecurityGroups)),
    securityGroups: SecurityGroups.flatMap(one => [
      line(one.GroupId, one.GroupName, one.VpcId),
      ...SecurityGroupRules.filter(rule => rule.GroupId === one.GroupId).map(describeRule),
    ]),
    networkInterfaces: NetworkInterfaces.map(one => line(one.NetworkInterfaceId, one.Description, one.Groups)),
    tags: Tags.filter(tag => !ended.includes(tag.ResourceId)).map(tag => `${tag.ResourceId} ${tag.Key}=${tag.Value}`),
  }
}

function describeRule(rule: SecurityGroupRule): string {
  const peer = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId
  const direction = rule.IsEgress ? 'to' : 'from'
  return line(rule.GroupId, rule.IpProtocol, `${rule.FromPort}-${rule.ToPort}`, direction, peer, rule.Description)
}

async function readLoad({ elb, elbv2 }: BeanstalkClients): Promise<Pick<Holdings, 'loadBalancers' | 'targetGroups'>> {
  const { LoadBalancerDescriptions = [] } = await elb.send(new DescribeClassicCommand({}))
  const { LoadBalancers = [] } = await elbv2.send(new DescribeLoadBalancersCommand({}))
  const { TargetGroups = [] } = await elbv2.send(new DescribeTargetGroupsCommand({}))
  const loadBalancers = LoadBalancers.map(async ({ LoadBalancerArn, DNSName }) => {
    const { Listeners = [] } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }))
    return line(LoadBalancerArn, DNSName, Listeners.map(({ Protocol, Port }) => `${Protocol} ${Port}`).sort())
  })
  const targetGroups = TargetGroups.map(async ({ TargetGroupArn }) => {
    const { TargetHealthDescriptions = [] } = await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
    return line(TargetGroupArn, TargetHealthDescriptions.map(({ Target }) => Target?.Id).sort())
  })
  const classic = LoadBalancerDescriptions.map(({ LoadBalancerName, Instances }) => line(LoadBalancerName, Instances))
  return {
    loadBalancers: [...classic, ...(await Promise.all(loadBalancers))],
    targetGroups: await Promise.all(targetGroups),
  }
}

function line(...parts: readonly unknown[]): string {
  const present = parts.filter(part => part !== undefined && part !== null)
  return present.map(part => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')
}
