import { DeleteSecurityGroupCommand, DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2'
import * as ELB from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
  defaultSubnets,
} from '../support/load-balancing.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let elbv2: ELB.ElasticLoadBalancingV2Client

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  elbv2 = local.clients.elbv2
})
afterAll(() => local.beanstalk.stop())

async function runningInstance(environment: string): Promise<string> {
  await local.createEnvironment({ application: 'chat', environment })
  return local.beanstalk.lookUp(environment)?.instances[0]?.id ?? ''
}

describe('a load balancer', () => {
  it('is made of two subnets, and told with its zones, groups and a name in the DNS', async () => {
    const group = await createSecurityGroup(local.clients.ec2, 'told')
    const made = await createLoadBalancer(local.clients, { Name: 'told', SecurityGroups: [group] })
    const { LoadBalancers } = await elbv2.send(new ELB.DescribeLoadBalancersCommand({ Names: ['told'] }))
    expect(made.State).toEqual({ Code: 'provisioning' })
    expect(LoadBalancers).toEqual([
      expect.objectContaining({
        LoadBalancerArn: expect.stringMatching(
          new RegExp(`^arn:aws:elasticloadbalancing:${REGION}:123456789012:loadbalancer/app/told/[0-9a-f]{16}$`),
        ),
        DNSName: expect.stringMatching(/^told-\d+\.eu-central-1\.elb\.amazonaws\.com$/),
        Scheme: 'internet-facing',
        Type: 'application',
        State: { Code: 'active' },
        SecurityGroups: [group],
        IpAddressType: 'ipv4',
        AvailabilityZones: [
          expect.objectContaining({ ZoneName: 'eu-central-1a' }),
          expect.objectContaining({ ZoneName: 'eu-central-1b' }),
        ],
      }),
    ])
  })

  it('has the default group when none is named, and none at all when it is a network one', async () => {
    const application = await createLoadBalancer(local.clients, { Name: 'default-group' })
    const network = await createLoadBalancer(local.clients, { Name: 'no-group', Type: 'network' })
    expect(application.SecurityGroups).toHaveLength(1)
    expect(network.SecurityGroups).toBeUndefined()
    expect(network.DNSName).toMatch(/^no-group-[0-9a-f]{16}\.elb\.eu-central-1\.amazonaws\.com$/)
  })

  it('is the same when it is asked for again, and a duplicate with other settings', async () => {
    const first = await createLoadBalancer(local.clients, { Name: 'twice' })
    const again = await createLoadBalancer(local.clients, { Name: 'twice' })
    expect(again.arn).toBe(first.arn)
    await expect(createLoadBalancer(local.clients, { Name: 'twice', Scheme: 'internal' })).rejects.toMatchObject({
      name: 'DuplicateLoadBalancerNameException',
      message: "A load balancer with the same name 'twice' exists, but with different settings",
    })
  })

  it('needs two zones, known subnets and groups, and a name of letters, digits and hyphens', async () => {
    const [subnet] = await defaultSubnets(local.clients.ec2)
    const one = createLoadBalancer(local.clients, { Name: 'one-zone', Subnets: [subnet?.SubnetId ?? ''] })
    await expect(one).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'At least two subnets in two different Availability Zones must be specified',
    })
    await expect(createLoadBalancer(local.clients, { Name: 'x', Subnets: ['subnet-0a'] })).rejects.toMatchObject({
      name: 'SubnetNotFoundException',
      message: "The subnet ID 'subnet-0a' does not exist",
    })
    await expect(createLoadBalancer(local.clients, { Name: 'x', SecurityGroups: ['sg-0a'] })).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
    })
    await expect(createLoadBalancer(local.clients, { Name: 'under_score' })).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })

  it('is not found by a name or an ARN that nobody has', async () => {
    const arn = `arn:aws:elasticloadbalancing:${REGION}:123456789012:loadbalancer/app/nobody/0123456789abcdef`
    await expect(elbv2.send(new ELB.DescribeLoadBalancersCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
      message: "Load balancers '[nobody]' not found",
    })
    await expect(elbv2.send(new ELB.DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
    })
    await elbv2.send(new ELB.DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))
  })

  it('has interfaces with its groups, which keep the group from being deleted until it goes', async () => {
    const { ec2 } = local.clients
    const group = await createSecurityGroup(ec2, 'kept')
    const made = await createLoadBalancer(local.clients, { Name: 'kept', SecurityGroups: [group] })
    const interfaces = new DescribeNetworkInterfacesCommand({
      Filters: [{ Name: 'description', Values: ['ELB app/kept/*'] }],
    })
    expect((await ec2.send(interfaces)).NetworkInterfaces).toEqual(
      Array(2).fill(expect.objectContaining({ RequesterId: 'amazon-elb', RequesterManaged: true })),
    )
    const remove = new DeleteSecurityGroupCommand({ GroupId: group })
    await expect(ec2.send(remove)).rejects.toMatchObject({ name: 'DependencyViolation' })
    await elbv2.send(new ELB.DeleteLoadBalancerCommand({ LoadBalancerArn: made.arn }))
    expect((await ec2.send(interfaces)).NetworkInterfaces).toEqual([])
    await ec2.send(remove)
  })

  it('keeps attributes that its kind has, and refuses the others', async () => {
    const { arn } = await createLoadBalancer(local.clients, { Name: 'attributes' })
    const network = await createLoadBalancer(local.clients, { Name: 'network-attributes', Type: 'network' })
    const set = (LoadBalancerArn: string, Key: string, Value: string) =>
      elbv2.send(new ELB.ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: [{ Key, Value }] }))
    const before = await elbv2.send(new ELB.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }))
    expect(before.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' })
    const after = await set(arn, 'idle_timeout.timeout_seconds', '3600')
    expect(after.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '3600' })
    await expect(set(arn, 'idle_timeout.timeout_seconds', '4001')).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(set(arn, 'nothing.of.the.sort', '1')).rejects.toMatchObject({
      message: "Load balancer attribute key 'nothing.of.the.sort' is not recognized",
    })
    await expect(set(network.arn, 'idle_timeout.timeout_seconds', '60')).rejects.toMatchObject({
      name: 'InvalidConfigurationRequestException',
      message:
        "Load balancer attribute key 'idle_timeout.timeout_seconds' is not supported on load balancers with type 'network'",
    })
  })

  it('is not deleted while it is protected', async () => {
    const { arn: LoadBalancerArn } = await createLoadBalancer(local.clients, { Name: 'protected' })
    const protect = (Value: string) =>
      elbv2.send(
        new ELB.ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn,
          Attributes: [{ Key: 'deletion_protection.enabled', Value }],
        }),
      )
    await protect('true')
    const remove = () => elbv2.send(new ELB.DeleteLoadBalancerCommand({ LoadBalancerArn }))
    await expect(remove()).rejects.toMatchObject({ name: 'OperationNotPermittedException' })
    await protect('false')
    await remove()
  })

  it('takes other groups, except a network one that was made without', async () => {
    const group = await createSecurityGroup(local.clients.ec2, 'other')
    const application = await createLoadBalancer(local.clients, { Name: 'regrouped' })
    const network = await createLoadBalancer(local.clients, { Name: 'ungrouped', Type: 'network' })
    const set = (LoadBalancerArn: string) =>
      elbv2.send(new ELB.SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [group] }))
    expect((await set(application.arn)).SecurityGroupIds).toEqual([group])
    await expect(set(network.arn)).rejects.toMatchObject({ name: 'InvalidConfigurationRequestException' })
  })

  it('carries tags, as its listeners, rules and groups do', async () => {
    const made = await createLoadBalancer(local.clients, { Name: 'tagged', Tags: [{ Key: 'team', Value: 'chat' }] })
    const group = await createTargetGroup(local.clients, { Name: 'tagged' })
    const listener = await createListener(local.clients, { LoadBalancerArn: made.arn, group: group.arn })
    const ResourceArns = [made.arn, group.arn, listener.arn]
    await elbv2.send(new ELB.AddTagsCommand({ ResourceArns, Tags: [{ Key: 'stage', Value: 'prod' }] }))
    await elbv2.send(new ELB.RemoveTagsCommand({ ResourceArns: [made.arn], TagKeys: ['team'] }))
    const { TagDescriptions } = await elbv2.send(new ELB.DescribeTagsCommand({ ResourceArns }))
    expect(TagDescriptions).toEqual(
      ResourceArns.map(ResourceArn => ({ ResourceArn, Tags: [{ Key: 'stage', Value: 'prod' }] })),
    )
  })
})

