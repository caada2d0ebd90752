/** An environment of Local Beanstalk in which a version runs that opens WebSockets, and deployments that may be rolled back. */

import {
  AbortEnvironmentUpdateCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentsCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import type { OutageReport } from '../../src/handshake/outage-tally.ts'
import type { LocalBeanstalkOptions } from '../../src/local-beanstalk/local-beanstalk-options.ts'
import { zipOf } from './bundle-bytes.ts'
import type { Setting } from './deployment-policies.ts'
import { DEPLOY_ALL_KEY, toEnvironmentVariables } from './least-privilege.ts'
import { type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'
import { type ActionRun, type ActionStep, type StartedAction, startAction } from './run-action.ts'
import { readEcho } from './topologies.ts'
import { openWorkspace } from './workspace.ts'

export interface RollBackWorld extends StartedBeanstalk {
  /** Deploys a version of its own with `rollback` on, and the path of the WebSocket given; without a handler for it unless told otherwise. */
  start(step?: Partial<ActionStep> & { readonly files?: Readonly<Record<string, string>> }): Promise<StartedAction>
  deploy(step?: Partial<ActionStep> & { readonly files?: Readonly<Record<string, string>> }): Promise<ActionRun>
  /** Where clients open WebSockets. */
  url(): string
  /** What is set in the environment. */
  settingOf(namespace: string, name: string): Promise<string | undefined>
  /** Lets it run the good version, without any fault; what goes on is aborted. */
  mend(): Promise<void>
  /** Names of the operations that changed something since the action was started. */
  changes(): string[]
}

export const GOOD = 'good'
const NAMED = { application: 'chat', environment: 'chat-prod' }
const ASKED = { 'application-name': 'chat', 'environment-name': 'chat-prod', 'websocket-path': '/' }

export async function openRollBackWorld(
  settings: readonly Setting[] = [],
  options: LocalBeanstalkOptions = {},
): Promise<RollBackWorld> {
  const local = await startBeanstalk({ ...options, keys: [DEPLOY_ALL_KEY] })
  const { elasticBeanstalk } = local.clients
  await local.createVersion({ application: 'chat', label: GOOD, bundle: await zipOf(await readEcho()) })
  await local.createEnvironment({ ...NAMED, versionLabel: GOOD, optionSettings: settings })
  let count = 0
  let from = 0
  const start: RollBackWorld['start'] = async ({ files = WITHOUT_HANDLER, ...step } = {}) => {
    count += 1
    from = local.beanstalk.requests.length
    const workspace = (await openWorkspace({ ...(await readEcho()), ...files })).path
    const env = { ...local.environmentVariables, ...toEnvironmentVariables(DEPLOY_ALL_KEY), ...step.env }
    const own = { 'version-label': `new-${count}`, rollback: 'on-failed-handshake', 'handshake-timeout': '20' }
    return startAction({ ...step, action: 'deploy', workspace, env, inputs: { ...ASKED, ...own, ...step.inputs } })
  }
  return {
    ...local,
    start,
    deploy: async step => (await start(step)).finished,
    url() {
      const front = local.beanstalk.lookUp(NAMED.environment)?.front
      return `ws://${front?.host}:${front?.port}/`
    },
    async settingOf(namespace, name) {
      const asked = { ApplicationName: NAMED.application, EnvironmentName: NAMED.environment }
      const { ConfigurationSettings } = await elasticBeanstalk.send(new DescribeConfigurationSettingsCommand(asked))
      const settings = ConfigurationSettings?.[0]?.OptionSettings ?? []
      return settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value
    },
    async mend() {
      local.beanstalk.clearFaults()
      local.beanstalk.setPace(0)
      const EnvironmentName = NAMED.environment
      const now = await elasticBeanstalk.send(new DescribeEnvironmentsCommand({ EnvironmentNames: [EnvironmentName] }))
      if (now.Environments?.[0]?.Status === 'Updating') {
        await elasticBeanstalk.send(new AbortEnvironmentUpdateCommand({ EnvironmentName }))
        await local.waitUntilSettled(EnvironmentName)
      }
      await elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel: GOOD }))
      await local.waitUntilSettled(EnvironmentName)
    },
    changes: () =>
      local.beanstalk.requests
        .slice(from)
        .map(({ operation }) => operation)
        .filter(name => !/^(Describe|Check|Head|Get|List|Re[qt])/.test(name)),
  }
}

/** It answers requests, and knows nothing of WebSockets. */
const WITHOUT_HANDLER: Readonly<Record<string, string>> = {
  'server.js':
    "require('node:http').createServer((_, response) => response.end('hello')).listen(process.env.PORT ?? 8080)\n",
}

/** What the report of a run says of the outages. */
export function readOutage({ temporaryFiles }: ActionRun): OutageReport {
  const [text = '{}'] = Object.entries(temporaryFiles).flatMap(([name, text]) => (name.endsWith('.json') ? [text] : []))
  return JSON.parse(text).outage
}
