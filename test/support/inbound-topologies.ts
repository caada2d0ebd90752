/** Environments behind load balancers of every kind, whose groups are closed and opened, and the action that is run on them. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { writePolicy } from '../../scripts/permission-policies.ts'
import type { Front } from '../../src/local-beanstalk/host/host.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from './least-privilege.ts'
import { REGION, type StartedBeanstalk } from './local-beanstalk.ts'
import { type ActionRun, runAction } from './run-action.ts'
import { attempt } from './topologies.ts'
import { openWorkspace } from './workspace.ts'

const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))

/** May do what docs/permissions.md says, with every environment of the application, in these regions. */
export const KEYS = [REGION, 'cn-north-1'].map(region =>
  makeKey(`inbound-${region}`, writePolicy(USUAL, { ...NAMES, region, environment: undefined })),
)

/** Deploys the echo app, with files `over` it. */
export async function deployTo(
  local: StartedBeanstalk,
  environment: string,
  { region = REGION, ...inputs }: Readonly<Record<string, string>> = {},
  over: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const files = ['package.json', 'server.js'].map(
    async name => [name, await readFile(`${ECHO}${name}`, 'utf8')] as const,
  )
  const { path } = await openWorkspace({ ...Object.fromEntries(await Promise.all(files)), ...over })
  const key = KEYS.find(({ accessKeyId }) => accessKeyId.endsWith(region.toUpperCase())) ?? KEYS[0]
  return await runAction({
    action: 'deploy',
    workspace: path,
    env: { ...local.environmentVariables, ...(key && toEnvironmentVariables(key)) },
    inputs: {
      'aws-region': region,
      'application-name': NAMES.application,
      'environment-name': environment,
      'version-label': `v-${Math.random()}`,
      preflight: 'off',
      ...inputs,
    },
  })
}

/** `sg-1 tcp 80 0.0.0.0/0`: every inbound rule of the region, sorted. */
export async function listRules(ec2: EC2Client): Promise<string[]> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
  return SecurityGroups.flatMap(({ GroupId, IpPermissions = [] }) =>
    IpPermissions.flatMap(permission =>
      namePeers(permission).map(peer => `${GroupId} ${namePorts(permission)} ${peer}`),
    ),
  ).sort()
}

/** What `work` has added to the rules of the region, and what it took. */
export async function changesOf(ec2: EC2Client, work: () => Promise<unknown>) {
  const before = await listRules(ec2)
  await work()
  const after = await listRules(ec2)
  return {
    added: after.filter(rule => !before.includes(rule)),
    gone: before.filter(rule => !after.includes(rule)),
  }
}

/** Takes away whatever admits anybody but another group. */
export async function closeGroups(ec2: EC2Client, groupIds: readonly string[]): Promise<void> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groupIds] }))
  for (const { GroupId, IpPermissions = [] } of SecurityGroups) {
    const open = IpPermissions.map(({ UserIdGroupPairs: _, ...permission }) => permission)
    const named = open.filter(permission => namePeers(permission).length > 0)
    if (named.length > 0) await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: named }))
  }
}

/** What becomes of a client who connects to the environment, and of one who connects to its instance past that. */
export async function connect(local: StartedBeanstalk, environment: string, listenerPort?: number) {
  const { front, instances, loadBalancer } = local.beanstalk.lookUp(environment) ?? {}
  const outer = listenerPort === undefined ? front : loadBalancer?.plane.frontOf(listenerPort)
  const seen = async (place: Front | undefined) => (place === undefined ? 'nothing' : await attempt(place))
  return { front: await seen(outer), instance: await seen(instances?.[0]?.front) }
}

function namePorts({ IpProtocol, FromPort, ToPort }: IpPermission): string {
  return `${IpProtocol} ${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`
}

function namePeers({ IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }: IpPermission): string[] {
  return [
    ...(IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
    ...(UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
  ].flatMap(peer => peer ?? [])
}