describe('a listener', () => {
  it('forwards to a group, has its port for itself, and keeps its group from being deleted', async () => {
    const { arn } = await createLoadBalancer(local.clients, { Name: 'listens' })
    const group = await createTargetGroup(local.clients, { Name: 'listens' })
    const listener = await createListener(local.clients, { LoadBalancerArn: arn, group: group.arn })
    expect(listener).toMatchObject({ Port: 80, Protocol: 'HTTP', LoadBalancerArn: arn })
    const twin = createListener(local.clients, { LoadBalancerArn: arn, group: group.arn })
    await expect(twin).rejects.toMatchObject({
      name: 'DuplicateListenerException',
      message: `A listener already exists on this port for this load balancer '${arn}'`,
    })
    const remove = new ELB.DeleteTargetGroupCommand({ TargetGroupArn: group.arn })
    await expect(elbv2.send(remove)).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: `Target group '${group.arn}' is currently in use by a listener or a rule`,
    })
    await elbv2.send(new ELB.DeleteListenerCommand({ ListenerArn: listener.arn }))
    await elbv2.send(remove)
    await expect(elbv2.send(new ELB.DescribeListenersCommand({ ListenerArns: [listener.arn] }))).rejects.toMatchObject({
      name: 'ListenerNotFoundException',
      message: 'One or more listeners not found',
    })
  })

  it('for HTTPS needs a certificate that is there', async () => {
    const { arn: LoadBalancerArn } = await createLoadBalancer(local.clients, { Name: 'secure' })
    const group = (await createTargetGroup(local.clients, { Name: 'secure' })).arn
    const secure = { LoadBalancerArn, group, Protocol: 'HTTPS', Port: 443 } as const
    await expect(createListener(local.clients, secure)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'A certificate must be specified for HTTPS listeners',
    })
    const CertificateArn = `arn:aws:acm:${REGION}:123456789012:certificate/00000000-0000-0000-0000-000000000000`
    await expect(
      createListener(local.clients, { ...secure, Certificates: [{ CertificateArn }] }),
    ).rejects.toMatchObject({
      name: 'CertificateNotFoundException',
      message: `Certificate '${CertificateArn}' not found`,
    })
    const plain = createListener(local.clients, { LoadBalancerArn, group, Certificates: [{ CertificateArn }] })
    await expect(plain).rejects.toMatchObject({
      message: 'A certificate cannot be specified for HTTP listeners',
    })
  })

  it('speaks what its load balancer speaks, and what its group does', async () => {
    const network = await createLoadBalancer(local.clients, { Name: 'network', Type: 'network' })
    const http = await createTargetGroup(local.clients, { Name: 'speaks-http' })
    const tcp = await createTargetGroup(local.clients, { Name: 'speaks-tcp', Protocol: 'TCP' })
    const LoadBalancerArn = network.arn
    await expect(createListener(local.clients, { LoadBalancerArn, group: tcp.arn })).rejects.toMatchObject({
      name: 'ValidationError',
    })
    await expect(
      createListener(local.clients, { LoadBalancerArn, Protocol: 'TCP', group: http.arn }),
    ).rejects.toMatchObject({ name: 'IncompatibleProtocolsException' })
    const listener = await createListener(local.clients, { LoadBalancerArn, Protocol: 'TCP', group: tcp.arn })
    const { Attributes } = await elbv2.send(new ELB.DescribeListenerAttributesCommand({ ListenerArn: listener.arn }))
    expect(Attributes).toEqual([{ Key: 'tcp.idle_timeout.seconds', Value: '350' }])
  })

  it('shares its group with no other load balancer', async () => {
    const [first, second] = [
      await createLoadBalancer(local.clients, { Name: 'shares-1' }),
      await createLoadBalancer(local.clients, { Name: 'shares-2' }),
    ]
    const group = (await createTargetGroup(local.clients, { Name: 'shared' })).arn
    await createListener(local.clients, { LoadBalancerArn: first.arn, group })
    await expect(createListener(local.clients, { LoadBalancerArn: second.arn, group })).rejects.toMatchObject({
      name: 'TargetGroupAssociationLimitException',
    })
  })
})

