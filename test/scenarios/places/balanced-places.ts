/** Findings about environments of several instances behind a load balancer of Local Beanstalk, and one without a proxy. */

import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  type Action,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyListenerCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { WebSocket } from 'ws'
import type { FindingKind } from '../../../src/handshake/findings.ts'
import type { Fault, FaultKind } from '../../../src/local-beanstalk/faults/catalogue.ts'
import { type BalancedWorld, OTHER_CERTIFICATE } from '../../support/balanced-world.ts'
import { setting } from '../../support/deployment-policies.ts'
import { closeSubnet } from '../../support/topologies.ts'

export interface BalancedPlace {
  /** Which it is the doing of. */
  readonly fault?: FaultKind
  /** For docs/findings.md, after "On Local Beanstalk: ", where it is no fault's. */
  readonly place?: string
  /** Breaks it, and answers with the inputs of the check. What is to be mended goes to `mend`. */
  breaks(world: BalancedWorld, mend: (undo: () => Promise<unknown>) => void): Promise<Record<string, string>>
}

export const balancedPlaces = {
  'tls-expired': {
    fault: 'certificate-expired',
    async breaks({ local, url }, mend) {
      // Listeners follow one after the other: with the next change they have followed the fault.
      const set = async (faults: readonly Fault[]) => {
        local.beanstalk.setFaults(faults)
        await local.beanstalk.setLoadBalancerPace(100)
      }
      mend(() => set([]))
      await set([{ kind: 'certificate-expired' }])
      return { url: url('wss', 443), ca: await local.beanstalk.ca() }
    },
  },
  'tls-wrong-host': {
    place: 'a listener whose certificate is for another name',
    async breaks({ local, url, listener, certificateArn }, mend) {
      const use = (CertificateArn: string) =>
        local.clients.elbv2.send(
          new ModifyListenerCommand({ ListenerArn: listener(443), Certificates: [{ CertificateArn }] }),
        )
      mend(() => use(certificateArn))
      await use(OTHER_CERTIFICATE)
      return { url: url('wss', 443), ca: await local.beanstalk.ca() }
    },
  },
  'tls-untrusted': {
    place: 'an HTTPS listener, where its authority was not given as `ca`',
    breaks: async ({ url }) => ({ url: url('wss', 443) }),
  },
  'tls-plain-port': { place: 'an HTTP listener', breaks: async ({ url }) => ({ url: url('wss', 80) }) },
  'tls-required': { place: 'an HTTPS listener', breaks: async ({ url }) => ({ url: url('ws', 443) }) },
  redirected: {
    place: 'a listener that redirects',
    breaks: (world, mend) =>
      answer(world, mend, {
        Type: 'redirect',
        RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
      }),
  },
  'firewall-blocked': {
    place: 'a rule of the listener with a fixed response of 403',
    breaks: (world, mend) =>
      answer(world, mend, { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } }),
  },
  'load-balancer-refused': {
    place: 'a rule of the listener with a fixed response',
    breaks: (world, mend) =>
      answer(world, mend, { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }),
  },
  'load-balancer-no-target': {
    place: 'instances that somebody has deregistered',
    async breaks({ local: { clients }, url, targetGroupArn }, mend) {
      const group = { TargetGroupArn: targetGroupArn }
      const { TargetHealthDescriptions = [] } = await clients.elbv2.send(new DescribeTargetHealthCommand(group))
      const Targets = TargetHealthDescriptions.flatMap(({ Target }) => (Target ? [Target] : []))
      mend(() => clients.elbv2.send(new RegisterTargetsCommand({ ...group, Targets })))
      await clients.elbv2.send(new DeregisterTargetsCommand({ ...group, Targets }))
      return { url: url('ws', 80) }
    },
  },
  'load-balancer-timeout': {
    place: "instances whose security group no longer admits the load balancer's",
    async breaks({ local: { clients }, url, instanceGroupId: GroupId }, mend) {
      const asked = new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] })
      const { SecurityGroups = [] } = await clients.ec2.send(asked)
      const IpPermissions = SecurityGroups[0]?.IpPermissions ?? []
      mend(() => clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions })))
      await clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
      return { url: url('ws', 80) }
    },
  },
  'load-balancer-bad-gateway': {
    fault: 'proxy-stopped',
    async breaks({ local, url, deploy }, mend) {
      local.beanstalk.setFaults([{ kind: 'proxy-stopped' }])
      mend(async () => {
        local.beanstalk.clearFaults()
        await deploy('balanced')
      })
      await deploy('balanced')
      return { url: url('ws', 80) }
    },
  },
  'some-connections-refused': {
    fault: 'proxy-drops-upgrade',
    async breaks({ local, url, deploy }, mend) {
      local.beanstalk.setFaults([{ kind: 'proxy-drops-upgrade', instance: 1 }])
      mend(async () => {
        local.beanstalk.clearFaults()
        await deploy('balanced')
      })
      await deploy('balanced')
      // They take turns: the one after the refusal is the first that the check meets.
      while (await isTaken(url('ws', 80)));
      return { url: url('ws', 80) }
    },
  },
  'some-addresses-refuse': {
    place: 'a network ACL that closes the subnet of one of the addresses',
    async breaks({ local, addresses, subnetIds }) {
      const [host = '', dead = ''] = addresses
      await closeSubnet(local, subnetIds[1] ?? '')
      const { port } = new URL(`http://${host}`)
      const resolve = [host, dead].map(address => `chat.test:${port}:${address.replace(/:.*/, '')}`).join('\n')
      return { url: `ws://chat.test:${port}/`, resolve }
    },
  },
  'socket-io-session-lost': {
    place: 'two instances without sticky sessions',
    breaks: async ({ url }) => ({ url: url('ws', 80, '/versions/socket.io/'), protocol: 'socket.io' }),
  },
  'cut-by-load-balancer': {
    place: "a load balancer's idle timeout",
    async breaks({ local, url, deploy }, mend) {
      mend(() => local.beanstalk.setLoadBalancerPace(100))
      await deploy('balanced', [setting('aws:elbv2:loadbalancer', 'IdleTimeout', '2')])
      await local.beanstalk.setLoadBalancerPace(1000)
      return { url: url('ws', 80), hold: '20s' }
    },
  },
  'classic-listener-http': {
    place: 'a Classic Load Balancer, which has an HTTP listener unless it is told otherwise',
    breaks: async () => ({ 'environment-name': 'classic' }),
  },
  'tls-not-answered': {
    fault: 'app-hangs',
    async breaks({ local, deploy }) {
      local.beanstalk.setFaults([{ kind: 'app-hangs' }])
      const { CNAME } = await deploy('bare')
      local.beanstalk.clearFaults()
      return { 'environment-name': 'bare', url: `wss://${CNAME}` }
    },
  },
} as const satisfies Partial<Record<FindingKind, BalancedPlace>>

/** The listener on port 80 answers every request with this action. */
async function answer(
  { local: { clients }, url, listener, targetGroupArn }: BalancedWorld,
  mend: Parameters<BalancedPlace['breaks']>[1],
  action: Action,
): Promise<Record<string, string>> {
  const act = (one: Action) =>
    clients.elbv2.send(new ModifyListenerCommand({ ListenerArn: listener(80), DefaultActions: [one] }))
  mend(() => act({ Type: 'forward', TargetGroupArn: targetGroupArn }))
  await act(action)
  return { url: url('ws', 80) }
}

function isTaken(url: string): Promise<boolean> {
  const client = new WebSocket(url)
  return new Promise(resolve => {
    client
      .once('error', () => resolve(false))
      .once('open', () => {
        client.terminate()
        resolve(true)
      })
  })
}
