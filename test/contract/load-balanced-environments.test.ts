import { connect } from 'node:net'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateEnvironmentCommand,
  DescribeEnvironmentResourcesCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterEach, describe, expect, it } from 'vitest'
import type { Front } from '../../src/local-beanstalk/host/host.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import {
  APPLICATION,
  ENVIRONMENT,
  openFleet,
  type Setting,
  setting,
  TWO_INSTANCES,
} from '../support/deployment-policies.ts'
import { createSecurityGroup } from '../support/load-balancing.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk

afterEach(() => local.beanstalk.stop())

const ofKind = (kind: string, ...more: readonly Setting[]) => [
  ...TWO_INSTANCES,
  setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', kind),
  ...more,
]

async function groups() {
  const { SecurityGroups = [] } = await local.clients.ec2.send(new DescribeSecurityGroupsCommand({}))
  const shape = (id: string) =>
    SecurityGroups.filter(({ Tags = [] }) =>
      Tags.some(({ Key, Value }) => Key === 'aws:cloudformation:logical-id' && Value === id),
    )
  return { instance: shape('AWSEBSecurityGroup'), loadBalancer: shape('AWSEBLoadBalancerSecurityGroup') }
}

async function resources() {
  const asked = new DescribeEnvironmentResourcesCommand({ EnvironmentName: ENVIRONMENT })
  return (await local.clients.elasticBeanstalk.send(asked)).EnvironmentResources
}

const update = async (...OptionSettings: Setting[]) => {
  const asked = new UpdateEnvironmentCommand({ EnvironmentName: ENVIRONMENT, OptionSettings })
  await local.clients.elasticBeanstalk.send(asked)
  return local.waitUntilSettled(ENVIRONMENT)
}

/** Does anybody answer, within a time in which loopback always does? */
const answers = (front: Front | undefined) =>
  new Promise<boolean>(resolve => {
    const socket = connect({ host: front?.host ?? '', port: front?.port ?? 0 })
    const tell = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.setTimeout(300, () => tell(false))
    socket.once('connect', () => tell(true)).once('error', () => tell(true))
  })