describe('a rule', () => {
  it('redirects, answers, forwards, in the order of priorities that can be changed', async () => {
    const { arn } = await createLoadBalancer(local.clients, { Name: 'rules' })
    const group = (await createTargetGroup(local.clients, { Name: 'rules' })).arn
    const { arn: ListenerArn } = await createListener(local.clients, { LoadBalancerArn: arn, group })
    const create = (Priority: number, Values: string[], action: ELB.Action) =>
      elbv2.send(
        new ELB.CreateRuleCommand({
          ListenerArn,
          Priority,
          Conditions: [{ Field: 'path-pattern', Values }],
          Actions: [action],
        }),
      )
    const redirect = await create(20, ['/old/*'], {
      Type: 'redirect',
      RedirectConfig: { StatusCode: 'HTTP_301', Protocol: 'HTTPS' },
    })
    await create(10, ['/teapot'], { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '418' } })
    await expect(create(10, ['/x'], { Type: 'forward', TargetGroupArn: group })).rejects.toMatchObject({
      name: 'PriorityInUseException',
      message: "Priority '10' is currently in use",
    })
    const priorities = async () => {
      const { Rules = [] } = await elbv2.send(new ELB.DescribeRulesCommand({ ListenerArn }))
      return Rules.map(rule => `${rule.Priority} ${rule.Actions?.[0]?.Type}`)
    }
    expect(await priorities()).toEqual(['10 fixed-response', '20 redirect', 'default forward'])
    expect(redirect.Rules?.[0]?.Actions?.[0]?.RedirectConfig).toEqual({
      Protocol: 'HTTPS',
      Host: '#{host}',
      Port: '#{port}',
      Path: '/#{path}',
      Query: '#{query}',
      StatusCode: 'HTTP_301',
    })
    const RuleArn = redirect.Rules?.[0]?.RuleArn ?? ''
    await elbv2.send(new ELB.SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn, Priority: 5 }] }))
    expect(await priorities()).toEqual(['5 redirect', '10 fixed-response', 'default forward'])
    await elbv2.send(new ELB.DeleteRuleCommand({ RuleArn }))
    await expect(elbv2.send(new ELB.DeleteRuleCommand({ RuleArn }))).rejects.toMatchObject({
      name: 'RuleNotFoundException',
    })
  })
})

