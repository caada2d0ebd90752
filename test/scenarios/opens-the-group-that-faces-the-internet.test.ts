import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { CreateApplicationCommand, CreateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import {
  DescribeTargetGroupsCommand,
  ModifyTargetGroupAttributesCommand,
  SetIpAddressTypeCommand,
  SetSecurityGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setting } from '../support/deployment-policies.ts'
import { changesOf, closeGroups, connect, deployTo, KEYS } from '../support/inbound-topologies.ts'
import { giveIpv6 } from '../support/ipv6.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
  defaultSubnets,
} from '../support/load-balancing.ts'
import { NODE_24, openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { balanced } from '../support/topologies.ts'

/** Where the deployment itself is not what is asked about. */
const NOT_WAITED = { 'wait-for-deployment': 'false' }
const CHINA = 'cn-north-1'

let local: StartedBeanstalk
/** Of load balancers that somebody else made. */
let groups: Readonly<Record<'network' | 'shared' | 'one' | 'other', string>>

beforeAll(async () => {
  local = await startBeanstalk({ loadBalancerMsPerSecond: 100, keys: KEYS })
  const { ec2 } = local.clients
  const group = (name: string) => createSecurityGroup(ec2, name)
  groups = {
    network: await group('network'),
    shared: await group('shared'),
    one: await group('one'),
    other: await group('other'),
  }
  const { arn } = await createLoadBalancer(local.clients, { Name: 'shared', SecurityGroups: [groups.shared] })
  await createListener(local.clients, {
    LoadBalancerArn: arn,
    group: (await createTargetGroup(local.clients, { Name: 'nobody' })).arn,
  })
  const [ipv6 = '', second = ''] = await giveIpv6(ec2)
  const withIpv6 = ['Subnets', 'ELBSubnets'].map(name => setting('aws:ec2:vpc', name, `${ipv6},${second}`))
  const [, , ipv4] = await defaultSubnets(ec2)
  const tcp = ['ListenerProtocol', 'InstanceProtocol'].map(name => setting('aws:elb:listener', name, 'TCP'))
  const https = [
    setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS'),
    setting('aws:elbv2:listener:443', 'SSLCertificateArns', local.beanstalk.certificateArn(REGION)),
  ]
  const settings = {
    single: [setting('aws:ec2:vpc', 'Subnets', ipv4?.SubnetId ?? '')],
    ipv6: [setting('aws:ec2:vpc', 'Subnets', ipv6)],
    classic: balanced('classic', ...tcp),
    application: balanced('application', ...https),
    network: balanced('network', ...withIpv6),
    guarded: balanced('network', setting('aws:elbv2:loadbalancer', 'SecurityGroups', groups.network)),
    internal: balanced('application', setting('aws:ec2:vpc', 'ELBScheme', 'internal')),
    shared: balanced(
      'application',
      setting('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared', 'true'),
      setting('aws:elbv2:loadbalancer', 'SharedLoadBalancer', arn),
    ),
  }
  const create = ([name, optionSettings]: [string, ReturnType<typeof balanced>]) =>
    local.createEnvironment({ application: 'chat', environment: `${name}-env`, optionSettings })
  await Promise.all([...Object.entries(settings).map(create), createInChina()])
}, 180_000)

afterAll(() => local.beanstalk.stop())

async function createInChina(): Promise<void> {
  const { elasticBeanstalk } = openClients(local.beanstalk, { region: CHINA })
  await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'chat' }))
  await elasticBeanstalk.send(
    new CreateEnvironmentCommand({
      ApplicationName: 'chat',
      EnvironmentName: 'china-env',
      SolutionStackName: NODE_24,
      OptionSettings: balanced('application'),
    }),
  )
  await vi.waitFor(() => expect(truthOf('china-env')?.status).toBe('Ready'), { timeout: 60_000 })
}

const truthOf = (environment: string) => local.beanstalk.lookUp(environment)
const outerGroups = (environment: string) => truthOf(environment)?.loadBalancer?.groupIds ?? []
const innerGroup = (environment: string) => truthOf(environment)?.groupId ?? ''
const everybody = (groupId: string | undefined, port = 80) => `${groupId} tcp ${port} 0.0.0.0/0`

async function setGroups(...SecurityGroups: readonly string[]): Promise<void> {
  const LoadBalancerArn = truthOf('application-env')?.loadBalancer?.id
  await local.clients.elbv2.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups: [...SecurityGroups] }))
}

