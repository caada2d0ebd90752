/** A world for one scenario: Local Beanstalk with an environment, and the built action pointed at it. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2'
import { onTestFinished } from 'vitest'
import type { LocalBeanstalkOptions } from '../../src/local-beanstalk/local-beanstalk-options.ts'
import { CHECK_ALL_KEY, CHECK_KEY, DEPLOY_KEY, DRY_RUN_KEY, toEnvironmentVariables } from './least-privilege.ts'
import { type EnvironmentSpec, type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'
import { type ActionRun, type ActionStep, type StartedAction, startAction } from './run-action.ts'
import { toSnapshot } from './snapshot.ts'
import { openWorkspace } from './workspace.ts'

/** The action has no more rights than docs/permissions.md says that it needs; a dry run may only read. */
export interface DeployScenario extends StartedBeanstalk {
  /** Runs deploy on the echo app with `files` over it, unless the inputs name a package. */
  deploy(step?: ScenarioStep): Promise<ActionRun>
  start(step?: ScenarioStep): Promise<StartedAction>
  /** The group of the environment's instance, as it is now. */
  securityGroup(): Promise<SecurityGroup>
  /** Takes every inbound rule away, and adds the given CIDRs on TCP 80. */
  admit(...cidrs: string[]): Promise<void>
  /** Names of the operations that changed something since the action was started. */
  changes(): string[]
  snapshot(run: ActionRun): string
}

export interface ScenarioStep extends Omit<Partial<ActionStep>, 'action'> {
  /** Path to text, over the echo app; null takes a file of it away. */
  readonly files?: Readonly<Record<string, string | null>>
}

export interface ScenarioOptions extends LocalBeanstalkOptions {
  /** `none`: the account is empty. */
  readonly environment?: Partial<EnvironmentSpec> | 'none'
}

export const ENVIRONMENT = { application: 'chat', environment: 'chat-prod' } as const
const INPUTS = { 'application-name': ENVIRONMENT.application, 'environment-name': ENVIRONMENT.environment }
const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))

export async function openScenario({ environment, ...options }: ScenarioOptions = {}): Promise<DeployScenario> {
  const local = await startBeanstalk({
    ...options,
    keys: [...(options.keys ?? []), DEPLOY_KEY, DRY_RUN_KEY, CHECK_KEY, CHECK_ALL_KEY],
  })
  onTestFinished(() => local.beanstalk.stop())
  if (environment !== 'none') await local.createEnvironment({ ...ENVIRONMENT, ...environment })
  let firstRequest = 0
  const since = () => local.beanstalk.requests.slice(firstRequest)
  const start = async ({ files, ...step }: ScenarioStep = {}) => {
    firstRequest = local.beanstalk.requests.length
    const workspace = step.workspace ?? (await openWorkspace(await withEcho(files))).path
    const key = step.inputs?.['dry-run'] === 'true' ? DRY_RUN_KEY : DEPLOY_KEY
    const env = { ...local.environmentVariables, ...toEnvironmentVariables(key), ...step.env }
    return startAction({ ...step, action: 'deploy', workspace, env, inputs: { ...INPUTS, ...step.inputs } })
  }
  return {
    ...local,
    start,
    deploy: async step => (await start(step)).finished,
    securityGroup: () => findGroup(local),
    admit: (...cidrs) => admit(local, cidrs),
    changes: () =>
      since()
        .map(request => request.operation)
        .filter(name => !/^(Describe|Check|Head|Get|List|Re[qt])/.test(name)),
    snapshot: run => toSnapshot(run, since()),
  }
}

/** The files of the echo app, with others over them. */
export async function withEcho(files: ScenarioStep['files'] = {}): Promise<Record<string, string>> {
  const read = (name: string) => readFile(`${ECHO}${name}`, 'utf8')
  const echo = { 'package.json': await read('package.json'), 'server.js': await read('server.js') }
  const entries = Object.entries({ ...echo, ...files })
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null))
}

async function findGroup({ clients }: StartedBeanstalk): Promise<SecurityGroup> {
  const Filters = [{ Name: 'tag:aws:cloudformation:logical-id', Values: ['AWSEBSecurityGroup'] }]
  const { SecurityGroups = [] } = await clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const [group] = SecurityGroups
  if (!group) throw new Error('The environment has no security group')
  return group
}

async function admit(local: StartedBeanstalk, cidrs: readonly string[]): Promise<void> {
  const { GroupId, IpPermissions = [] } = await findGroup(local)
  if (IpPermissions.length > 0) {
    await local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  }
  for (const CidrIp of cidrs) {
    const permission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp }] }
    await local.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
  }
}