describe('a target group', () => {
  it('has AWS defaults, and takes another health check', async () => {
    const made = await createTargetGroup(local.clients, { Name: 'defaults' })
    expect(made).toMatchObject({
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetType: 'instance',
      ProtocolVersion: 'HTTP1',
    })
    const modify = { TargetGroupArn: made.arn, HealthCheckPath: '/health', Matcher: { HttpCode: '200-299' } }
    const { TargetGroups } = await elbv2.send(new ELB.ModifyTargetGroupCommand(modify))
    expect(TargetGroups?.[0]).toMatchObject({ HealthCheckPath: '/health', Matcher: { HttpCode: '200-299' } })
    await expect(
      elbv2.send(new ELB.ModifyTargetGroupCommand({ TargetGroupArn: made.arn, HealthCheckIntervalSeconds: 1 })),
    ).rejects.toMatchObject({ name: 'ValidationError' })
    const { Attributes } = await elbv2.send(new ELB.DescribeTargetGroupAttributesCommand({ TargetGroupArn: made.arn }))
    expect(Attributes).toEqual(
      expect.arrayContaining([
        { Key: 'deregistration_delay.timeout_seconds', Value: '300' },
        { Key: 'stickiness.enabled', Value: 'false' },
        { Key: 'stickiness.lb_cookie.duration_seconds', Value: '86400' },
      ]),
    )
  })

  it('says of each target how it is: unused, healthy, not registered', async () => {
    const Id = await runningInstance('targets')
    const { arn: TargetGroupArn } = await createTargetGroup(local.clients, { Name: 'targets' })
    const health = async (Targets?: ELB.TargetDescription[]) => {
      const asked = new ELB.DescribeTargetHealthCommand({ TargetGroupArn, Targets })
      const { TargetHealthDescriptions = [] } = await elbv2.send(asked)
      return TargetHealthDescriptions.map(({ TargetHealth }) => [TargetHealth?.State, TargetHealth?.Reason])
    }
    const unknown = new ELB.RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: 'i-0a' }] })
    await expect(elbv2.send(unknown)).rejects.toMatchObject({
      name: 'InvalidTargetException',
      message: "Instance ID 'i-0a' is not valid",
    })
    expect(await health([{ Id }])).toEqual([['unused', 'Target.NotRegistered']])
    await elbv2.send(new ELB.RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id }] }))
    expect(await health()).toEqual([['unused', 'Target.NotInUse']])
    const { arn } = await createLoadBalancer(local.clients, { Name: 'targets' })
    await createListener(local.clients, { LoadBalancerArn: arn, group: TargetGroupArn })
    expect(await health()).toEqual([['healthy', undefined]])
    await elbv2.send(new ELB.DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id }] }))
    expect(await health()).toEqual([])
  })
})

describe('the account', () => {
  it('has security policies and limits that can be read in pages', async () => {
    const { SslPolicies = [] } = await elbv2.send(new ELB.DescribeSSLPoliciesCommand({}))
    expect(SslPolicies.map(({ Name }) => Name)).toContain('ELBSecurityPolicy-2016-08')
    const first = await elbv2.send(new ELB.DescribeAccountLimitsCommand({ PageSize: 1 }))
    const second = await elbv2.send(new ELB.DescribeAccountLimitsCommand({ PageSize: 1, Marker: first.NextMarker }))
    expect(first.Limits?.[0]?.Name).not.toBe(second.Limits?.[0]?.Name)
  })
})
