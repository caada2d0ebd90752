import { Resolver } from 'node:dns/promises'
import { AuthorizeSecurityGroupIngressCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import {
  CreateRuleCommand,
  DescribeTargetHealthCommand,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sayOverWebSocket } from '../support/balanced-app.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
} from '../support/load-balancing.ts'
import { REGION, type StartedBeanstalk } from '../support/local-beanstalk.ts'
import { ask, attempt, balanced, closeSubnet, createBalanced, frontOf, openTopologies } from '../support/topologies.ts'

const REDIRECT = {
  Type: 'redirect' as const,
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const },
}

let local: StartedBeanstalk
let resolver: Resolver
/** Of a load balancer that somebody else made: what nobody's rule fits goes to a group without targets. */
let sharedArn: string
/** Those of the first two zones. */
let subnets: string

const shared = () => [
  setting('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared', 'true'),
  setting('aws:elbv2:loadbalancer', 'SharedLoadBalancer', sharedArn),
]

beforeAll(async () => {
  local = await openTopologies()
  resolver = new Resolver()
  resolver.setServers([local.beanstalk.dns])
  const { Subnets = [] } = await local.clients.ec2.send(new DescribeSubnetsCommand({}))
  subnets = Subnets.slice(0, 2)
    .map(({ SubnetId }) => SubnetId)
    .join()
  const open = await createSecurityGroup(local.clients.ec2, 'open')
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
  await local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: open, IpPermissions }))
  sharedArn = (await createLoadBalancer(local.clients, { Name: 'shared', SecurityGroups: [open] })).arn
  const group = await createTargetGroup(local.clients, { Name: 'nobody' })
  await createListener(local.clients, { LoadBalancerArn: sharedArn, group: group.arn })
  const https = [
    setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS'),
    setting('aws:elbv2:listener:443', 'SSLCertificateArns', local.beanstalk.certificateArn(REGION)),
  ]
  const paths = [
    setting('aws:elbv2:listener:default', 'Rules', 'api'),
    setting('aws:elbv2:listenerrule:api', 'PathPatterns', '/api/*'),
    setting('aws:elbv2:listenerrule:api', 'Process', 'direct'),
    setting('aws:elasticbeanstalk:environment:process:direct', 'Port', '8080'),
  ]
  await Promise.all([
    createBalanced(local, 'classic', balanced('classic')),
    createBalanced(local, 'network', balanced('network', setting('aws:ec2:vpc', 'Subnets', subnets))),
    createBalanced(local, 'secure', balanced('application', ...https)),
    createBalanced(
      local,
      'internal',
      balanced('application', setting('aws:ec2:vpc', 'ELBScheme', 'internal'), ...paths),
    ),
    createBalanced(local, 'shared-a', [...balanced('application'), ...shared()]),
    createBalanced(local, 'shared-b', [...balanced('application'), ...shared()]),
  ])
}, 120_000)

afterAll(() => local.beanstalk.stop())

async function update(environment: string, ...OptionSettings: Setting[]) {
  await local.clients.elasticBeanstalk.send(
    new UpdateEnvironmentCommand({ EnvironmentName: environment, OptionSettings }),
  )
  return local.waitUntilSettled(environment)
}

const webSocketOf = (environment: string) => {
  const { host, port } = frontOf(local, environment)
  return sayOverWebSocket(`ws://${host}:${port}/`, { handshakeTimeout: 10_000 })
}

describe('a classic load balancer', () => {
  it('leaves the Upgrade out with an HTTP listener, and passes it with a TCP listener', async () => {
    await expect(webSocketOf('classic')).rejects.toThrow('Unexpected server response: 200')
    const listener = 'aws:elb:listener'
    await update('classic', setting(listener, 'ListenerProtocol', 'TCP'), setting(listener, 'InstanceProtocol', 'TCP'))
    expect(await webSocketOf('classic')).toBe('hello')
  })
})

describe('a network load balancer', () => {
  it('passes a WebSocket, and has no group: the instances admit the clients', async () => {
    expect(await webSocketOf('network')).toBe('hello')
    expect(local.beanstalk.lookUp('network')?.loadBalancer?.groupIds).toEqual([])
  })
})

