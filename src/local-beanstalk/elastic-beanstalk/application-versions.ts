/** The operations on application versions. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import { addApplication } from './applications.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { ApplicationVersion } from './beanstalk-model.ts'
import { readBundleSettings } from './bundle-settings.ts'
import { deleteBundle } from './delete-bundle.ts'
import { describeVersion } from './descriptions.ts'
import { findApplication, findVersion, livingEnvironments, pageOf } from './lookup.ts'
import { readTags } from './resource-tags.ts'
import { stageBundle } from './staged-bundle.ts'

export function createVersion(
  beanstalk: Beanstalk,
  input: Checked<EB.CreateApplicationVersionMessage>,
  call: Call,
): EB.ApplicationVersionDescriptionMessage {
  const region = beanstalk.region(call.region)
  const { ApplicationName: name, VersionLabel: label } = input
  const known = region.applications.get(name)
  if (known === undefined && !input.AutoCreateApplication) throw beanstalkErrors.noApplication(name)
  if (known?.versions.has(label)) throw beanstalkErrors.versionExists(label)
  const source = readSource(beanstalk, input.SourceBundle, call)
  const created = new Date(beanstalk.world.clock.now())
  const status = input.Process ? 'Processing' : 'Unprocessed'
  const version: ApplicationVersion = {
    label,
    description: input.Description,
    source,
    created,
    updated: created,
    status,
    tags: readTags(input.Tags),
  }
  const application = known ?? addApplication(beanstalk, region, { name, description: undefined, tags: new Map() })
  application.versions.set(label, version)
  const answer = {
    ApplicationVersion: describeVersion(name, version, { region: call.region, accountId: beanstalk.world.accountId }),
  }
  if (input.Process) process(beanstalk, { version, applicationName: name }, call)
  return answer
}

export function describeVersions(
  beanstalk: Beanstalk,
  input: EB.DescribeApplicationVersionsMessage,
  call: Call,
): EB.ApplicationVersionDescriptionsMessage {
  const { applications } = beanstalk.region(call.region)
  const labels = input.VersionLabels?.length ? input.VersionLabels : undefined
  const found = [...applications.values()]
    .filter(({ name }) => input.ApplicationName === undefined || name === input.ApplicationName)
    .flatMap(application => [...application.versions.values()].reverse().map(version => ({ application, version })))
    .filter(({ version }) => labels?.includes(version.label) ?? true)
  const page = pageOf(found, input, ({ application, version }) => `${application.name}/${version.label}`)
  const owner = { region: call.region, accountId: beanstalk.world.accountId }
  return {
    ApplicationVersions: page.items.map(({ application, version }) =>
      describeVersion(application.name, version, owner),
    ),
    NextToken: page.nextToken,
  }
}

export function updateVersion(
  beanstalk: Beanstalk,
  input: Checked<EB.UpdateApplicationVersionMessage>,
  call: Call,
): EB.ApplicationVersionDescriptionMessage {
  const application = findApplication(beanstalk.region(call.region), input.ApplicationName)
  const version = findVersion(application, input.VersionLabel)
  version.description = input.Description ?? version.description
  version.updated = new Date(beanstalk.world.clock.now())
  const owner = { region: call.region, accountId: beanstalk.world.accountId }
  return { ApplicationVersion: describeVersion(application.name, version, owner) }
}

export async function deleteVersion(
  beanstalk: Beanstalk,
  input: Checked<EB.DeleteApplicationVersionMessage>,
  call: Call,
): Promise<void> {
  const region = beanstalk.region(call.region)
  const application = findApplication(region, input.ApplicationName)
  const { source, label } = findVersion(application, input.VersionLabel)
  const inUse = livingEnvironments(region).some(
    environment => environment.applicationName === application.name && environment.versionLabel === label,
  )
  if (inUse) throw beanstalkErrors.versionInUse(label)
  application.versions.delete(label)
  if (input.DeleteSourceBundle && source) await deleteBundle(beanstalk, source, call)
}

function readSource(
  beanstalk: Beanstalk,
  location: EB.S3Location | undefined,
  call: Call,
): ApplicationVersion['source'] {
  if (location === undefined) return undefined
  const { S3Bucket: name = '', S3Key: key = '' } = location
  const bucket = beanstalk.store.buckets.get(name)
  if (bucket !== undefined && bucket.region !== call.region) throw beanstalkErrors.bucketInOtherRegion()
  if (bucket?.objects.has(key)) return { bucket: name, key }
  throw beanstalkErrors.unableToDownload(name, key, 'Not Found')
}

/** Processing validates the .ebextensions; what the proxy will say is not looked at. */
function process(
  beanstalk: Beanstalk,
  { version, applicationName }: { version: ApplicationVersion; applicationName: string },
  call: Call,
): void {
  const { events } = beanstalk.region(call.region)
  const { clock } = beanstalk.world
  beanstalk.background.run(async signal => {
    if (beanstalk.pace.msPerSecond > 0) await clock.sleep(2 * beanstalk.pace.msPerSecond, signal)
    const bundle = await stageBundle(beanstalk, version)
    const read = bundle && (await readBundleSettings(bundle.path))
    await bundle?.remove()
    const fine = read !== undefined && read.invalid.length === 0
    version.status = fine ? 'Processed' : 'Failed'
    version.updated = new Date(clock.now())
    events.add({
      severity: fine ? 'INFO' : 'ERROR',
      message: `Finished processing application version ${version.label}. Status: ${fine ? 'PROCESSED' : 'FAILED'}.`,
      applicationName,
      environmentName: undefined,
      environmentId: undefined,
      versionLabel: version.label,
      requestId: call.requestId,
    })
  })
}
