/** The operations on environments that exist: describe, update, abort, terminate. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import { changedSettings } from './changed-settings.ts'
import { deployableVersion } from './create-environment.ts'
import { runUpdate } from './deployment.ts'
import { describeEnvironment } from './descriptions.ts'
import { findApplication, findEnvironment, findReadyEnvironment, pageOf } from './lookup.ts'
import { startOperation } from './stage.ts'
import { runTermination } from './termination.ts'

// Corrections of real answers: terminated environments stay visible for about an hour.
const DELETED_VISIBLE_MS = 60 * 60_000

export function describeEnvironments(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentsMessage,
  call: Call,
): EB.EnvironmentDescriptionsMessage {
  const backTo = input.IncludedDeletedBackTo?.getTime() ?? beanstalk.world.clock.now() - DELETED_VISIBLE_MS
  const named = <Value>(asked: readonly Value[] | undefined, value: Value) => !asked?.length || asked.includes(value)
  const found = [...beanstalk.region(call.region).environments.values()].filter(
    environment =>
      named(input.EnvironmentIds, environment.id) &&
      named(input.EnvironmentNames, environment.name) &&
      (input.ApplicationName === undefined || input.ApplicationName === environment.applicationName) &&
      (input.VersionLabel === undefined || input.VersionLabel === environment.versionLabel) &&
      (environment.status !== 'Terminated' ||
        (input.IncludeDeleted !== false && environment.updated.getTime() >= backTo)),
  )
  const page = pageOf(found, input, ({ id }) => id)
  const owner = { region: call.region, accountId: beanstalk.world.accountId }
  return {
    Environments: page.items.map(environment => describeEnvironment(environment, owner)),
    NextToken: page.nextToken,
  }
}

/** The status is Updating before the caller has its answer. */
export function updateEnvironment(
  beanstalk: Beanstalk,
  input: EB.UpdateEnvironmentMessage,
  call: Call,
): EB.EnvironmentDescription {
  const region = beanstalk.region(call.region)
  const environment = findReadyEnvironment(region, input)
  const application = findApplication(region, environment.applicationName)
  const former = application.versions.get(environment.versionLabel)
  const version = input.VersionLabel === undefined ? former : deployableVersion(application, input.VersionLabel)
  if (
    (input.SolutionStackName ?? environment.solutionStack) !== environment.solutionStack ||
    input.PlatformArn !== undefined
  ) {
    throw beanstalkErrors.invalidValue('Local Beanstalk does not serve platform updates.')
  }
  const settings = changedSettings(environment, application, input)
  const deploysVersion = input.VersionLabel !== undefined
  environment.description = input.Description ?? environment.description
  if (deploysVersion || settings !== undefined) {
    const update = { version, deploysVersion, settings, former }
    startOperation(beanstalk, environment, {
      call,
      status: 'Updating',
      abortable: true,
      work: stage => runUpdate(stage, update),
    })
  }
  return describeEnvironment(environment, { region: call.region, accountId: beanstalk.world.accountId })
}

export function abortUpdate(beanstalk: Beanstalk, input: EB.AbortEnvironmentUpdateMessage, call: Call): void {
  const environment = findEnvironment(beanstalk.region(call.region), input)
  if (environment.status !== 'Updating' || !environment.operation?.abortable)
    throw beanstalkErrors.nothingToAbort(environment.name)
  const { abort } = environment.operation
  environment.status = 'Aborting'
  environment.operation = { abort, abortable: false }
  abort.abort()
}

export function terminateEnvironment(
  beanstalk: Beanstalk,
  input: EB.TerminateEnvironmentMessage,
  call: Call,
): EB.EnvironmentDescription {
  const environment = findReadyEnvironment(beanstalk.region(call.region), input)
  startOperation(beanstalk, environment, { call, status: 'Terminating', abortable: false, work: runTermination })
  return describeEnvironment(environment, { region: call.region, accountId: beanstalk.world.accountId })
}

export function describeResources(
  beanstalk: Beanstalk,
  input: EB.DescribeEnvironmentResourcesMessage,
  call: Call,
): EB.EnvironmentResourceDescriptionsMessage {
  const environment = findEnvironment(beanstalk.region(call.region), input)
  const { instances, network } = environment
  const own = network?.loadBalancer?.own
  const [first] = instances
  return {
    EnvironmentResources: {
      EnvironmentName: environment.name,
      AutoScalingGroups: first && network ? [{ Name: network.autoScalingGroup }] : [],
      Instances: instances.map(({ id }) => ({ Id: id })),
      LaunchConfigurations: [],
      LaunchTemplates: first ? [{ Id: first.id.replace(/^i-/, 'lt-') }] : [],
      LoadBalancers: own ? [{ Name: own.id }] : [],
      // Those of Auto Scaling before it had alarms: the documented answer for a load-balanced environment has none.
      Triggers: [],
      Queues: [],
    },
  }
}