async function hideClients(isHidden: boolean): Promise<void> {
  const { elbv2 } = local.clients
  const LoadBalancerArn = truthOf('network-env')?.loadBalancer?.id
  const { TargetGroups = [] } = await elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }))
  const Attributes = [{ Key: 'preserve_client_ip.enabled', Value: String(!isHidden) }]
  for (const { TargetGroupArn } of TargetGroups)
    await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }))
}

const warningsOf = ({ annotations }: Awaited<ReturnType<typeof deployTo>>) =>
  annotations.filter(({ title }) => title === 'The inbound rule').map(({ message }) => message)

describe('a single instance', () => {
  it('is reached again, by IPv4 alone where it has no address of IPv6', { timeout: 120_000 }, async () => {
    await closeGroups(local.clients.ec2, [innerGroup('single-env')])
    expect(await connect(local, 'single-env')).toEqual({ front: 'silence', instance: 'nothing' })
    const changes = await changesOf(local.clients.ec2, async () => {
      const run = await deployTo(local, 'single-env')
      expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    })
    expect(changes).toEqual({ added: [everybody(innerGroup('single-env'))], gone: [] })
    expect(await connect(local, 'single-env')).toEqual({ front: 'answer', instance: 'nothing' })
  })

  it('that has an address of IPv6 is opened for that, too', { timeout: 120_000 }, async () => {
    await closeGroups(local.clients.ec2, [innerGroup('ipv6-env')])
    const changes = await changesOf(local.clients.ec2, () => deployTo(local, 'ipv6-env', NOT_WAITED))
    expect(changes.added).toEqual([everybody(innerGroup('ipv6-env')), `${innerGroup('ipv6-env')} tcp 80 ::/0`])
  })
})

describe('behind a load balancer of its own', () => {
  it.each([
    ['classic-env', [80]],
    ['application-env', [80, 443]],
  ])(
    'the group of the load balancer is opened, and not that of the instances: %s',
    { timeout: 120_000 },
    async (name, ports) => {
      const [outer] = outerGroups(name)
      await closeGroups(local.clients.ec2, [...outerGroups(name), innerGroup(name)])
      expect(await connect(local, name)).toEqual({ front: 'silence', instance: 'silence' })
      const changes = await changesOf(local.clients.ec2, async () => {
        const run = await deployTo(local, name)
        expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
      })
      expect(changes).toEqual({ added: ports.map(port => everybody(outer, port)).sort(), gone: [] })
      for (const port of ports)
        expect(await connect(local, name, port)).toEqual({ front: 'answer', instance: 'silence' })
      expect(await changesOf(local.clients.ec2, () => deployTo(local, name, NOT_WAITED))).toEqual({
        added: [],
        gone: [],
      })
    },
  )
})

describe('behind a Network Load Balancer', () => {
  it('without groups, that of the instances is opened: clients reach them', { timeout: 120_000 }, async () => {
    const inner = innerGroup('network-env')
    await closeGroups(local.clients.ec2, [inner])
    // Its targets are of IPv4 all the same, and so is what reaches the instances.
    const LoadBalancerArn = truthOf('network-env')?.loadBalancer?.id
    await local.clients.elbv2.send(new SetIpAddressTypeCommand({ LoadBalancerArn, IpAddressType: 'dualstack' }))
    const changes = await changesOf(local.clients.ec2, async () => {
      const run = await deployTo(local, 'network-env')
      expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    })
    expect(changes).toEqual({ added: [everybody(inner)], gone: [] })
    expect(outerGroups('network-env')).toEqual([])
  })

  it(
    'whose instances see it in the place of its clients, none is: it is let in itself',
    { timeout: 120_000 },
    async () => {
      const inner = innerGroup('network-env')
      await closeGroups(local.clients.ec2, [inner])
      await hideClients(true)
      const closed = await changesOf(local.clients.ec2, async () => {
        expect(warningsOf(await deployTo(local, 'network-env', NOT_WAITED))).toEqual([
          expect.stringMatching(
            `see its addresses in the place of its clients' .* admits none of these: nobody gets through[\\s\\S]*--group-id ${inner} `,
          ),
        ])
      })
      expect(closed).toEqual({ added: [], gone: [] })
      const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '172.31.0.0/16' }] }]
      await local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: inner, IpPermissions }))
      const open = await changesOf(local.clients.ec2, async () => {
        const run = await deployTo(local, 'network-env')
        expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
        expect(run.log).toContain('and with them the addresses of the Network Load Balancer')
      })
      expect(open).toEqual({ added: [], gone: [] })
      await hideClients(false)
    },
  )

  it('with a group of its own, that one is', { timeout: 120_000 }, async () => {
    expect(await connect(local, 'guarded-env')).toEqual({ front: 'silence', instance: 'silence' })
    const changes = await changesOf(local.clients.ec2, () => deployTo(local, 'guarded-env', NOT_WAITED))
    expect(changes).toEqual({ added: [everybody(groups.network)], gone: [] })
    expect(await connect(local, 'guarded-env')).toEqual({ front: 'answer', instance: 'silence' })
  })
})

