/** Uploads the source bundle, makes the application version of it, and waits until it can be deployed. */

import { CreateApplicationVersionCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { isAwsError, isRefused } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine, toShellWord } from '../untrusted.ts'
import { findStorageLocation } from './find-storage-location.ts'
import { findVersion } from './find-version.ts'
import type { VersionPlan } from './plan-version.ts'
import { uploadBundle } from './upload-bundle.ts'

/** After its creation a version is listed within seconds. */
const LATEST_LISTED_MS = 30_000

export interface PublishedVersion {
  readonly label: string
  readonly reused: boolean
  /** Where the bundle lies; undefined for a reused version. */
  readonly location: { readonly bucket: string; readonly key: string } | undefined
}

export async function publishVersion(
  context: Context,
  plan: VersionPlan,
  bundle: SourceBundle,
): Promise<PublishedVersion> {
  if (plan.kind === 'reuse') {
    context.log.info(`Version "${plan.label}" exists already with the same bytes; it is deployed again.`)
    await waitUntilProcessed(context, plan)
    return { label: plan.label, reused: true, location: undefined }
  }
  const bucket = plan.bucketName ?? (await findStorageLocation(context))
  const uploaded = await uploadBundle(context, { bucket, plan, bundle })
  await createVersion(context, plan, { bucket, uploaded })
  await waitUntilProcessed(context, plan)
  return { label: plan.label, reused: false, location: { bucket, key: plan.key } }
}

interface UploadedBundle {
  readonly bucket: string
  /** Its name in the ledger; undefined where it lay there before. */
  readonly uploaded: string | undefined
}

async function createVersion(
  context: Context,
  plan: VersionPlan & { kind: 'create' },
  { bucket, uploaded }: UploadedBundle,
): Promise<void> {
  const { applicationName, label, description, tags, key } = plan
  const command = new CreateApplicationVersionCommand({
    ApplicationName: applicationName,
    VersionLabel: label,
    ...(description === undefined ? {} : { Description: description }),
    ...(tags ? { Tags: [...tags] } : {}),
    SourceBundle: { S3Bucket: bucket, S3Key: key },
    // Beanstalk then reads the .ebextensions files before anything is deployed.
    Process: true,
    AutoCreateApplication: false,
  })
  try {
    const change = `create the application version "${label}" of "${applicationName}"`
    const undo = undoVersion(context.aws.region, plan, uploaded !== undefined)
    const entry = { change, undo, names: [`version ${label}`], covers: uploaded === undefined ? [] : [uploaded] }
    await context.ledger.record(entry, async () => {
      try {
        await context.aws.elasticBeanstalk.send(command)
      } catch (error) {
        // An answer to the only attempt is the last word: nothing was made by another.
        if (!isAwsError(error, 'InvalidParameterValue') || isRefused(error)) throw error
        if (!(await isMade(context, plan, bucket))) throw error
        context.log.info(`Version "${label}" was there when it was asked for again: an answer had been lost.`)
      }
    })
  } catch (error) {
    if (isAwsError(error, 'TooManyApplicationVersionsException'))
      throw tooManyVersions(context.aws.region, applicationName, error)
    throw error
  }
}

// Of an attempt whose answer was lost. The key holds the bundle's fingerprint, so what lies there are the same bytes.
async function isMade(context: Context, plan: VersionPlan & { kind: 'create' }, bucket: string): Promise<boolean> {
  try {
    const version = await pollUntil(context, {
      what: `the application version "${plan.label}" to be listed`,
      atMostMs: LATEST_LISTED_MS,
      read: () => findVersion(context, plan),
      done: found => found !== undefined,
      describe: () => 'not listed yet',
    })
    return version?.SourceBundle?.S3Bucket === bucket && version.SourceBundle.S3Key === plan.key
  } catch (error) {
    if (error instanceof ActionError && error.code === 'timed-out') return false
    throw error
  }
}

// Of a version that an environment still runs Beanstalk deletes neither the version nor the bundle.
function undoVersion(region: string, plan: VersionName, hasBundle: boolean): string[] {
  const words = `delete-application-version ${nameVersion(plan)}${hasBundle ? ' --delete-source-bundle' : ''}`
  return [writeCommand(region, `elasticbeanstalk ${words}`)]
}

type VersionName = Pick<VersionPlan, 'applicationName' | 'label'>

function nameVersion({ applicationName, label }: VersionName): string {
  return `--application-name ${toShellWord(applicationName)} --version-label ${toShellWord(label)}`
}

/** Right after its creation a version may not be listed yet, and a deployment of it would be refused. */
async function waitUntilProcessed(context: Context, { applicationName, label }: VersionPlan): Promise<void> {
  const status = await pollUntil(context, {
    what: `the application version "${label}" to be processed`,
    async read() {
      const version = await findVersion(context, { applicationName, label })
      return version?.Status?.toLowerCase() ?? 'not listed yet'
    },
    done: seen => ['processed', 'unprocessed', 'failed'].includes(seen),
    describe: seen => toPrintableLine(seen, 40),
  })
  if (status === 'failed') throw processingFailed(context.aws.region, { applicationName, label })
  context.log.info(`Version "${label}" can be deployed.`)
}

function processingFailed(region: string, version: VersionName): ActionError {
  const events = writeCommand(region, `elasticbeanstalk describe-events ${nameVersion(version)}`)
  return new ActionError({
    code: 'version-processing-failed',
    message: `Beanstalk could not process the application version "${version.label}": a file in .ebextensions, or env.yaml, was not valid.`,
    hint: `Look for "invalid YAML or JSON" in its events, mend that file, and deploy under a new label: ${events}`,
  })
}

function tooManyVersions(region: string, applicationName: string, cause: Error): ActionError {
  const [remove] = undoVersion(region, { applicationName, label: 'LABEL' }, true)
  return new ActionError({
    code: 'too-many-versions',
    message: `The account has no room for another application version. ${cause.message}`,
    hint: `Delete versions that nothing uses: ${remove}\nTo have those deleted that this action made, after each deployment that was a success, write "keep-versions: 20".`,
    cause,
  })
}
