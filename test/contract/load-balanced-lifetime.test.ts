import { Resolver } from 'node:dns/promises'
import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2'
import {
  AbortEnvironmentUpdateCommand,
  DescribeInstancesHealthCommand,
  RebuildEnvironmentCommand,
  SwapEnvironmentCNAMEsCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
  type UpdateEnvironmentCommandInput,
} from '@aws-sdk/client-elastic-beanstalk'
import { DescribeLoadBalancersCommand as DescribeClassic } from '@aws-sdk/client-elastic-load-balancing'
import { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayOverWebSocket } from '../support/balanced-app.ts'
import { policySettings, setting } from '../support/deployment-policies.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'
import { listPorts, takeStock } from '../support/process-tree.ts'
import { ask, balanced, createBalanced, frontOf, openTopologies } from '../support/topologies.ts'

let local: StartedBeanstalk
/** What there was before any environment. */
let before: unknown

beforeAll(async () => {
  local = await openTopologies()
  before = await inventory()
  await Promise.all([
    createBalanced(local, 'blue', balanced('application')),
    // Healthy is what answers: the port alone is open before a slow app is.
    createBalanced(local, 'green', balanced('classic', setting('aws:elb:healthcheck', 'Target', 'HTTP:80/'))),
  ])
}, 120_000)

afterAll(() => local.beanstalk.stop())

/** Everything that costs money, as the describe calls list it. */
async function inventory() {
  const { ec2, elb, elbv2 } = local.clients
  const [instances, groups, interfaces, addresses, balancers, targetGroups, classic] = await Promise.all([
    ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] })),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeNetworkInterfacesCommand({})),
    ec2.send(new DescribeAddressesCommand({})),
    elbv2.send(new DescribeLoadBalancersCommand({})),
    elbv2.send(new DescribeTargetGroupsCommand({})),
    elb.send(new DescribeClassic({})),
  ])
  return {
    instances: instances.Reservations,
    groups: groups.SecurityGroups,
    interfaces: interfaces.NetworkInterfaces,
    addresses: addresses.Addresses,
    loadBalancers: balancers.LoadBalancers,
    targetGroups: targetGroups.TargetGroups,
    classic: classic.LoadBalancerDescriptions,
  }
}

async function update(environment: string, input: Omit<UpdateEnvironmentCommandInput, 'EnvironmentName'>) {
  await local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName: environment, ...input }))
  return local.waitUntilSettled(environment)
}

const idsOf = (environment: string) => local.beanstalk.lookUp(environment)?.instances.map(({ id }) => id) ?? []
const versionsOf = async (EnvironmentName: string) => {
  const asked = new DescribeInstancesHealthCommand({ EnvironmentName, AttributeNames: ['All'] })
  const { InstanceHealthList = [] } = await local.clients.elasticBeanstalk.send(asked)
  return InstanceHealthList.map(({ Deployment }) => Deployment?.VersionLabel)
}
const webSocketOf = (environment: string) => {
  const { host, port } = frontOf(local, environment)
  return sayOverWebSocket(`ws://${host}:${port}/`)
}

