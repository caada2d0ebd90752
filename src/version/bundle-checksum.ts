/** Whether the bytes of an object are those of a source bundle: by its size, and by the SHA-256 that S3 keeps. */

import { createHash } from 'node:crypto'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { explainRefusal, isAwsError, isDenied } from '../aws/refusals.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { tellDuring } from '../wait.ts'

/** What S3 knows of an object. */
export interface StoredBytes {
  readonly sizeBytes: number
  /** Undefined where it has none that can be compared: another tool may have uploaded it. */
  readonly checksum: StoredChecksum | undefined
}

export interface StoredChecksum {
  /** The SHA-256 in base64; of an upload in parts that of the parts' SHA-256, as S3 writes it: "...=-3". */
  readonly value: string
  /** How long the parts are, but for the last; undefined where the bytes were uploaded in one go. */
  readonly partBytes: number | undefined
}

/** What is compared with an object. */
export interface OwnBytes {
  readonly sizeBytes: number
  /** In the form of the stored one; undefined where there is nothing to compare. */
  readonly checksum: string | undefined
}

/** Other objects have parts as well, of a length that nobody wrote down. */
export const PART_BYTES_NAME = 'part-bytes'
const SMALLEST_PART_BYTES = 1024 * 1024

export function compareBytes(stored: StoredBytes | undefined, own: OwnBytes): 'same' | 'other' | 'unknown' {
  if (stored === undefined) return 'unknown'
  if (stored.sizeBytes !== own.sizeBytes) return 'other'
  if (stored.checksum === undefined || own.checksum === undefined) return 'unknown'
  return stored.checksum.value === own.checksum ? 'same' : 'other'
}

/** Is there something whose checksum would have to be computed? It takes reading all bytes. */
export function isComparable(stored: StoredBytes | undefined, sizeBytes: number): stored is ComparableBytes {
  return stored?.checksum !== undefined && stored.sizeBytes === sizeBytes
}

type ComparableBytes = StoredBytes & { readonly checksum: StoredChecksum }

/** Of a source bundle: to read half a gigabyte may take a while. */
export function identifyBundle(context: Context, bundle: SourceBundle, partBytes: number | undefined): Promise<string> {
  const wait = { what: 'the checksum of the source bundle', leftMs: context.deadline.remainingMs }
  return tellDuring(context, wait, () => computeChecksum(bundle.open(), partBytes))
}

/** Of all bytes, as S3 would have it of an upload in parts of that length. */
export async function computeChecksum(chunks: AsyncIterable<Buffer>, partBytes: number | undefined): Promise<string> {
  const digests: Buffer[] = []
  let [hash, hashedBytes] = [createHash('sha256'), 0]
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0; ) {
      const taken = rest.subarray(0, (partBytes ?? Number.POSITIVE_INFINITY) - hashedBytes)
      hash.update(taken)
      hashedBytes += taken.length
      rest = rest.subarray(taken.length)
      if (hashedBytes !== partBytes) continue
      digests.push(hash.digest())
      ;[hash, hashedBytes] = [createHash('sha256'), 0]
    }
  }
  if (partBytes === undefined) return hash.digest('base64')
  return joinDigests(hashedBytes > 0 ? [...digests, hash.digest()] : digests)
}

/** S3 User Guide, "Checking object integrity": the checksum of an upload in parts. */
export function joinDigests(digests: readonly Uint8Array[]): string {
  return `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-${digests.length}`
}

/** Undefined where it is gone, or may not be read: nothing is known of it then, and `tell` hears why. */
export async function readStoredBytes(
  context: Context,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  tell: (why: string) => void,
): Promise<StoredBytes | undefined> {
  try {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' })
    const { ContentLength = -1, ChecksumSHA256: value, Metadata } = await context.aws.s3.send(command)
    return { sizeBytes: ContentLength, checksum: value ? readChecksum(value, Metadata?.[PART_BYTES_NAME]) : undefined }
  } catch (error) {
    if (!isDenied(error) && !isAwsError(error, 'NotFound', 'NoSuchKey', 'NoSuchBucket')) throw error
    tell(explainRefusal(error))
    return undefined
  }
}

function readChecksum(value: string, partBytesText: string | undefined): StoredChecksum | undefined {
  if (!value.includes('-')) return { value, partBytes: undefined }
  const partBytes = Number(partBytesText)
  return Number.isSafeInteger(partBytes) && partBytes >= SMALLEST_PART_BYTES ? { value, partBytes } : undefined
}
