/**
 * Uploads a large source bundle in parts, some at a time. Not with @aws-sdk/lib-storage: that reads each part into
 * memory, does not end what it is sending when it is aborted, and takes the parts back unawaited and by the client
 * whose requests end with the run. The bundle is a file, so each part is a stream of its own here.
 */

import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { isAwsError, isRefused, isTransient } from '../aws/refusals.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { mapInTurns } from '../handshake/take-turns.ts'
import { untilAborted } from '../until-aborted.ts'
import { joinDigests, PART_BYTES_NAME, readStoredBytes } from './bundle-checksum.ts'
import { sendStretch } from './send-stretch.ts'
import { takeBack, takeBackUnheard } from './take-back-upload.ts'
import { type CountBytes, tellProgress } from './upload-progress.ts'

export interface Target {
  readonly bucket: string
  readonly key: string
  readonly bundle: SourceBundle
}

export interface UploadBounds {
  /** Larger bundles go in parts. */
  readonly inPartsAboveBytes: number
  /** At least 5 MiB. */
  readonly partBytes: number
  /** How many parts go at once. */
  readonly parallel: number
  readonly stallMs: number
}

interface Begun extends Target {
  readonly uploadId: string
  readonly bounds: UploadBounds
}

/** A runner that cancels waits 7.5 s for all of a run's end. */
const LATE_ANSWER_MS = 1000

/** When this throws, nothing of it is in flight any more, and the parts have been taken back or it was told that they were not. */
export async function uploadInParts(context: Context, target: Target, bounds: UploadBounds): Promise<void> {
  const begun = await begin(context, target, bounds)
  try {
    const { sizeBytes } = target.bundle
    const parts = await tellProgress(context, sizeBytes, count => sendParts(context, begun, count))
    await complete(context, begun, parts)
  } catch (error) {
    await takeBack(context, target, begun.uploadId)
    throw error
  }
}

// Not ended by the signal: an upload whose id nobody has heard is hard to find again.
async function begin(context: Context, target: Target, bounds: UploadBounds): Promise<Begun> {
  const command = new CreateMultipartUploadCommand({
    Bucket: target.bucket,
    Key: target.key,
    ContentType: 'application/zip',
    ChecksumAlgorithm: 'SHA256',
    Metadata: { [PART_BYTES_NAME]: String(bounds.partBytes) },
  })
  const givenUp = new AbortController()
  const answer = context.aws.s3Afterwards.send(command, { abortSignal: givenUp.signal })
  try {
    const { UploadId: uploadId = '', $metadata } = await untilAborted(answer, context.signal)
    // Asked for twice, it may have been begun twice.
    if ($metadata.attempts !== 1) await takeBackUnheard(context, target, uploadId)
    return { ...target, uploadId, bounds }
  } catch (error) {
    if (isRefused(error)) throw error
    const late = await untilAborted(answer, AbortSignal.timeout(LATE_ANSWER_MS)).catch(() => undefined)
    // From here on it must not be asked for once more.
    givenUp.abort()
    await (late?.UploadId ? takeBack(context, target, late.UploadId) : takeBackUnheard(context, target))
    throw error
  }
}

/** The first part that cannot be sent ends all others. */
async function sendParts(context: Context, begun: Begun, count: CountBytes): Promise<CompletedPart[]> {
  const { bundle, bounds } = begun
  const partCount = Math.ceil(bundle.sizeBytes / bounds.partBytes)
  const failed = new AbortController()
  const signal = AbortSignal.any([context.signal, failed.signal])
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1)
  return mapInTurns(bounds.parallel, numbers, async number => {
    try {
      return await sendPart(context, begun, { number, partCount, signal, count })
    } catch (error) {
      failed.abort(error)
      throw error
    }
  })
}

interface PartToSend {
  readonly number: number
  readonly partCount: number
  readonly signal: AbortSignal
  readonly count: CountBytes
}

async function sendPart(
  context: Context,
  { bucket, key, bundle, uploadId, bounds }: Begun,
  { number: PartNumber, partCount, signal, count }: PartToSend,
): Promise<CompletedPart> {
  const start = (PartNumber - 1) * bounds.partBytes
  const end = Math.min(bundle.sizeBytes, start + bounds.partBytes)
  const place = { Bucket: bucket, Key: key, UploadId: uploadId, PartNumber }
  const { ETag, ChecksumSHA256 } = await sendStretch(context, {
    ...{ bundle, stretch: { start, end }, signal, count, stallMs: bounds.stallMs },
    what: `Part ${PartNumber} of ${partCount}`,
    send: (Body, abortSignal) =>
      context.aws.s3.send(
        new UploadPartCommand({ ...place, Body, ContentLength: end - start, ChecksumAlgorithm: 'SHA256' }),
        { abortSignal },
      ),
  })
  return { PartNumber, ETag, ChecksumSHA256 }
}

async function complete(context: Context, begun: Begun, parts: CompletedPart[]): Promise<void> {
  const { bucket, key, uploadId } = begun
  const names = { Bucket: bucket, Key: key, UploadId: uploadId }
  try {
    await context.aws.s3.send(new CompleteMultipartUploadCommand({ ...names, MultipartUpload: { Parts: parts } }))
  } catch (error) {
    // Where its answer was lost it is asked for again, and by then the upload is no more.
    const mayBeThere = isTransient(error) || isAwsError(error, 'NoSuchUpload')
    if (!mayBeThere || !(await isThere(context, begun, parts))) throw error
  }
}

async function isThere(context: Context, target: Target, parts: readonly CompletedPart[]): Promise<boolean> {
  const stored = await readStoredBytes(context, target, context.log.debug)
  return stored?.checksum?.value === joinDigests(parts.map(part => Buffer.from(part.ChecksumSHA256 ?? '', 'base64')))
}