describe('a load-balanced environment', () => {
  it('gets instances when MinSize grows, and loses the oldest when MaxSize shrinks', async () => {
    const [first = ''] = idsOf('blue')
    await update('blue', { OptionSettings: [setting('aws:autoscaling:asg', 'MinSize', '2')] })
    const two = idsOf('blue')
    expect(two).toEqual([first, expect.stringMatching(/^i-/)])
    const health = () => local.beanstalk.lookUp('blue')?.loadBalancer?.plane.health()
    await expect.poll(() => health()?.map(({ state }) => state)).toEqual(['healthy', 'healthy'])
    await update('blue', {
      OptionSettings: [setting('aws:autoscaling:asg', 'MinSize', '1'), setting('aws:autoscaling:asg', 'MaxSize', '1')],
    })
    expect(idsOf('blue')).toEqual(two.slice(1))
    expect(await webSocketOf('blue')).toBe('hello')
    const events = await local.events({ EnvironmentName: 'blue' })
    const told = events.map(({ Message }) => Message).filter(text => /^(Added|Removed) instance/.test(text ?? ''))
    expect(told.slice(-2)).toEqual([
      `Added instance [${two[1]}] to your environment.`,
      `Removed instance [${first}] from your environment.`,
    ])
  })

  it('swaps its name with another, and each name leads to the other load balancer', async () => {
    const resolver = new Resolver()
    resolver.setServers([local.beanstalk.dns])
    const [blue, green] = [local.beanstalk.lookUp('blue'), local.beanstalk.lookUp('green')]
    const swap = new SwapEnvironmentCNAMEsCommand({
      SourceEnvironmentName: 'blue',
      DestinationEnvironmentName: 'green',
    })
    await local.clients.elasticBeanstalk.send(swap)
    await Promise.all(['blue', 'green'].map(name => local.waitUntilSettled(name)))
    expect(local.beanstalk.lookUp('blue')).toMatchObject({ name: green?.name, loadBalancer: blue?.loadBalancer })
    expect(frontOf(local, 'blue').port).toBe(green?.front.port)
    expect(await webSocketOf('blue')).toBe('hello')
    // The classic one leaves the Upgrade out.
    await expect(webSocketOf('green')).rejects.toThrow('Unexpected server response: 200')
    for (const { name = '' } of [blue, green].map(truth => truth ?? { name: '' }))
      expect(await resolver.resolve4(name)).toHaveLength(3)
  })

  it('is rebuilt with everything new behind the same name, and answers when it is Ready', async () => {
    const former = local.beanstalk.lookUp('green')
    await local.clients.elasticBeanstalk.send(new RebuildEnvironmentCommand({ EnvironmentName: 'green' }))
    expect(await local.waitUntilSettled('green')).toMatchObject({ Status: 'Ready', Health: 'Green' })
    const rebuilt = local.beanstalk.lookUp('green')
    expect(rebuilt?.name).toBe(former?.name)
    expect(rebuilt?.loadBalancer?.id).not.toBe(former?.loadBalancer?.id)
    expect(idsOf('green')).not.toEqual(former?.instances.map(({ id }) => id))
    expect((await ask(frontOf(local, 'green'))).body).toBe('hello')
  })

  it('stops between two batches when its update is aborted: the versions are mixed, and it still answers', async () => {
    const sizes = [setting('aws:autoscaling:asg', 'MinSize', '2'), setting('aws:autoscaling:asg', 'MaxSize', '2')]
    // While the second batch drains there is time to abort.
    const drain = setting('aws:elasticbeanstalk:environment:process:default', 'DeregistrationDelay', '20')
    await update('blue', { OptionSettings: [...sizes, ...policySettings('Rolling'), drain] })
    const { elasticBeanstalk } = local.clients
    await elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName: 'blue', VersionLabel: 'v2' }))
    await expect
      .poll(async () => (await local.events({ EnvironmentName: 'blue' })).map(({ Message }) => Message), {
        timeout: 30_000,
        interval: 10,
      })
      .toContainEqual(expect.stringMatching(/^Batch 1: Registering/))
    await elasticBeanstalk.send(new AbortEnvironmentUpdateCommand({ EnvironmentName: 'blue' }))
    expect(await local.waitUntilSettled('blue')).toMatchObject({ Status: 'Ready', VersionLabel: 'v1' })
    expect((await versionsOf('blue')).sort()).toEqual(['v1', 'v2'])
    expect(await webSocketOf('blue')).toBe('hello')
  })

  it('leaves nothing behind when it is terminated', async () => {
    const fronts = ['blue', 'green'].flatMap(name => {
      const { front, loadBalancer, instances = [] } = local.beanstalk.lookUp(name) ?? {}
      return [front, loadBalancer?.plane.frontOf(80), ...instances.map(instance => instance.front)]
    })
    const ports = ['blue', 'green'].flatMap(name => {
      const { loadBalancer, instances = [] } = local.beanstalk.lookUp(name) ?? {}
      return [loadBalancer?.plane.portOf(80), ...instances.flatMap(({ host }) => [80, 8080].map(host.portOf))]
    })
    const wanted = new Set([...fronts.map(front => front?.port), ...ports])
    const held = listPorts(takeStock(process.pid)).filter(port => wanted.has(port))
    expect(held.length).toBeGreaterThan(10)
    const names = ['blue', 'green'].map(name => local.beanstalk.lookUp(name)?.name ?? '')
    for (const EnvironmentName of ['blue', 'green'])
      await local.clients.elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName }))
    for (const name of ['blue', 'green']) expect((await local.waitUntilSettled(name)).Status).toBe('Terminated')
    expect(await inventory()).toEqual(before)
    // Somebody else of this machine may have them by now.
    expect(listPorts(takeStock(process.pid)).filter(port => held.includes(port))).toEqual([])
    const resolver = new Resolver()
    resolver.setServers([local.beanstalk.dns])
    for (const name of names) await expect(resolver.resolve4(name)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})
