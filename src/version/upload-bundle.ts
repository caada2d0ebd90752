/** Uploads the source bundle to S3 as a stream; its SHA-256 is sent behind the last byte, and S3 verifies and keeps it. */

import { Readable } from 'node:stream'
import { setInterval as every } from 'node:timers/promises'
import { type BucketLocationConstraint, CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { isAwsError, isTransient } from '../aws/refusals.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'
import type { VersionPlan } from './plan-version.ts'

export interface Upload {
  readonly bucket: string
  readonly plan: VersionPlan & { readonly kind: 'create' }
  readonly bundle: SourceBundle
}

/** The SDK does not repeat a request whose body is a stream, so that is done here, with a new stream each time. */
const UPLOAD_ATTEMPTS = 3
const PROGRESS_EVERY_MS = 5000

export async function uploadBundle(context: Context, upload: Upload): Promise<void> {
  const { bucket, plan } = upload
  if (plan.createBucket) await createBucket(context, bucket)
  const change = `upload the source bundle to s3://${bucket}/${plan.key}`
  const undo = `aws s3 rm ${toShellWord(`s3://${bucket}/${plan.key}`)}`
  await context.ledger.record({ change, undo }, () => putWithRetries(context, upload))
}

async function putWithRetries(context: Context, upload: Upload): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(context, upload)
    } catch (error) {
      if (!isTransient(error) || attempt === UPLOAD_ATTEMPTS) throw error
      context.log.info(`The upload was interrupted (${error.message}); it is tried again.`)
    }
  }
}

async function put(context: Context, { bucket, plan, bundle }: Upload): Promise<void> {
  let sentBytes = 0
  const body = Readable.from(
    countBytes(bundle.open(), bytes => {
      sentBytes += bytes
    }),
    { objectMode: false },
  )
  const done = new AbortController()
  const progress = tellProgress(context, () => sentBytes / plan.sizeBytes, done.signal)
  try {
    await context.aws.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: plan.key,
        Body: body,
        ContentLength: plan.sizeBytes,
        ContentType: 'application/zip',
        ChecksumAlgorithm: 'SHA256',
      }),
    )
  } finally {
    done.abort()
    body.destroy()
    await progress
  }
}

async function* countBytes(stream: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    onBytes(chunk.length)
    yield chunk
  }
}

async function tellProgress(context: Context, share: () => number, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of every(PROGRESS_EVERY_MS, undefined, { signal })) {
      context.log.info(`Uploaded ${Math.floor(100 * share())} %.`)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

async function createBucket(context: Context, bucket: string): Promise<void> {
  const change = `create the S3 bucket "${bucket}"`
  await context.ledger.record({ change, undo: `aws s3 rb ${toShellWord(`s3://${bucket}`)}` }, async () => {
    try {
      await context.aws.s3.send(new CreateBucketCommand({ Bucket: bucket, ...toLocation(context.aws.region) }))
    } catch (error) {
      // Another run was faster.
      if (!isAwsError(error, 'BucketAlreadyOwnedByYou')) throw error
    }
  })
}

// us-east-1 is the one region that S3 does not accept as a location constraint.
function toLocation(region: string) {
  if (region === 'us-east-1') return {}
  return { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }
}
