import * as EC2 from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { createLoadBalancer, createSecurityGroup, defaultSubnets } from '../support/load-balancing.ts'
import { type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let ec2: EC2.EC2Client

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  ec2 = local.clients.ec2
})
afterAll(() => local.beanstalk.stop())

const VPC_CIDR = '10.1.0.0/16'

async function createVpc(): Promise<string> {
  const { Vpc } = await ec2.send(new EC2.CreateVpcCommand({ CidrBlock: VPC_CIDR }))
  return Vpc?.VpcId ?? ''
}

async function createSubnet(VpcId: string, CidrBlock: string, AvailabilityZone: string): Promise<string> {
  const { Subnet } = await ec2.send(new EC2.CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))
  return Subnet?.SubnetId ?? ''
}

/** A load balancer that its group admits everybody to: only the network around it can keep clients out. */
async function openLoadBalancer(Name: string, Subnets: string[]): Promise<() => boolean | undefined> {
  const { Subnets: described = [] } = await ec2.send(new EC2.DescribeSubnetsCommand({ SubnetIds: Subnets }))
  const { GroupId = '' } = await ec2.send(
    new EC2.CreateSecurityGroupCommand({ GroupName: Name, Description: Name, VpcId: described[0]?.VpcId }),
  )
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
  await ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  await createLoadBalancer(local.clients, { Name, Subnets, SecurityGroups: [GroupId] })
  return () => local.beanstalk.lookUpLoadBalancer(Name)?.admits(80)
}

describe('the default VPC', () => {
  it('has a public subnet in each of three zones', async () => {
    const { Subnets = [] } = await ec2.send(new EC2.DescribeSubnetsCommand({}))
    expect(Subnets.map(({ AvailabilityZone, CidrBlock }) => [AvailabilityZone, CidrBlock])).toEqual([
      ['eu-central-1a', '172.31.0.0/20'],
      ['eu-central-1b', '172.31.16.0/20'],
      ['eu-central-1c', '172.31.32.0/20'],
    ])
  })
})

describe('a VPC of its own', () => {
  it('has subnets that neither overlap nor leave it', async () => {
    const VpcId = await createVpc()
    await createSubnet(VpcId, '10.1.0.0/24', 'eu-central-1a')
    await expect(createSubnet(VpcId, '10.1.0.128/25', 'eu-central-1b')).rejects.toMatchObject({
      name: 'InvalidSubnet.Conflict',
      message: "The CIDR '10.1.0.128/25' conflicts with another subnet",
    })
    await expect(createSubnet(VpcId, '10.2.0.0/24', 'eu-central-1b')).rejects.toMatchObject({
      name: 'InvalidSubnet.Range',
    })
    await expect(createSubnet('vpc-0a', '10.1.9.0/24', 'eu-central-1a')).rejects.toMatchObject({
      name: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-0a' does not exist",
    })
    await expect(ec2.send(new EC2.DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({ name: 'DependencyViolation' })
  })

  it('lets the internet in where a route leads to its gateway', async () => {
    const VpcId = await createVpc()
    const Subnets = [
      await createSubnet(VpcId, '10.1.1.0/24', 'eu-central-1a'),
      await createSubnet(VpcId, '10.1.2.0/24', 'eu-central-1b'),
    ]
    await expect(openLoadBalancer('no-gateway', Subnets)).rejects.toMatchObject({
      name: 'InvalidSubnetException',
      message: `VPC ${VpcId} has no internet gateway`,
    })
    const Tags = [{ Key: 'Name', Value: 'way out' }]
    const { InternetGateway } = await ec2.send(
      new EC2.CreateInternetGatewayCommand({ TagSpecifications: [{ ResourceType: 'internet-gateway', Tags }] }),
    )
    expect(InternetGateway?.Tags).toEqual(Tags)
    const GatewayId = InternetGateway?.InternetGatewayId ?? ''
    await ec2.send(new EC2.AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }))
    const admits = await openLoadBalancer('routed', Subnets)
    expect(admits()).toBe(false)
    const { RouteTable } = await ec2.send(new EC2.CreateRouteTableCommand({ VpcId }))
    const route = { RouteTableId: RouteTable?.RouteTableId ?? '', DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.send(new EC2.CreateRouteCommand({ ...route, GatewayId }))
    await expect(ec2.send(new EC2.CreateRouteCommand({ ...route, GatewayId }))).rejects.toMatchObject({
      name: 'RouteAlreadyExists',
    })
    expect(admits()).toBe(false)
    await ec2.send(new EC2.AssociateRouteTableCommand({ RouteTableId: route.RouteTableId, SubnetId: Subnets[0] ?? '' }))
    expect(admits()).toBe(true)
    const stateOfRoute = async () => {
      const asked = new EC2.DescribeRouteTablesCommand({ RouteTableIds: [route.RouteTableId] })
      const { RouteTables = [] } = await ec2.send(asked)
      return RouteTables[0]?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0')?.State
    }
    expect(await stateOfRoute()).toBe('active')
    await ec2.send(new EC2.DetachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }))
    expect(admits()).toBe(false)
    expect(await stateOfRoute()).toBe('blackhole')
    await ec2.send(new EC2.AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }))
    expect(admits()).toBe(true)
    await ec2.send(new EC2.DeleteRouteCommand(route))
    expect(admits()).toBe(false)
  })
})

