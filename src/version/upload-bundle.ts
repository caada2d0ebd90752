/** Uploads the source bundle to S3, as a stream or as several; S3 verifies and keeps its SHA-256, which is sent behind the last byte. */

import { type BucketLocationConstraint, CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { isAwsError } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'
import { compareBytes, identifyBundle, isComparable, readStoredBytes } from './bundle-checksum.ts'
import type { VersionPlan } from './plan-version.ts'
import { sendStretch } from './send-stretch.ts'
import { type Target, type UploadBounds, uploadInParts } from './upload-in-parts.ts'
import { tellProgress } from './upload-progress.ts'

export interface Upload {
  readonly bucket: string
  readonly plan: VersionPlan & { readonly kind: 'create' }
  readonly bundle: SourceBundle
}

/** Part sizes are written into the object, so that they may be others one day. */
const BOUNDS: UploadBounds = {
  inPartsAboveBytes: 64 * 1024 * 1024,
  partBytes: 16 * 1024 * 1024,
  parallel: 4,
  stallMs: 60_000,
}

/** Resolves to its name in the ledger; undefined where the bytes were there already, and nothing was sent. */
export async function uploadBundle(
  context: Context,
  upload: Upload,
  bounds: UploadBounds = BOUNDS,
): Promise<string | undefined> {
  const { bucket, plan, bundle } = upload
  if (plan.createBucket) await createBucket(context, bucket)
  const target = { bucket, key: plan.key, bundle }
  if (await isUploaded(context, target)) {
    context.log.info(`The same bytes are at s3://${bucket}/${plan.key} already; they are not uploaded again.`)
    return undefined
  }
  const name = `s3://${bucket}/${plan.key}`
  const change = `upload the source bundle to ${name}`
  const undo = [writeCommand(context.aws.region, `s3 rm ${toShellWord(name)}`)]
  const send = bundle.sizeBytes > bounds.inPartsAboveBytes ? uploadInParts : uploadAtOnce
  await context.ledger.record({ change, undo, names: [name] }, () => send(context, target, bounds))
  return name
}

/** Whoever may not look uploads. */
async function isUploaded(context: Context, { bundle, ...place }: Target): Promise<boolean> {
  const stored = await readStoredBytes(context, place, context.log.debug)
  if (!isComparable(stored, bundle.sizeBytes)) return false
  const checksum = await identifyBundle(context, bundle, stored.checksum.partBytes)
  return compareBytes(stored, { sizeBytes: bundle.sizeBytes, checksum }) === 'same'
}

async function uploadAtOnce(context: Context, { bucket, key, bundle }: Target, bounds: UploadBounds): Promise<void> {
  const { sizeBytes } = bundle
  const put = { Bucket: bucket, Key: key, ContentLength: sizeBytes, ContentType: 'application/zip' }
  await tellProgress(context, sizeBytes, count =>
    sendStretch(context, {
      ...{ bundle, stretch: { start: 0, end: sizeBytes }, count, stallMs: bounds.stallMs },
      what: 'The upload',
      signal: context.signal,
      send: (Body, abortSignal) =>
        context.aws.s3.send(new PutObjectCommand({ ...put, Body, ChecksumAlgorithm: 'SHA256' }), { abortSignal }),
    }),
  )
}

async function createBucket(context: Context, bucket: string): Promise<void> {
  const change = `create the S3 bucket "${bucket}"`
  const undo = [writeCommand(context.aws.region, `s3 rb ${toShellWord(`s3://${bucket}`)}`)]
  const judgeRefusal = (error: unknown) => (isOurs(error) ? ('needless' as const) : undefined)
  const command = new CreateBucketCommand({ Bucket: bucket, ...toLocation(context.aws.region) })
  try {
    await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.s3.send(command))
  } catch (error) {
    if (!isOurs(error)) throw error
  }
}

/** Another run was faster. */
function isOurs(error: unknown): boolean {
  return isAwsError(error, 'BucketAlreadyOwnedByYou')
}

// us-east-1 is the one region that S3 does not accept as a location constraint.
function toLocation(region: string) {
  if (region === 'us-east-1') return {}
  return { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }
}
