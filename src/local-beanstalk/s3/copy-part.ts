/** UploadPartCopy: a part of an upload that is a stretch of an object. */

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { refuseCopy } from './conditions.ts'
import { findSource } from './copy-object.ts'
import { findUpload, readPartNumber } from './multipart-operations.ts'
import { openDigest } from './receive.ts'
import { s3Errors } from './s3-errors.ts'

export async function uploadPartCopy(call: S3Call): Promise<Answer> {
  const { request, store, world } = call
  const { bucket, upload } = findUpload(call)
  const number = readPartNumber(call)
  const { from, key } = findSource(call)
  const [path, md5] = [store.newPath(), createHash('md5')]
  const algorithm = upload.checksumAlgorithm?.toLowerCase()
  const digest = algorithm === undefined ? undefined : openDigest(algorithm)
  const { object: source, file } = await store.open(from, key)
  let range: { start: number; end: number }
  try {
    refuseCopy(request.headers, source)
    range = readCopyRange(request.headers['x-amz-copy-source-range'], source.sizeBytes)
  } catch (error) {
    await file.close()
    throw error
  }
  // A stream cannot be told to end before it starts: all of an empty object is asked for without a range.
  const bytes = file.createReadStream(source.sizeBytes === 0 ? {} : range)
  bytes.on('data', chunk => {
    md5.update(chunk)
    digest?.update(chunk as Buffer)
  })
  await pipeline(bytes, createWriteStream(path))
  if (!bucket.uploads.has(upload.id)) {
    await rm(path, { force: true })
    throw s3Errors.noSuchUpload()
  }
  const former = upload.parts.get(number)
  const checksum = digest && ([`x-amz-checksum-${algorithm}`, digest.value()] as const)
  const part = { path, sizeBytes: range.end - range.start + 1, md5: md5.digest('hex'), checksum }
  const lastModified = new Date(world.clock.now())
  upload.parts.set(number, { ...part, lastModified })
  if (former !== undefined) await rm(former.path, { force: true })
  return xmlAnswer(S3.CopyPartResult$, {
    ETag: `"${part.md5}"`,
    LastModified: lastModified,
    ...(checksum && { [`Checksum${upload.checksumAlgorithm}`]: checksum[1] }),
  })
}

/** Both ends have to be named and to be there, unlike those of a read. @throws ServiceError InvalidArgument. */
function readCopyRange(header: string | undefined, sizeBytes: number): { start: number; end: number } {
  if (header === undefined) return { start: 0, end: sizeBytes - 1 }
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? []
  if (first === undefined || last === undefined)
    throw s3Errors.invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    )
  const [start, end] = [Number(first), Number(last)]
  if (start > end || end >= sizeBytes)
    throw s3Errors.invalidArgument(`Range specified is not valid for source object of size: ${sizeBytes}`)
  return { start, end }
}
