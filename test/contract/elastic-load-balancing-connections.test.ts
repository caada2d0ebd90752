import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
  SetSecurityGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { zipOf } from '../support/bundle-bytes.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
} from '../support/load-balancing.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { WEBSOCKET_APP } from '../support/make-bundle.ts'

const ANYWHERE: IpPermission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
// A second of AWS's takes 20 ms: targets are checked every 100 ms, and silence is cut after 1.2 s.
const MS_PER_SECOND = 20

let local: StartedBeanstalk
let instanceId: string
let instanceGroup: string

beforeAll(async () => {
  local = await startBeanstalk({ loadBalancerMsPerSecond: MS_PER_SECOND })
  const bundle = await zipOf({ 'app.js': WEBSOCKET_APP, Procfile: 'web: node app.js' })
  await local.createVersion({ application: 'chat', label: 'v1', bundle })
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod', versionLabel: 'v1' })
  const truth = local.beanstalk.lookUp('chat-prod')
  instanceId = truth?.instances[0]?.id ?? ''
  instanceGroup = truth?.groupId ?? ''
})
afterAll(() => local.beanstalk.stop())

const admit = (GroupId: string, permission: IpPermission = ANYWHERE) =>
  local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
const shut = (GroupId: string, permission: IpPermission = ANYWHERE) =>
  local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))

interface Balanced {
  readonly arn: string
  readonly group: string
  readonly targetGroup: string
  /** The port of its front on 127.0.0.1. */
  readonly port: number
}

/** A person's own load balancer, with a group that admits everybody, in front of the environment's instance. */
async function balance(Name: string, Type: 'application' | 'network' = 'application'): Promise<Balanced> {
  const group = await createSecurityGroup(local.clients.ec2, Name)
  await admit(group)
  const SecurityGroups = Type === 'application' ? [group] : []
  const { arn } = await createLoadBalancer(local.clients, { Name, Type, SecurityGroups })
  const Protocol = Type === 'application' ? 'HTTP' : 'TCP'
  const target = await createTargetGroup(local.clients, { Name, Protocol, HealthCheckIntervalSeconds: 15 })
  const Targets = [{ Id: instanceId }]
  await local.clients.elbv2.send(new RegisterTargetsCommand({ TargetGroupArn: target.arn, Targets }))
  await createListener(local.clients, { LoadBalancerArn: arn, Protocol, group: target.arn })
  const port = local.beanstalk.lookUpLoadBalancer(Name)?.frontOf(80)?.port ?? 0
  return { arn, group, targetGroup: target.arn, port }
}

async function healthOf({ targetGroup }: Balanced): Promise<string | undefined> {
  const asked = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup })
  const { TargetHealthDescriptions = [] } = await local.clients.elbv2.send(asked)
  return TargetHealthDescriptions[0]?.TargetHealth?.State
}

async function openWebSocket(url: string, handshakeTimeout = 20_000): Promise<WebSocket> {
  const socket = new WebSocket(url, { handshakeTimeout })
  await once(socket, 'open')
  return socket
}

/** Where nobody answers. */
const expectSilence = (url: string) =>
  expect(openWebSocket(url, 2000)).rejects.toThrow('Opening handshake has timed out')

const ended = (socket: WebSocket) => {
  socket.terminate()
  return socket
}