describe('a network ACL', () => {
  it('decides by the first entry that fits, in both directions', async () => {
    const Subnets = (await defaultSubnets(ec2)).slice(0, 2).map(({ SubnetId }) => SubnetId)
    const admits = await openLoadBalancer('behind-an-acl', Subnets)
    const { NetworkAcls = [] } = await ec2.send(new EC2.DescribeNetworkAclsCommand({}))
    const NetworkAclId = NetworkAcls.find(({ IsDefault }) => IsDefault)?.NetworkAclId ?? ''
    const deny = { NetworkAclId, RuleNumber: 90, Protocol: '6', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' } as const
    const inbound = { ...deny, Egress: false, PortRange: { From: 80, To: 80 } }
    await ec2.send(new EC2.CreateNetworkAclEntryCommand(inbound))
    expect(admits()).toBe(false)
    await expect(ec2.send(new EC2.CreateNetworkAclEntryCommand(inbound))).rejects.toMatchObject({
      name: 'NetworkAclEntryAlreadyExists',
    })
    await ec2.send(new EC2.ReplaceNetworkAclEntryCommand({ ...inbound, RuleAction: 'allow' }))
    expect(admits()).toBe(true)
    const outbound = { ...deny, Egress: true, PortRange: { From: 1024, To: 65_535 } }
    await ec2.send(new EC2.CreateNetworkAclEntryCommand(outbound))
    expect(admits()).toBe(false)
    await ec2.send(new EC2.DeleteNetworkAclEntryCommand(outbound))
    expect(admits()).toBe(true)
  })

  it('of its own denies everything', async () => {
    const [subnet, other] = await defaultSubnets(ec2)
    const admits = await openLoadBalancer('behind-its-own', [subnet?.SubnetId ?? '', other?.SubnetId ?? ''])
    const { NetworkAcl } = await ec2.send(new EC2.CreateNetworkAclCommand({ VpcId: subnet?.VpcId ?? '' }))
    const { NetworkAcls = [] } = await ec2.send(new EC2.DescribeNetworkAclsCommand({}))
    const associations = NetworkAcls.flatMap(({ Associations = [] }) => Associations)
    const back: (() => Promise<unknown>)[] = []
    for (const { NetworkAclAssociationId = '', NetworkAclId = '', SubnetId } of associations) {
      if (SubnetId !== subnet?.SubnetId && SubnetId !== other?.SubnetId) continue
      const put = (to: string, AssociationId: string) =>
        ec2.send(new EC2.ReplaceNetworkAclAssociationCommand({ NetworkAclId: to, AssociationId }))
      const { NewAssociationId = '' } = await put(NetworkAcl?.NetworkAclId ?? '', NetworkAclAssociationId)
      back.push(() => put(NetworkAclId, NewAssociationId))
    }
    expect(admits()).toBe(false)
    for (const putBack of back) await putBack()
    expect(admits()).toBe(true)
  })
})

describe('Elastic IPs', () => {
  it('go to instances, and there are five of them', async () => {
    const one = await ec2.send(new EC2.AllocateAddressCommand({}))
    await local.createEnvironment({ application: 'chat', environment: 'addressed' })
    const InstanceId = local.beanstalk.lookUp('addressed')?.instances[0]?.id
    const associate = new EC2.AssociateAddressCommand({ AllocationId: one.AllocationId, InstanceId })
    const { AssociationId } = await ec2.send(associate)
    const { Reservations } = await ec2.send(new EC2.DescribeInstancesCommand({ InstanceIds: [InstanceId ?? ''] }))
    expect(Reservations?.[0]?.Instances?.[0]?.PublicIpAddress).toBe(one.PublicIp)
    const release = new EC2.ReleaseAddressCommand({ AllocationId: one.AllocationId })
    await expect(ec2.send(release)).rejects.toMatchObject({ name: 'InvalidIPAddress.InUse' })
    await ec2.send(new EC2.DisassociateAddressCommand({ AssociationId }))
    await ec2.send(release)
    const { Addresses = [] } = await ec2.send(new EC2.DescribeAddressesCommand({}))
    for (let held = Addresses.length; held < 5; held++) await ec2.send(new EC2.AllocateAddressCommand({}))
    await expect(ec2.send(new EC2.AllocateAddressCommand({}))).rejects.toMatchObject({
      name: 'AddressLimitExceeded',
      message: 'The maximum number of addresses has been reached.',
    })
    const { AccountAttributes } = await ec2.send(
      new EC2.DescribeAccountAttributesCommand({ AttributeNames: ['vpc-max-elastic-ips' as never] }),
    )
    expect(AccountAttributes?.[0]?.AttributeValues).toEqual([{ AttributeValue: '5' }])
  })
})

describe('a security group', () => {
  it('of another VPC is none that a load balancer may have', async () => {
    const VpcId = await createVpc()
    const { GroupId = '' } = await ec2.send(
      new EC2.CreateSecurityGroupCommand({ GroupName: 'elsewhere', Description: 'elsewhere', VpcId }),
    )
    await createSecurityGroup(ec2, 'elsewhere')
    await expect(createLoadBalancer(local.clients, { Name: 'elsewhere', SecurityGroups: [GroupId] })).rejects.toThrow(
      'One or more security groups are invalid',
    )
  })
})