describe('a load-balanced environment', () => {
  it('has the groups, the rules and the names that Elastic Beanstalk gives', async () => {
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('application') })
    const { instance, loadBalancer } = await groups()
    const [inner, outer] = [instance[0], loadBalancer[0]]
    const port80 = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 }
    expect(outer).toMatchObject({
      GroupName: expect.stringMatching(/^awseb-e-\w{10}-stack-AWSEBLoadBalancerSecurityGroup-[A-Z0-9]{12}$/),
      Description:
        'Elastic Beanstalk created security group used when no ELB security groups are specified during ELB creation',
      IpPermissions: [{ ...port80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      IpPermissionsEgress: [{ ...port80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    })
    expect(inner).toMatchObject({
      Description: 'SecurityGroup for ElasticBeanstalk environment.',
      IpPermissions: [{ ...port80, IpRanges: [], UserIdGroupPairs: [{ GroupId: outer?.GroupId }] }],
      IpPermissionsEgress: [{ IpProtocol: '-1' }],
    })
    const environment = await local.waitUntilSettled(ENVIRONMENT)
    const { LoadBalancers = [], Instances = [] } = (await resources()) ?? {}
    expect(Instances).toHaveLength(2)
    expect(LoadBalancers[0]?.Name).toMatch(/^arn:aws:elasticloadbalancing:.*:loadbalancer\/app\/awseb-AWSEB-/)
    expect(environment.EndpointURL).toMatch(/^awseb-AWSEB-.*\.elb\.amazonaws\.com$/)
    expect(environment.Resources?.LoadBalancer).toMatchObject({
      LoadBalancerName: LoadBalancers[0]?.Name,
      Listeners: [{ Protocol: 'HTTP', Port: 80 }],
    })
  })

  it('tells its launch and its termination as they were recorded', async () => {
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('application') })
    const { elasticBeanstalk } = local.clients
    await elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: ENVIRONMENT }))
    expect((await local.waitUntilSettled(ENVIRONMENT)).Status).toBe('Terminated')
    const events = await local.events({ EnvironmentName: ENVIRONMENT })
    const said = events
      .filter(({ RequestId }) => RequestId)
      .map(({ Message = '' }) => Message.replace(/(named: ).*/, '$1...'))
    expect(said.slice(1)).toEqual([
      'Using elasticbeanstalk-eu-central-1-123456789012 as Amazon S3 storage bucket for environment data.',
      'Created target group named: ...',
      'Created security group named: ...',
      'Created security group named: ...',
      'Created Auto Scaling group named: ...',
      'Waiting for EC2 instances to launch. This may take a few minutes.',
      'Created Auto Scaling group policy named: ...',
      'Created Auto Scaling group policy named: ...',
      'Created CloudWatch alarm named: ...',
      'Created CloudWatch alarm named: ...',
      'Created load balancer named: ...',
      'Created Load Balancer listener named: ...',
      'Instance deployment completed successfully.',
      'Instance deployment completed successfully.',
      expect.stringMatching(/^Application available at /),
      'Successfully launched environment: chat-prod',
      'terminateEnvironment is starting.',
      'Deleted CloudWatch alarm named: ...',
      'Deleted CloudWatch alarm named: ...',
      'Deleted Load Balancer listener named: ...',
      'Waiting for EC2 instances to terminate. This may take a few minutes.',
      'Deleted load balancer named: ...',
      'Deleted Auto Scaling group named: ...',
      'Deleted target group named: ...',
      'Deleted security group named: ...',
      'Deleted security group named: ...',
      'terminateEnvironment completed successfully.',
    ])
    expect(await groups()).toEqual({ instance: [], loadBalancer: [] })
  })

  it('lets changes of its settings take effect', async () => {
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('application') })
    const certificate = local.beanstalk.certificateArn('eu-central-1')
    await update(
      setting('aws:elbv2:loadbalancer', 'IdleTimeout', '300'),
      setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS'),
      setting('aws:elbv2:listener:443', 'SSLCertificateArns', certificate),
      setting('aws:elasticbeanstalk:environment:process:default', 'StickinessEnabled', 'true'),
    )
    const own = local.beanstalk.lookUp(ENVIRONMENT)?.loadBalancer
    expect([...(own?.listeners.keys() ?? [])]).toEqual([80, 443])
    expect(own?.attributes.get('idle_timeout.timeout_seconds')).toBe('300')
    const ports = (await groups()).loadBalancer[0]?.IpPermissions?.map(({ FromPort }) => FromPort)
    expect(ports).toEqual([80, 443])
    await update(setting('aws:elbv2:listener:443', 'ListenerEnabled', 'false'))
    expect([...(own?.listeners.keys() ?? [])]).toEqual([80])
  })

  it('with a classic load balancer names it, and takes its protocol', async () => {
    const tcp = setting('aws:elb:listener', 'ListenerProtocol', 'TCP')
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('classic', tcp) })
    const { LoadBalancers = [] } = (await resources()) ?? {}
    expect(LoadBalancers[0]?.Name).toMatch(/^awseb-e-\w-AWSEBLoa-[A-Z0-9]{12}$/)
    const own = local.beanstalk.lookUp(ENVIRONMENT)?.loadBalancer
    expect(own?.listeners.get(80)).toMatchObject({ protocol: 'TCP', backend: { protocol: 'TCP', port: 80 } })
  })

  it('refuses what does not fit', async () => {
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('network') })
    const create = (...OptionSettings: Setting[]) =>
      local.clients.elasticBeanstalk.send(
        new CreateEnvironmentCommand({
          ApplicationName: APPLICATION,
          EnvironmentName: 'another',
          SolutionStackName: NODE_24,
          OptionSettings,
        }),
      )
    const idle = setting('aws:elbv2:loadbalancer', 'IdleTimeout', '300')
    await expect(create(...ofKind('network'), idle)).rejects.toThrow(/does not apply to a Network Load Balancer/)
    const shared = setting('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared', 'true')
    await expect(create(...ofKind('application'), shared, idle)).rejects.toThrow(/does not apply to a shared/)
    const secure = setting('aws:elb:listener:443', 'ListenerProtocol', 'HTTPS')
    await expect(create(...ofKind('classic'), secure)).rejects.toThrow(
      "Invalid option value: 'aws:elb:listener:443' (Namespace: 'aws:elb:listener:443', OptionName: 'ListenerProtocol'): Secure Listeners need to specify a SSLCertificateId",
    )
    await expect(
      update(setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application')),
    ).rejects.toThrow(/only during environment creation/)
    await expect(update(setting('aws:ec2:vpc', 'ELBScheme', 'internal'))).rejects.toThrow(/does not change/)
  })

  it('has the groups that the settings name, and none of its own', async () => {
    local = await startBeanstalk({ host: openNoHost() })
    const { ec2 } = local.clients
    const [outer, inner] = [await createSecurityGroup(ec2, 'outer'), await createSecurityGroup(ec2, 'inner')]
    const launch = 'aws:autoscaling:launchconfiguration'
    const optionSettings = ofKind(
      'application',
      setting('aws:elbv2:loadbalancer', 'SecurityGroups', outer),
      setting('aws:elbv2:loadbalancer', 'ManagedSecurityGroup', outer),
      setting(launch, 'SecurityGroups', inner),
      setting(launch, 'DisableDefaultEC2SecurityGroup', 'true'),
    )
    await local.createEnvironment({ application: APPLICATION, environment: ENVIRONMENT, optionSettings })
    const { loadBalancer, instances } = local.beanstalk.lookUp(ENVIRONMENT) ?? {}
    expect(loadBalancer?.groupIds).toEqual([outer])
    expect(instances?.map(({ groupIds }) => groupIds)).toEqual([[inner], [inner]])
    const admits = () => local.beanstalk.lookUpLoadBalancer(loadBalancer?.name ?? '')?.admits(80)
    expect(admits()).toBe(false)
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: outer, IpPermissions }))
    expect(admits()).toBe(true)
    await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName: ENVIRONMENT }))
    await local.waitUntilSettled(ENVIRONMENT)
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
    expect(SecurityGroups.map(({ GroupName }) => GroupName).sort()).toEqual(['default', 'inner', 'outer'])
  })

  it('stands with its groups in the VPC of the subnets that the settings name', async () => {
    local = await startBeanstalk({ host: openNoHost() })
    const { ec2, elbv2 } = local.clients
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))
    const VpcId = Vpc?.VpcId ?? ''
    const subnets = await Promise.all(
      ['a', 'b'].map(async (zone, index) => {
        const place = { VpcId, CidrBlock: `10.1.${index}.0/24`, AvailabilityZone: `eu-central-1${zone}` }
        return (await ec2.send(new CreateSubnetCommand(place))).Subnet?.SubnetId ?? ''
      }),
    )
    const vpc = 'aws:ec2:vpc'
    const optionSettings = ofKind('application', setting(vpc, 'VPCId', VpcId), setting(vpc, 'Subnets', subnets.join()))
    await local.createEnvironment({ application: APPLICATION, environment: ENVIRONMENT, optionSettings })
    const { instance, loadBalancer } = await groups()
    const { TargetGroups = [] } = await elbv2.send(new DescribeTargetGroupsCommand({}))
    expect([instance, loadBalancer, TargetGroups].map(all => all.map(one => one.VpcId))).toEqual([
      [VpcId],
      [VpcId],
      [VpcId],
    ])
    const own = local.beanstalk.lookUp(ENVIRONMENT)?.loadBalancer
    expect(own).toMatchObject({ vpcId: VpcId, subnetIds: subnets })
    // Its subnets have no route to the internet yet.
    expect(local.beanstalk.lookUpLoadBalancer(own?.name ?? '')?.admits(80)).toBe(false)
  })

  it('lets a group that is made for its instances admit one that the settings name for the load balancer', async () => {
    local = await startBeanstalk({ host: openNoHost() })
    const managed = await createSecurityGroup(local.clients.ec2, 'managed')
    const optionSettings = ofKind('application', setting('aws:elbv2:loadbalancer', 'ManagedSecurityGroup', managed))
    await local.createEnvironment({ application: APPLICATION, environment: ENVIRONMENT, optionSettings })
    const { instance } = await groups()
    expect(instance[0]?.IpPermissions?.map(({ UserIdGroupPairs = [] }) => UserIdGroupPairs[0]?.GroupId)).toEqual([
      managed,
    ])
  })

  it('opens the ports of its processes between the groups, and closes those that go', async () => {
    local = await openFleet({ host: openNoHost() }, { settings: ofKind('application') })
    const ports = async () => {
      const { instance, loadBalancer } = await groups()
      const [admitted, leaving] = [instance[0]?.IpPermissions, loadBalancer[0]?.IpPermissionsEgress]
      return [admitted, leaving].map(rules => rules?.map(({ FromPort }) => FromPort))
    }
    await update(setting('aws:elasticbeanstalk:environment:process:default', 'Port', '8080'))
    expect(await ports()).toEqual([[8080], [8080]])
    await update(setting('aws:elasticbeanstalk:environment:process:default', 'Port', '80'))
    expect(await ports()).toEqual([[80], [80]])
  })

  it('is reached through the load balancer alone: the instances do not answer the internet', async () => {
    const APP = `require('node:http').createServer((_, response) => response.end('hello')).listen(process.env.PORT)`
    const files = { 'app.js': APP, Procfile: 'web: node app.js\n' }
    local = await openFleet({ loadBalancerMsPerSecond: 100 }, { settings: ofKind('application'), files })
    const { front, instances = [] } = local.beanstalk.lookUp(ENVIRONMENT) ?? {}
    expect(await (await fetch(`http://${front?.host}:${front?.port}/`)).text()).toBe('hello')
    expect(await Promise.all(instances.map(instance => answers(instance.front)))).toEqual([false, false])
  })
})