describe('a load balancer that a person makes', () => {
  it('opens a WebSocket to the instance of an environment', async () => {
    const balanced = await balance('person')
    ended(await openWebSocket(`ws://127.0.0.1:${balanced.port}/`))
    await expect.poll(() => healthOf(balanced)).toBe('healthy')
  })

  it('is silent as soon as its group admits nobody, and answers again when it does', async () => {
    const { group, port, arn } = await balance('closed')
    await shut(group)
    await expectSilence(`ws://127.0.0.1:${port}/`)
    await admit(group)
    ended(await openWebSocket(`ws://127.0.0.1:${port}/`))
    const other = await createSecurityGroup(local.clients.ec2, 'admits-nobody')
    await local.clients.elbv2.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups: [other] }))
    expect(local.beanstalk.lookUpLoadBalancer('closed')?.admits(80)).toBe(false)
  })

  it('reaches its target only while a rule of the target admits it', async () => {
    const balanced = await balance('source-group')
    await expect.poll(() => healthOf(balanced)).toBe('healthy')
    const fromAnywhere = { ...ANYWHERE, ToPort: 80 }
    const fromBalancer = {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: [{ GroupId: balanced.group }],
    }
    await shut(instanceGroup, fromAnywhere)
    await expect.poll(() => healthOf(balanced)).toBe('unhealthy')
    await admit(instanceGroup, fromBalancer)
    await expect.poll(() => healthOf(balanced)).toBe('healthy')
    await shut(instanceGroup, fromBalancer)
    await admit(instanceGroup, fromAnywhere)
  })

  it('cuts a WebSocket that was silent for the idle timeout that was set', async () => {
    const { arn: LoadBalancerArn, port } = await balance('idle')
    const Attributes = [{ Key: 'idle_timeout.timeout_seconds', Value: '50' }]
    await local.clients.elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }))
    const socket = await openWebSocket(`ws://127.0.0.1:${port}/`)
    const [code] = await once(socket, 'close')
    expect(code).toBe(1006)
  })

  it('answers 503 without a target', async () => {
    const { targetGroup, port } = await balance('empty')
    const Targets = [{ Id: instanceId }]
    await local.clients.elbv2.send(new DeregisterTargetsCommand({ TargetGroupArn: targetGroup, Targets }))
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    expect([answer.status, answer.headers.get('server')]).toEqual([503, 'awselb/2.0'])
  })

  it('shows the certificate of the account to a client that trusts the authority', async () => {
    const { arn: LoadBalancerArn, targetGroup } = await balance('secure')
    const Certificates = [{ CertificateArn: local.beanstalk.certificateArn(REGION) }]
    await createListener(local.clients, {
      LoadBalancerArn,
      Protocol: 'HTTPS',
      Port: 443,
      Certificates,
      group: targetGroup,
    })
    const port = local.beanstalk.lookUpLoadBalancer('secure')?.frontOf(443)?.port ?? 0
    const client = connectTls({ host: '127.0.0.1', port, servername: 'localhost', ca: await local.beanstalk.ca() })
    await once(client, 'secureConnect')
    expect(client.authorized).toBe(true)
    client.destroy()
  })

  it('of the network kind has no group, and admits everybody to an instance that admits clients', async () => {
    const { port } = await balance('network', 'network')
    ended(await openWebSocket(`ws://127.0.0.1:${port}/`))
  })

  it('of the network kind is what its target sees where the preservation of client addresses is off', async () => {
    const { port, targetGroup: TargetGroupArn } = await balance('hiding', 'network')
    const preserve = (Value: string) =>
      local.clients.elbv2.send(
        new ModifyTargetGroupAttributesCommand({
          TargetGroupArn,
          Attributes: [{ Key: 'preserve_client_ip.enabled', Value }],
        }),
      )
    const ofVpc: IpPermission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '172.31.0.0/16' }] }
    const fromAnywhere = { ...ANYWHERE, ToPort: 80 }
    const url = `ws://127.0.0.1:${port}/`
    await admit(instanceGroup, ofVpc)
    await shut(instanceGroup, fromAnywhere)
    await expect(openWebSocket(url, 2000), 'the client is none of the VPC').rejects.toThrow()
    await preserve('false')
    ended(await openWebSocket(url))
    await shut(instanceGroup, ofVpc)
    await preserve('true')
    await admit(instanceGroup, fromAnywhere)
    ended(await openWebSocket(url))
  })

  it('has a name that leads to an address in each of its zones', async () => {
    await balance('named')
    const resolver = new Resolver()
    resolver.setServers([local.beanstalk.dns])
    const name = local.beanstalk.lookUpLoadBalancer('named')?.dnsName ?? ''
    expect((await resolver.resolve4(name)).sort()).toEqual(['127.0.0.1', '127.0.0.2'])
  })
})

describe('the control endpoint', () => {
  it('tells where the listeners of a load balancer answer, and whether clients are let in', async () => {
    const { port } = await balance('told')
    const answer = await fetch(`${local.beanstalk.endpoint}/_local-beanstalk/load-balancers/told`)
    expect(await answer.json()).toEqual({
      dnsName: local.beanstalk.lookUpLoadBalancer('told')?.dnsName,
      region: REGION,
      listeners: [{ port: 80, admits: true, front: { addresses: ['127.0.0.1', '127.0.0.2'], port } }],
    })
  })
})

describe('the network around an environment', () => {
  it('keeps clients out while its ACL denies port 80', async () => {
    const { ec2 } = local.clients
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
    const NetworkAclId = NetworkAcls[0]?.NetworkAclId ?? ''
    const slot = { NetworkAclId, RuleNumber: 50, Egress: false }
    const port = local.beanstalk.lookUp('chat-prod')?.front.port
    await ec2.send(
      new CreateNetworkAclEntryCommand({
        ...slot,
        Protocol: '6',
        RuleAction: 'deny',
        CidrBlock: '0.0.0.0/0',
        PortRange: { From: 80, To: 80 },
      }),
    )
    await expectSilence(`ws://127.0.0.1:${port}/`)
    await ec2.send(new DeleteNetworkAclEntryCommand(slot))
    ended(await openWebSocket(`ws://127.0.0.1:${port}/`))
  })
})
