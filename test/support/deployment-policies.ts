/** A load-balanced environment of two instances, and its deployments as they are told. */

import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import type { LocalBeanstalkOptions } from '../../src/local-beanstalk/local-beanstalk-options.ts'
import { zipOf } from './bundle-bytes.ts'
import { type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'

export const APPLICATION = 'chat'
export const ENVIRONMENT = 'chat-prod'

export interface Setting {
  readonly Namespace: string
  readonly OptionName: string
  readonly Value: string
}

export const setting = (Namespace: string, OptionName: string, Value: string): Setting => ({
  Namespace,
  OptionName,
  Value,
})

export const TWO_INSTANCES: readonly Setting[] = [
  setting('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
  setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application'),
  setting('aws:autoscaling:asg', 'MinSize', '2'),
]

export function policySettings(policy: string): Setting[] {
  const namespace = 'aws:elasticbeanstalk:command'
  return [
    setting(namespace, 'DeploymentPolicy', policy),
    setting(namespace, 'BatchSizeType', 'Fixed'),
    setting(namespace, 'BatchSize', '1'),
  ]
}

/** Versions v1 and v2 of the same files, and an environment that runs v1. */
export async function openFleet(
  options: LocalBeanstalkOptions,
  { settings, files = { 'app.js': '' } }: { settings: readonly Setting[]; files?: Record<string, string> },
): Promise<StartedBeanstalk> {
  const local = await startBeanstalk(options)
  for (const label of ['v1', 'v2'])
    await local.createVersion({ application: APPLICATION, label, bundle: await zipOf({ ...files, label }) })
  await local.createEnvironment({
    application: APPLICATION,
    environment: ENVIRONMENT,
    versionLabel: 'v1',
    optionSettings: settings,
  })
  return local
}

/** Runs an update to its end, and answers with its events without ids: with its request's id, or with all of them. */
export async function updateFleet(
  local: StartedBeanstalk,
  input: { readonly VersionLabel?: string; readonly OptionSettings?: readonly Setting[] },
) {
  const { VersionLabel, OptionSettings } = input
  const known = idsOf(local)
  const answer = await local.clients.elasticBeanstalk.send(
    new UpdateEnvironmentCommand({
      EnvironmentName: ENVIRONMENT,
      VersionLabel,
      OptionSettings: OptionSettings && [...OptionSettings],
    }),
  )
  const environment = await local.waitUntilSettled(ENVIRONMENT)
  const events = await local.events({
    EnvironmentName: ENVIRONMENT,
    RequestId: answer.$metadata.requestId ?? '',
  })
  return { environment, lines: namelessLines(events, known) }
}

export function idsOf(local: StartedBeanstalk): string[] {
  return local.beanstalk.lookUp(ENVIRONMENT)?.instances.map(({ id }) => id) ?? []
}

/** Known instances are A and B, those that come later 1 and 2, in the order in which they are told. */
export function namelessLines(
  events: ReadonlyArray<{ Severity?: string | undefined; Message?: string | undefined }>,
  known: readonly string[],
): string[] {
  const names = new Map(known.map((id, index) => [id, 'AB'.charAt(index)]))
  const nameOf = (id: string) => {
    const name = names.get(id) ?? String(names.size - known.length + 1)
    names.set(id, name)
    return name
  }
  return events.map(({ Severity, Message = '' }) =>
    `${Severity} ${Message}`
      .replace(/i-[0-9a-f]{17}/g, nameOf)
      .replace(/(?<=awseb-)e-[a-z0-9]{10}/g, 'e-ID')
      .replace(/(AutoScalingGroup-)[A-Z0-9]{12}/g, '$1TAIL'),
  )
}
