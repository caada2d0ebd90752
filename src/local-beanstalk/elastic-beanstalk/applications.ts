/** The operations on applications, and the few that concern the whole region. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Application, BeanstalkRegion, Environment } from './beanstalk-model.ts'
import { describeApplication } from './descriptions.ts'
import { findApplication, livingEnvironments } from './lookup.ts'
import { NO_LIFECYCLE, readLifecycle } from './resource-lifecycle.ts'
import { readTags } from './resource-tags.ts'
import { type Stage, startOperation } from './stage.ts'
import { runTermination } from './termination.ts'

export function createApplication(
  beanstalk: Beanstalk,
  input: Checked<EB.CreateApplicationMessage>,
  call: Call,
): EB.ApplicationDescriptionMessage {
  const region = beanstalk.region(call.region)
  if (region.applications.has(input.ApplicationName)) throw beanstalkErrors.applicationExists(input.ApplicationName)
  // Source: CreateApplicationMessage, "If this parameter contains a forward slash, the request fails".
  if (input.ApplicationName.includes('/'))
    throw beanstalkErrors.invalidValue('Application name cannot contain a forward slash.')
  const spec = { name: input.ApplicationName, description: input.Description, tags: readTags(input.Tags) }
  const application = addApplication(beanstalk, region, spec)
  if (input.ResourceLifecycleConfig)
    application.lifecycle = readLifecycle(application.lifecycle, input.ResourceLifecycleConfig)
  return {
    Application: describeApplication(application, { region: call.region, accountId: beanstalk.world.accountId }),
  }
}

export function addApplication(
  beanstalk: Beanstalk,
  region: BeanstalkRegion,
  spec: Pick<Application, 'name' | 'description' | 'tags'>,
): Application {
  const created = new Date(beanstalk.world.clock.now())
  const contents = { versions: new Map(), templates: new Map(), lifecycle: NO_LIFECYCLE }
  const application = { ...spec, ...contents, created, updated: created }
  region.applications.set(application.name, application)
  return application
}

export function updateApplication(
  beanstalk: Beanstalk,
  input: Checked<EB.UpdateApplicationMessage>,
  call: Call,
): EB.ApplicationDescriptionMessage {
  const application = findApplication(beanstalk.region(call.region), input.ApplicationName)
  application.description = input.Description ?? application.description
  application.updated = new Date(beanstalk.world.clock.now())
  return {
    Application: describeApplication(application, { region: call.region, accountId: beanstalk.world.accountId }),
  }
}

export function describeApplications(
  beanstalk: Beanstalk,
  input: EB.DescribeApplicationsMessage,
  call: Call,
): EB.ApplicationDescriptionsMessage {
  const names = input.ApplicationNames?.length ? input.ApplicationNames : undefined
  const found = [...beanstalk.region(call.region).applications.values()].filter(
    ({ name }) => names?.includes(name) ?? true,
  )
  return {
    Applications: found.map(application =>
      describeApplication(application, { region: call.region, accountId: beanstalk.world.accountId }),
    ),
  }
}

export function deleteApplication(beanstalk: Beanstalk, input: Checked<EB.DeleteApplicationMessage>, call: Call): void {
  const region = beanstalk.region(call.region)
  // Deleting what is not there succeeds.
  if (!region.applications.has(input.ApplicationName)) return
  const environments = livingEnvironments(region).filter(
    ({ applicationName }) => applicationName === input.ApplicationName,
  )
  if (environments.length === 0) region.applications.delete(input.ApplicationName)
  else if (input.TerminateEnvByForce) terminateAll(beanstalk, environments, call)
  else throw beanstalkErrors.applicationInUse(input.ApplicationName)
}

/** The application goes with the last of its environments. */
function terminateAll(beanstalk: Beanstalk, environments: readonly Environment[], call: Call): void {
  const region = beanstalk.region(call.region)
  const busy = environments.find(({ status }) => status !== 'Ready')
  if (busy !== undefined) throw beanstalkErrors.notReady(busy.name)
  const work = async (stage: Stage) => {
    await runTermination(stage)
    const { applicationName } = stage.environment
    const remain = livingEnvironments(region).some(environment => environment.applicationName === applicationName)
    if (!remain) region.applications.delete(applicationName)
  }
  for (const environment of environments)
    startOperation(beanstalk, environment, { call, status: 'Terminating', abortable: false, work })
}

export function createStorageLocation(
  beanstalk: Beanstalk,
  _input: unknown,
  call: Call,
): EB.CreateStorageLocationResultMessage {
  return { S3Bucket: beanstalk.storage(call.region).name }
}
