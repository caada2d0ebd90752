/** Uploads in parts. */

import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { queryValue, readBody } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { namedChecksum } from './checksum-names.ts'
import { compositeChecksum, describeChecksum, refuseChecksum } from './multipart-checksum.ts'
import { readObjectHeaders } from './object-operations.ts'
import { receiveBody } from './receive.ts'
import { s3Errors } from './s3-errors.ts'
import type { Bucket, Part, Upload } from './store.ts'
import { decodeXml } from './xml-body.ts'

// S3 User Guide, "Amazon S3 multipart upload limits": the last part alone may be smaller.
const MIN_PART_BYTES = 5 * 1024 * 1024

export function createMultipartUpload({ request, region, store, world }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  const upload: Upload = {
    id: randomUUID(),
    key: request.key,
    initiated: new Date(world.clock.now()),
    checksumAlgorithm: request.headers['x-amz-checksum-algorithm']?.toUpperCase(),
    parts: new Map(),
    ...readObjectHeaders(request.headers),
  }
  bucket.uploads.set(upload.id, upload)
  const output = { Bucket: bucket.name, Key: upload.key, UploadId: upload.id }
  const { headers, ...answer } = xmlAnswer(S3.CreateMultipartUploadOutput$, output)
  return { ...answer, headers: { ...headers, ...describeChecksum(upload) } }
}

export async function uploadPart(call: S3Call): Promise<Answer> {
  const { bucket, upload } = findUpload(call)
  const number = readPartNumber(call)
  const received = await receiveBody(call.request, call.store.newPath())
  if (!bucket.uploads.has(upload.id)) {
    await rm(received.path, { force: true })
    throw s3Errors.noSuchUpload()
  }
  const refusal = refuseChecksum(upload, received.checksum)
  if (refusal !== undefined) {
    await rm(received.path, { force: true })
    throw refusal
  }
  const former = upload.parts.get(number)
  upload.parts.set(number, { ...received, lastModified: new Date(call.world.clock.now()) })
  if (former !== undefined) await rm(former.path, { force: true })
  const checksum = received.checksum && { [received.checksum[0]]: received.checksum[1] }
  return { status: 200, headers: { etag: `"${received.md5}"`, ...checksum } }
}

export async function completeMultipartUpload(call: S3Call): Promise<Answer> {
  const { store, world, request } = call
  const asked = await decodeXml(S3.CompletedMultipartUpload$, await readBody(request.body, 4 * 1024 * 1024))
  const { bucket, upload } = findUpload(call)
  const parts = namedParts(asked, upload)
  // From here on nobody else can complete it, or replace a part of it.
  bucket.uploads.delete(upload.id)
  const path = store.newPath()
  for (const part of parts) await pipeline(createReadStream(part.path), createWriteStream(path, { flags: 'a' }))
  const md5s = Buffer.concat(parts.map(part => Buffer.from(part.md5, 'hex')))
  const etag = `"${createHash('md5').update(md5s).digest('hex')}-${parts.length}"`
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  const { contentType, kept, tags = [] } = upload
  const checksum = compositeChecksum(upload, parts)
  const lastModified = new Date(world.clock.now())
  await store.put(bucket, {
    key: upload.key,
    path,
    sizeBytes,
    etag,
    lastModified,
    contentType,
    kept,
    tags,
    checksum,
  })
  await dropUpload(bucket, upload)
  return xmlAnswer(S3.CompleteMultipartUploadOutput$, {
    Location: `http://${request.headers.host}/${bucket.name}/${encodeURIComponent(upload.key)}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: etag,
    ...(checksum && namedChecksum({ checksum })),
  })
}

export async function abortMultipartUpload(call: S3Call): Promise<Answer> {
  const { bucket, upload } = findUpload(call)
  await dropUpload(bucket, upload)
  return { status: 204, headers: {} }
}

/** @throws ServiceError InvalidArgument. */
export function readPartNumber({ request }: S3Call): number {
  const number = Number(queryValue(request, 'partNumber'))
  if (!(Number.isInteger(number) && number >= 1 && number <= 10_000))
    throw s3Errors.invalidArgument('Part number must be an integer between 1 and 10000, inclusive')
  return number
}

/** @throws ServiceError NoSuchBucket, NoSuchUpload. */
export function findUpload({ request, region, store }: S3Call): { bucket: Bucket; upload: Upload } {
  const bucket = store.bucket(request.bucket, region)
  const upload = bucket.uploads.get(queryValue(request, 'uploadId') ?? '')
  if (upload === undefined || upload.key !== request.key) throw s3Errors.noSuchUpload()
  return { bucket, upload }
}

function namedParts(asked: Record<string, unknown>, upload: Upload): Part[] {
  const named: S3.CompletedPart[] = Array.isArray(asked.Parts) ? asked.Parts : []
  if (named.length === 0) throw s3Errors.malformedXml()
  if (named.some(({ PartNumber = 0 }, index) => index > 0 && PartNumber <= (named[index - 1]?.PartNumber ?? 0)))
    throw s3Errors.invalidPartOrder()
  const parts = named.map(({ PartNumber, ETag, ...given }) => {
    const part = upload.parts.get(PartNumber ?? 0)
    if (part === undefined || ETag?.replaceAll('"', '') !== part.md5) throw s3Errors.invalidPart()
    if (upload.checksumAlgorithm === undefined) return part
    const value = given[`Checksum${upload.checksumAlgorithm}` as 'ChecksumSHA256']
    if (value === undefined) throw s3Errors.partWithoutChecksum(upload.checksumAlgorithm, PartNumber ?? 0)
    if (value !== part.checksum?.[1]) throw s3Errors.invalidPart()
    return part
  })
  if (parts.slice(0, -1).some(({ sizeBytes }) => sizeBytes < MIN_PART_BYTES)) throw s3Errors.partTooSmall()
  return parts
}

async function dropUpload(bucket: Bucket, upload: Upload): Promise<void> {
  bucket.uploads.delete(upload.id)
  for (const part of upload.parts.values()) await rm(part.path, { force: true })
}