describe('a group that is not for the environment alone', () => {
  const nothing = { added: [], gone: [] }

  it('of a shared load balancer is opened only when it is named', { timeout: 120_000 }, async () => {
    const quiet = await changesOf(local.clients.ec2, async () => {
      const run = await deployTo(local, 'shared-env', NOT_WAITED)
      expect(warningsOf(run)).toEqual([expect.stringMatching(`share.*"security-group-id: ${groups.shared}"`)])
    })
    expect(quiet).toEqual(nothing)
    const named = { ...NOT_WAITED, 'security-group-id': groups.shared }
    const changes = await changesOf(local.clients.ec2, () => deployTo(local, 'shared-env', named))
    expect(changes).toEqual({ added: [everybody(groups.shared)], gone: [] })
    expect(await connect(local, 'shared-env')).toEqual({ front: 'answer', instance: 'silence' })
  })

  it('of an internal load balancer is opened only when it is named', { timeout: 120_000 }, async () => {
    const [outer = ''] = outerGroups('internal-env')
    await closeGroups(local.clients.ec2, [outer])
    expect(await changesOf(local.clients.ec2, () => deployTo(local, 'internal-env', NOT_WAITED))).toEqual(nothing)
    const written = { ...NOT_WAITED, 'allow-from': '10.0.0.0/8' }
    const unnamed = await changesOf(local.clients.ec2, async () => {
      expect(warningsOf(await deployTo(local, 'internal-env', written))).toEqual([
        expect.stringMatching(`is internal.*Choose the group to open: "security-group-id: ${outer}"`),
      ])
    })
    expect(unnamed).toEqual(nothing)
    const named = { ...written, 'security-group-id': outer }
    const changes = await changesOf(local.clients.ec2, () => deployTo(local, 'internal-env', named))
    expect(changes.added).toEqual([`${outer} tcp 80 10.0.0.0/8`])
  })

  it(
    'of the instances is never opened behind a load balancer, not even when it is named',
    { timeout: 120_000 },
    async () => {
      const [outer = ''] = outerGroups('classic-env')
      await closeGroups(local.clients.ec2, [outer])
      const named = { ...NOT_WAITED, 'security-group-id': innerGroup('classic-env') }
      const changes = await changesOf(local.clients.ec2, async () => {
        expect(warningsOf(await deployTo(local, 'classic-env', named))).toEqual([
          expect.stringMatching(`is not a group of the Classic Load Balancer.*Write its group: "${outer}"`),
        ])
      })
      expect(changes).toEqual(nothing)
      expect(await connect(local, 'classic-env')).toEqual({ front: 'silence', instance: 'silence' })
    },
  )

  it('of the instances is not opened either where the load balancer carries it', { timeout: 120_000 }, async () => {
    const inner = innerGroup('application-env')
    await setGroups(inner)
    const named = { ...NOT_WAITED, 'security-group-id': inner }
    const changes = await changesOf(local.clients.ec2, async () => {
      expect(warningsOf(await deployTo(local, 'application-env', named))).toEqual([
        expect.stringMatching(
          `the instances use ${inner}, too, and clients could go past the Application Load Balancer`,
        ),
      ])
    })
    expect(changes).toEqual(nothing)
    expect(await connect(local, 'application-env')).toMatchObject({ instance: 'silence' })
  })

  it('is asked for where several could be meant, and where others use it', { timeout: 120_000 }, async () => {
    await setGroups(groups.one, groups.other)
    const several = await deployTo(local, 'application-env', NOT_WAITED)
    expect(warningsOf(several)).toEqual([expect.stringContaining('several groups could be meant')])
    await setGroups(groups.one)
    const { arn } = await createLoadBalancer(local.clients, { Name: 'neighbour', SecurityGroups: [groups.one] })
    expect(arn).not.toBe('')
    const changes = await changesOf(local.clients.ec2, async () => {
      expect(warningsOf(await deployTo(local, 'application-env', NOT_WAITED))).toEqual([
        expect.stringMatching(/other network interfaces use sg-\w+, too \("eni-/),
      ])
    })
    expect(changes).toEqual(nothing)
    await setGroups(groups.other)
    const alone = await changesOf(local.clients.ec2, () => deployTo(local, 'application-env', NOT_WAITED))
    expect(alone.added).toEqual([everybody(groups.other, 443), everybody(groups.other)])
  })
})

describe('in China', () => {
  it('the load balancer is found by its ARN of another partition', { timeout: 120_000 }, async () => {
    const { ec2 } = openClients(local.beanstalk, { region: CHINA })
    const [outer] = outerGroups('china-env')
    await closeGroups(ec2, outerGroups('china-env'))
    const changes = await changesOf(ec2, async () => {
      const run = await deployTo(local, 'china-env', { region: CHINA })
      expect(run.outputs, run.log).toMatchObject({ handshake: 'accepted' })
    })
    expect(truthOf('china-env')?.loadBalancer?.id).toMatch(/^arn:aws-cn:/)
    expect(changes).toEqual({ added: [everybody(outer)], gone: [] })
    expect(await connect(local, 'china-env')).toEqual({ front: 'answer', instance: 'silence' })
  })
})

describe('a listener that the bundle brings', () => {
  const listener = 'option_settings:\n  aws:elbv2:listener:8080:\n    Protocol: HTTP\n'

  it('has its port opened in a group of somebody’s own', { timeout: 120_000 }, async () => {
    await setGroups(groups.other)
    const changes = await changesOf(local.clients.ec2, () =>
      deployTo(local, 'application-env', NOT_WAITED, { '.ebextensions/listener.config': listener }),
    )
    // Beanstalk opens the group that it made, which is no longer that of the load balancer.
    expect(changes.added).toContain(everybody(groups.other, 8080))
    await local.waitUntilSettled('application-env')
    expect(await connect(local, 'application-env', 8080)).toEqual({ front: 'answer', instance: 'silence' })
  })
})

describe('a listener that the deployment turns off', () => {
  const inputs = {
    'option-settings': 'aws:elbv2:listener:default:ListenerEnabled=false',
    // No authority that the runner knows has signed the certificate.
    'fail-on': 'never',
    'handshake-timeout': '5',
    'minimum-health': 'any',
  }

  it('gets no rule for its port, and its neighbour does', { timeout: 120_000 }, async () => {
    const [outer = ''] = outerGroups('application-env')
    await setGroups(outer)
    await closeGroups(local.clients.ec2, [outer])
    const { added } = await changesOf(local.clients.ec2, async () => {
      const run = await deployTo(local, 'application-env', inputs)
      expect(run.log).toMatch(/turns off the load balancer's listener on port 80/)
      expect(run.log).toMatch(/A likely cause: The Application Load Balancer \S+ has no listener on port 80 \(it has/)
      expect(run.log).not.toContain('authorize-security-group-ingress')
    })
    expect(added).toContain(everybody(outer, 443))
    expect(added).not.toContain(everybody(outer, 80))
    expect(await connect(local, 'application-env', 443)).toEqual({ front: 'answer', instance: 'silence' })
    expect(await connect(local, 'application-env', 80)).not.toMatchObject({ front: 'answer' })
  })

  it('is named where connections are refused, and no proxy is', { timeout: 120_000 }, async () => {
    const others = `${inputs['option-settings']}\naws:elbv2:listener:8080:ListenerEnabled=true`
    const run = await deployTo(local, 'guarded-env', { ...inputs, 'option-settings': others })
    expect(run.outputs, run.log).toMatchObject({ finding: 'connection-refused' })
    expect(run.log).toMatch(/A likely cause: The Network Load Balancer \S+ has no listener on port 80 \(it has 8080\)/)
    expect(run.log).not.toContain('Start what should listen on port')
  })
})
