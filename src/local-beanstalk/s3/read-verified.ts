/** The bodies of S3's XML requests, which carry a digest of themselves. */

import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { readBody } from '../wire/request.ts'
import type { S3Call } from './bucket-operations.ts'
import { receiveBody } from './receive.ts'
import { s3Errors } from './s3-errors.ts'

// DeleteObjects has the largest: a thousand keys, each of 1024 bytes at most.
const BODY_LIMIT_BYTES = 2 * 1024 * 1024

/** The body, once its digest has been seen to fit: S3 takes none of these without one. */
export async function readVerified({ request, store }: Pick<S3Call, 'request' | 'store'>): Promise<Buffer> {
  const hasDigest =
    'content-md5' in request.headers || Object.keys(request.headers).some(name => /^x-amz-checksum-(?!a)/.test(name))
  if (!hasDigest) throw s3Errors.missingDigest()
  const body = await readBody(request.body, BODY_LIMIT_BYTES)
  const received = await receiveBody({ ...request, body: Readable.from([body]) }, store.newPath())
  await rm(received.path, { force: true })
  return body
}
