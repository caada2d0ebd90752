import * as EC2 from '@aws-sdk/client-ec2'
import { DescribeLoadBalancersCommand, SetIpAddressTypeCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { setting } from '../support/deployment-policies.ts'
import { giveIpv6 } from '../support/ipv6.ts'
import { createLoadBalancer, createSecurityGroup } from '../support/load-balancing.ts'
import { openClients, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'

let local: StartedBeanstalk
let ec2: EC2.EC2Client

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost() })
  ec2 = local.clients.ec2
})
afterAll(() => local.beanstalk.stop())

const instanceIdOf = (environment: string) => local.beanstalk.lookUp(environment)?.instances[0]?.id ?? ''

async function addressesOf(environment: string): Promise<EC2.InstanceIpv6Address[]> {
  const InstanceIds = [instanceIdOf(environment)]
  const { Reservations } = await ec2.send(new EC2.DescribeInstancesCommand({ InstanceIds }))
  return Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0]?.Ipv6Addresses ?? []
}

describe('IPv6', () => {
  it('is what no VPC, instance or load balancer has by itself', async () => {
    await local.createEnvironment({ application: 'chat', environment: 'ipv4' })
    const { Subnets = [] } = await ec2.send(new EC2.DescribeSubnetsCommand({}))
    expect(Subnets.flatMap(({ Ipv6CidrBlockAssociationSet }) => Ipv6CidrBlockAssociationSet)).toEqual([])
    expect(await addressesOf('ipv4')).toEqual([])
    const { arn } = await createLoadBalancer(local.clients, { Name: 'ipv4' })
    await expect(
      local.clients.elbv2.send(new SetIpAddressTypeCommand({ LoadBalancerArn: arn, IpAddressType: 'dualstack' })),
    ).rejects.toThrow('You must specify subnets with an associated IPv6 CIDR block.')
  })

  it('goes to instances that are launched in a subnet that assigns it, and to load balancers', async () => {
    const subnetIds = await giveIpv6(ec2)
    const subnets = setting('aws:ec2:vpc', 'Subnets', subnetIds[0] ?? '')
    await local.createEnvironment({ application: 'chat', environment: 'both', optionSettings: [subnets] })
    expect(await addressesOf('both')).toEqual([{ Ipv6Address: expect.stringMatching(/^2001:db8:1::[0-9a-f]{4}$/) }])
    const filter = { Name: 'attachment.instance-id', Values: [instanceIdOf('both')] }
    const { NetworkInterfaces } = await ec2.send(new EC2.DescribeNetworkInterfacesCommand({ Filters: [filter] }))
    expect(NetworkInterfaces?.[0]?.Ipv6Addresses).toEqual(await addressesOf('both'))
    const { arn } = await createLoadBalancer(local.clients, { Name: 'both', Subnets: subnetIds })
    await local.clients.elbv2.send(new SetIpAddressTypeCommand({ LoadBalancerArn: arn, IpAddressType: 'dualstack' }))
    const { LoadBalancers } = await local.clients.elbv2.send(new DescribeLoadBalancersCommand({ Names: ['both'] }))
    expect(LoadBalancers?.[0]?.IpAddressType).toBe('dualstack')
  })

  it('of a subnet lies within that of its VPC', async () => {
    const { Subnets = [] } = await ec2.send(new EC2.DescribeSubnetsCommand({}))
    const associate = (Ipv6CidrBlock: string) =>
      ec2.send(new EC2.AssociateSubnetCidrBlockCommand({ SubnetId: Subnets[2]?.SubnetId, Ipv6CidrBlock }))
    await expect(associate('2001:db8:2::/64')).rejects.toMatchObject({ name: 'InvalidSubnet.Range' })
    await expect(associate('2001:db8:1::/60')).rejects.toMatchObject({ name: 'InvalidSubnet.Range' })
  })
})

describe("a prefix list of the account's own", () => {
  it('admits whom its entries hold', async () => {
    const create = (Cidr: string) =>
      ec2.send(
        new EC2.CreateManagedPrefixListCommand({
          PrefixListName: 'clients',
          MaxEntries: 5,
          AddressFamily: 'IPv4',
          Entries: [{ Cidr }],
        }),
      )
    const lists = await Promise.all(['198.51.100.0/24', '127.0.0.0/8'].map(create))
    const GroupId = await createSecurityGroup(ec2, 'by-list')
    await createLoadBalancer(local.clients, { Name: 'by-list', SecurityGroups: [GroupId] })
    const seen: unknown[] = []
    for (const { PrefixList } of lists) {
      const { PrefixListId } = PrefixList ?? {}
      const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, PrefixListIds: [{ PrefixListId }] }]
      await ec2.send(new EC2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
      seen.push(local.beanstalk.lookUpLoadBalancer('by-list')?.admits(80))
    }
    expect(seen).toEqual([false, true])
    const PrefixListId = lists[1]?.PrefixList?.PrefixListId
    const { Entries } = await ec2.send(new EC2.GetManagedPrefixListEntriesCommand({ PrefixListId }))
    expect(Entries).toEqual([{ Cidr: '127.0.0.0/8' }])
    await expect(create('everybody')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })
})

describe('a region of another partition', () => {
  it.each([
    ['cn-north-1', 'arn:aws-cn:', /\.elb\.amazonaws\.com\.cn$/],
    ['us-gov-west-1', 'arn:aws-us-gov:', /\.elb\.amazonaws\.com$/],
  ])('%s has ARNs that begin with "%s"', async (region, prefix, name) => {
    const clients = openClients(local.beanstalk, { region })
    const { arn, DNSName } = await createLoadBalancer(clients, { Name: 'there' })
    expect(arn).toMatch(new RegExp(`^${prefix}elasticloadbalancing:${region}:`))
    expect(DNSName).toMatch(name)
    const { SecurityGroups } = await clients.ec2.send(new EC2.DescribeSecurityGroupsCommand({}))
    expect(SecurityGroups?.[0]?.SecurityGroupArn).toMatch(new RegExp(`^${prefix}ec2:${region}:`))
  })
})