describe('an application load balancer', () => {
  it('opens a WebSocket over TLS, by its name, with a certificate of the authority', async () => {
    const { port } = frontOf(local, 'secure', 443)
    const name = local.beanstalk.lookUp('secure')?.loadBalancer?.dnsName
    const lookup = (asked: string, _: object, found: (error: unknown, addresses: object[]) => void) =>
      resolver.resolve4(asked).then(
        all =>
          found(
            null,
            all.map(address => ({ address, family: 4 })),
          ),
        found as never,
      )
    const trust = { ca: await local.beanstalk.ca(), lookup }
    expect(await sayOverWebSocket(`wss://${name}:${port}/`, trust)).toBe('hello')
    expect(await sayOverWebSocket(`wss://127.0.0.1:${port}/`, trust)).toBe('hello')
    await expect(sayOverWebSocket(`wss://127.0.0.1:${port}/`)).rejects.toThrow(/certificate/)
  })

  it('redirects where a rule or the listener says so, also after the next deployment', async () => {
    const ListenerArn = local.beanstalk.lookUp('secure')?.loadBalancer?.listeners.get(80)?.arn
    const Conditions = [{ Field: 'path-pattern', Values: ['/old/*'] }]
    await local.clients.elbv2.send(new CreateRuleCommand({ ListenerArn, Priority: 1, Conditions, Actions: [REDIRECT] }))
    const front = frontOf(local, 'secure')
    const moved = { statusLine: 'HTTP/1.1 301 Moved Permanently', headers: { server: 'awselb/2.0' } }
    expect(await ask(front, '/old/a?b')).toMatchObject(moved)
    expect((await ask(front, '/old/a?b')).headers.location).toBe('https://chat.test:443/old/a?b')
    expect((await ask(front)).body).toBe('hello')
    await local.clients.elbv2.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: [REDIRECT] }))
    await local.clients.elasticBeanstalk.send(
      new UpdateEnvironmentCommand({ EnvironmentName: 'secure', VersionLabel: 'v2' }),
    )
    expect(await local.waitUntilSettled('secure')).toMatchObject({ VersionLabel: 'v2' })
    expect(await ask(front)).toMatchObject(moved)
    await expect(webSocketOf('secure')).rejects.toThrow('Unexpected server response: 301')
  })
})

describe('an internal load balancer', () => {
  it('is silent to the internet, and answers inside', async () => {
    const { loadBalancer, front } = local.beanstalk.lookUp('internal') ?? {}
    expect(loadBalancer).toMatchObject({ scheme: 'internal', dnsName: expect.stringMatching(/^internal-/) })
    const seen = front?.addresses.map(host => attempt({ host, port: front.port })) ?? []
    expect(await Promise.all(seen)).toEqual(['silence', 'silence', 'silence'])
    const port = loadBalancer?.plane.portOf(80) ?? 0
    expect((await ask({ host: '127.0.0.1', port })).body).toBe('hello')
  })

  it('sends a path to the process that a rule names: past the proxy, where that is the port of the app', async () => {
    const { loadBalancer } = local.beanstalk.lookUp('internal') ?? {}
    const inside = { host: '127.0.0.1', port: loadBalancer?.plane.portOf(80) ?? 0 }
    const direct = await ask(inside, '/api/x')
    expect(direct.body).toBe('hello')
    expect(direct.headers.server).toBeUndefined()
    expect((await ask(inside, '/other')).headers.server).toMatch(/^nginx/)
  })
})

describe('a load balancer that environments share', () => {
  it('leads to each of them by its name, and nowhere without one', async () => {
    const names = ['shared-a', 'shared-b'].map(environment => local.beanstalk.lookUp(environment)?.name ?? '')
    const { port } = frontOf(local, 'shared-a')
    const targets = await Promise.all(names.map(name => ask({ host: '127.0.0.1', port }, '/', name)))
    expect(targets.map(({ body }) => body)).toEqual(['hello', 'hello'])
    expect((await ask({ host: '127.0.0.1', port })).statusLine).toBe('HTTP/1.1 503 Service Temporarily Unavailable')
    for (const [index, environment] of ['shared-a', 'shared-b'].entries())
      expect((await local.waitUntilSettled(environment)).CNAME).toBe(
        `${names[index]}:${frontOf(local, environment).port}`,
      )
  })
})

describe('a process', () => {
  it('whose port nothing listens on makes the environment sick', async () => {
    await update('shared-b', setting('aws:elasticbeanstalk:environment:process:default', 'Port', '9999'))
    await expect.poll(() => local.beanstalk.lookUp('shared-b')?.health.color, { timeout: 20_000 }).toBe('Red')
    const [group] = local.beanstalk.lookUp('shared-b')?.targetGroups ?? []
    const asked = new DescribeTargetHealthCommand({ TargetGroupArn: group })
    const { TargetHealthDescriptions = [] } = await local.clients.elbv2.send(asked)
    expect(TargetHealthDescriptions[0]).toMatchObject({
      Target: { Port: 9999 },
      TargetHealth: { State: 'unhealthy' },
    })
  })
})

describe('a load balancer of several addresses', () => {
  it('has an address in each subnet that the settings name, and each is by itself', async () => {
    const { front, loadBalancer } = local.beanstalk.lookUp('network') ?? {}
    expect(loadBalancer?.subnetIds.join()).toBe(subnets)
    const truth = local.beanstalk.lookUp('network')
    const name = `${truth?.name}`
    expect(name).toMatch(/^network\./)
    const addresses = (await resolver.resolve4(name)).sort()
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.2'])
    await closeSubnet(local, subnets.split(',')[0] ?? '')
    const seen = await Promise.all(addresses.map(host => attempt({ host, port: front?.port ?? 0 })))
    expect(seen).toEqual(['silence', 'answer'])
    expect(await sayOverWebSocket(`ws://127.0.0.2:${front?.port}/`)).toBe('hello')
  })
})
