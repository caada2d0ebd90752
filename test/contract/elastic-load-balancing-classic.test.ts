import * as ELB from '@aws-sdk/client-elastic-load-balancing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { createSecurityGroup, defaultSubnets } from '../support/load-balancing.ts'
import { openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

const HTTP: ELB.Listener = { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }
const READER = { accessKeyId: 'AKIAREADER0000000000', secretAccessKey: 'reader' }

let local: StartedBeanstalk
let elb: ELB.ElasticLoadBalancingClient

beforeAll(async () => {
  const reads = { Effect: 'Allow', Action: 'elasticloadbalancing:Describe*', Resource: '*' } as const
  const reader = { ...READER, principalArn: 'arn:aws:iam::123456789012:user/reader', policies: [{ Statement: reads }] }
  local = await startBeanstalk({ host: openNoHost(), keys: [reader] })
  elb = local.clients.elb
})
afterAll(() => local.beanstalk.stop())

function create(LoadBalancerName: string, more: Partial<ELB.CreateLoadBalancerCommandInput> = {}) {
  const AvailabilityZones = more.Subnets ? undefined : [`${REGION}a`, `${REGION}b`]
  return elb.send(
    new ELB.CreateLoadBalancerCommand({ LoadBalancerName, AvailabilityZones, Listeners: [HTTP], ...more }),
  )
}

async function describeOne(name: string): Promise<ELB.LoadBalancerDescription | undefined> {
  const asked = new ELB.DescribeLoadBalancersCommand({ LoadBalancerNames: [name] })
  return (await elb.send(asked)).LoadBalancerDescriptions?.[0]
}

describe('a classic load balancer', () => {
  it('is made in zones or subnets, and told with its listeners and its health check', async () => {
    const { DNSName } = await create('told')
    expect(DNSName).toMatch(/^told-\d+\.eu-central-1\.elb\.amazonaws\.com$/)
    expect(await describeOne('told')).toMatchObject({
      DNSName,
      AvailabilityZones: [`${REGION}a`, `${REGION}b`],
      ListenerDescriptions: [{ Listener: { ...HTTP, InstanceProtocol: 'HTTP' }, PolicyNames: [] }],
      HealthCheck: { Target: 'TCP:80', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
      Scheme: 'internet-facing',
      Instances: [],
    })
    const [subnet] = await defaultSubnets(local.clients.ec2)
    await create('in-a-subnet', { Subnets: [subnet?.SubnetId ?? ''] })
    expect((await describeOne('in-a-subnet'))?.Subnets).toEqual([subnet?.SubnetId])
  })

  it('has a name of its own', async () => {
    await create('taken')
    await expect(create('taken')).rejects.toMatchObject({ name: 'DuplicateAccessPointNameException' })
    await expect(describeOne('nobody')).rejects.toMatchObject({
      name: 'AccessPointNotFoundException',
      message: "There is no ACTIVE Load Balancer named 'nobody'",
    })
    await elb.send(new ELB.DeleteLoadBalancerCommand({ LoadBalancerName: 'nobody' }))
  })

  it('keeps protocols on one layer, and asks for a certificate where it needs one', async () => {
    await expect(create('layers', { Listeners: [{ ...HTTP, InstanceProtocol: 'TCP' }] })).rejects.toMatchObject({
      name: 'ValidationError',
    })
    const secure = { ...HTTP, Protocol: 'HTTPS', LoadBalancerPort: 443 }
    await expect(create('secure', { Listeners: [secure] })).rejects.toMatchObject({
      message: 'Secure Listeners need to specify a SSLCertificateId',
    })
    const SSLCertificateId = 'arn:aws:iam::123456789012:server-certificate/nobody'
    await expect(create('secure', { Listeners: [{ ...secure, SSLCertificateId }] })).rejects.toMatchObject({
      name: 'CertificateNotFoundException',
      message: `Server Certificate not found for the key: ${SSLCertificateId}`,
    })
  })

  it('gets and loses listeners', async () => {
    await create('listeners')
    const add = (listener: ELB.Listener) =>
      elb.send(new ELB.CreateLoadBalancerListenersCommand({ LoadBalancerName: 'listeners', Listeners: [listener] }))
    await add({ Protocol: 'TCP', LoadBalancerPort: 8080, InstancePort: 80 })
    await add(HTTP)
    await expect(add({ ...HTTP, InstancePort: 81 })).rejects.toMatchObject({ name: 'DuplicateListenerException' })
    await elb.send(
      new ELB.DeleteLoadBalancerListenersCommand({ LoadBalancerName: 'listeners', LoadBalancerPorts: [80] }),
    )
    expect((await describeOne('listeners'))?.ListenerDescriptions).toEqual([
      expect.objectContaining({
        Listener: { Protocol: 'TCP', LoadBalancerPort: 8080, InstanceProtocol: 'TCP', InstancePort: 80 },
      }),
    ])
  })

  it('registers instances, and tells whether they are in service', async () => {
    await create('instances')
    await local.createEnvironment({ application: 'chat', environment: 'instances' })
    const LoadBalancerName = 'instances'
    const Instances = [{ InstanceId: local.beanstalk.lookUp('instances')?.instances[0]?.id }]
    const registered = await elb.send(new ELB.RegisterInstancesWithLoadBalancerCommand({ LoadBalancerName, Instances }))
    expect(registered.Instances).toEqual(Instances)
    const health = () => elb.send(new ELB.DescribeInstanceHealthCommand({ LoadBalancerName }))
    expect((await health()).InstanceStates).toEqual([
      { ...Instances[0], State: 'InService', ReasonCode: 'N/A', Description: 'N/A' },
    ])
    const unknown = { LoadBalancerName, Instances: [{ InstanceId: 'i-0a' }] }
    await expect(elb.send(new ELB.RegisterInstancesWithLoadBalancerCommand(unknown))).rejects.toMatchObject({
      name: 'InvalidEndPointException',
      message: 'Could not find EC2 instance i-0a.',
    })
    await elb.send(new ELB.DeregisterInstancesFromLoadBalancerCommand({ LoadBalancerName, Instances }))
    expect((await health()).InstanceStates).toEqual([])
  })

  it('takes another health check, other attributes and other groups', async () => {
    const LoadBalancerName = 'settings'
    await create(LoadBalancerName)
    const HealthCheck = {
      Target: 'HTTP:80/health',
      Interval: 10,
      Timeout: 3,
      UnhealthyThreshold: 3,
      HealthyThreshold: 2,
    }
    await elb.send(new ELB.ConfigureHealthCheckCommand({ LoadBalancerName, HealthCheck }))
    await expect(
      elb.send(new ELB.ConfigureHealthCheckCommand({ LoadBalancerName, HealthCheck: { ...HealthCheck, Target: 'x' } })),
    ).rejects.toMatchObject({ name: 'ValidationError' })
    await elb.send(
      new ELB.ModifyLoadBalancerAttributesCommand({
        LoadBalancerName,
        LoadBalancerAttributes: { ConnectionSettings: { IdleTimeout: 3600 } },
      }),
    )
    const { LoadBalancerAttributes } = await elb.send(
      new ELB.DescribeLoadBalancerAttributesCommand({ LoadBalancerName }),
    )
    expect(LoadBalancerAttributes?.ConnectionSettings).toEqual({ IdleTimeout: 3600 })
    expect(LoadBalancerAttributes?.ConnectionDraining).toEqual({ Enabled: false, Timeout: 300 })
    const SecurityGroups = [await createSecurityGroup(local.clients.ec2, 'classic')]
    await elb.send(new ELB.ApplySecurityGroupsToLoadBalancerCommand({ LoadBalancerName, SecurityGroups }))
    expect(await describeOne(LoadBalancerName)).toMatchObject({ HealthCheck, SecurityGroups })
  })

  it('keeps a client with an instance by a policy of its HTTP listener', async () => {
    const LoadBalancerName = 'sticky'
    await create(LoadBalancerName, { Listeners: [HTTP, { ...HTTP, Protocol: 'TCP', LoadBalancerPort: 81 }] })
    const PolicyName = 'a-day'
    await elb.send(
      new ELB.CreateLBCookieStickinessPolicyCommand({ LoadBalancerName, PolicyName, CookieExpirationPeriod: 86_400 }),
    )
    const set = (LoadBalancerPort: number, PolicyNames: string[]) =>
      elb.send(new ELB.SetLoadBalancerPoliciesOfListenerCommand({ LoadBalancerName, LoadBalancerPort, PolicyNames }))
    await set(80, [PolicyName])
    await expect(set(81, [PolicyName])).rejects.toMatchObject({ name: 'InvalidConfigurationRequestException' })
    await expect(set(80, ['nobody'])).rejects.toMatchObject({ name: 'PolicyNotFoundException' })
    expect(await describeOne(LoadBalancerName)).toMatchObject({
      Policies: { LBCookieStickinessPolicies: [{ PolicyName, CookieExpirationPeriod: 86_400 }] },
      ListenerDescriptions: [{ PolicyNames: [PolicyName] }, { PolicyNames: [] }],
    })
    const { PolicyDescriptions } = await elb.send(new ELB.DescribeLoadBalancerPoliciesCommand({ LoadBalancerName }))
    expect(PolicyDescriptions?.[0]).toMatchObject({ PolicyName, PolicyTypeName: 'LBCookieStickinessPolicyType' })
  })

  it('carries tags', async () => {
    await create('tagged', { Tags: [{ Key: 'team', Value: 'chat' }] })
    const LoadBalancerNames = ['tagged']
    await elb.send(new ELB.AddTagsCommand({ LoadBalancerNames, Tags: [{ Key: 'stage', Value: 'prod' }] }))
    await elb.send(new ELB.RemoveTagsCommand({ LoadBalancerNames, Tags: [{ Key: 'team' }] }))
    const { TagDescriptions } = await elb.send(new ELB.DescribeTagsCommand({ LoadBalancerNames }))
    expect(TagDescriptions?.[0]?.Tags).toEqual([{ Key: 'stage', Value: 'prod' }])
  })
})

describe('a key that may only look', () => {
  it('looks, and is denied everything else in the words of the service', async () => {
    await create('looked-at')
    const { elb: reader } = openClients({ endpoint: local.beanstalk.endpoint, credentials: READER })
    await reader.send(new ELB.DescribeLoadBalancersCommand({ LoadBalancerNames: ['looked-at'] }))
    await expect(
      reader.send(new ELB.DeleteLoadBalancerCommand({ LoadBalancerName: 'looked-at' })),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/reader is not authorized to perform: elasticloadbalancing:DeleteLoadBalancer on resource: arn:aws:elasticloadbalancing:${REGION}:123456789012:loadbalancer/looked-at because no identity-based policy allows the elasticloadbalancing:DeleteLoadBalancer action`,
    })
  })

  it('meets the faults that are set for an operation', async () => {
    local.beanstalk.setFaults([
      { kind: 'throttled', operation: 'elasticloadbalancing:DescribeLoadBalancers', times: 1 },
    ])
    await expect(elb.send(new ELB.DescribeLoadBalancersCommand({}))).rejects.toMatchObject({ name: 'Throttling' })
    await elb.send(new ELB.DescribeLoadBalancersCommand({}))
  })
})
