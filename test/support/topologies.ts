/** Load-balanced environments that really run the echo app, and clients that connect to them by name or by address. */

import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import {
  CreateNetworkAclCommand,
  DescribeNetworkAclsCommand,
  ReplaceNetworkAclAssociationCommand,
} from '@aws-sdk/client-ec2'
import type { Front } from '../../src/local-beanstalk/host/host.ts'
import { zipOf } from './bundle-bytes.ts'
import { type Setting, setting } from './deployment-policies.ts'
import { DEPLOY_ALL_KEY } from './least-privilege.ts'
import { type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'
import { get, type RawAnswer, ask as send } from './raw-request.ts'

const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))
const PROCESS = 'aws:elasticbeanstalk:environment:process:default'
/** How long a front that is not admitted is listened to: loopback answers at once. */
const SILENCE_MS = 500

/** A second of load balancers takes 100 ms; versions v1 and v2 of the echo app are there. */
export async function openTopologies(): Promise<StartedBeanstalk> {
  const local = await startBeanstalk({ loadBalancerMsPerSecond: 100, keys: [DEPLOY_ALL_KEY] })
  const files = await readEcho()
  for (const label of ['v1', 'v2'])
    await local.createVersion({ application: 'chat', label, bundle: await zipOf({ ...files, label }) })
  return local
}

/** The files of the echo app, by name. */
export async function readEcho(): Promise<Record<string, string>> {
  const read = (name: string) => readFile(`${ECHO}${name}`, 'utf8')
  return { 'package.json': await read('package.json'), 'server.js': await read('server.js') }
}

export function createBalanced(local: StartedBeanstalk, environment: string, settings: readonly Setting[]) {
  return local.createEnvironment({ application: 'chat', environment, versionLabel: 'v1', optionSettings: settings })
}

/** Of one instance, whose health is found quickly. */
export function balanced(kind: 'application' | 'classic' | 'network', ...more: readonly Setting[]): Setting[] {
  const environment = 'aws:elasticbeanstalk:environment'
  const checks =
    kind === 'classic'
      ? [setting('aws:elb:healthcheck', 'Interval', '5'), setting('aws:elb:healthcheck', 'Timeout', '4')]
      : [setting(PROCESS, 'HealthCheckInterval', '5'), setting(PROCESS, 'DeregistrationDelay', '5')]
  return [
    setting(environment, 'EnvironmentType', 'LoadBalanced'),
    setting(environment, 'LoadBalancerType', kind),
    setting('aws:autoscaling:asg', 'MinSize', '1'),
    ...checks,
    ...more,
  ]
}

/** Gives the subnet a network ACL that denies everything. */
export async function closeSubnet({ clients: { ec2 } }: StartedBeanstalk, subnetId: string): Promise<void> {
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
  const associations = NetworkAcls.flatMap(({ Associations = [] }) => Associations)
  const AssociationId = associations.find(({ SubnetId }) => SubnetId === subnetId)?.NetworkAclAssociationId
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId: NetworkAcls[0]?.VpcId }))
  const NetworkAclId = NetworkAcl?.NetworkAclId
  await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }))
}

/** The environment's own front, or that of another listener of its load balancer. */
export function frontOf({ beanstalk }: StartedBeanstalk, environment: string, listenerPort?: number): Front {
  const truth = beanstalk.lookUp(environment)
  const front = listenerPort === undefined ? truth?.front : truth?.loadBalancer?.plane.frontOf(listenerPort)
  if (front === undefined) throw new Error(`"${environment}" has no such front`)
  return front
}

/** What a request to the front is answered, with this Host header. */
export function ask({ host, port }: Pick<Front, 'host' | 'port'>, path = '/', Host = 'chat.test'): Promise<RawAnswer> {
  return send({ host, port }, get(path, { Host }))
}

/** What becomes of a connection attempt. */
export function attempt({ host, port }: Pick<Front, 'host' | 'port'>): Promise<'answer' | 'refusal' | 'silence'> {
  return new Promise(resolve => {
    const socket = connect({ host, port })
    const tell = (seen: 'answer' | 'refusal' | 'silence') => {
      socket.destroy()
      resolve(seen)
    }
    // On a busy machine the time is over before what Linux has answered at once is told: that comes first all the same.
    socket.setTimeout(SILENCE_MS, () => setImmediate(tell, 'silence'))
    socket.once('connect', () => tell('answer')).once('error', () => tell('refusal'))
  })
}
