/** DeleteObjects: up to a thousand keys in one request. */

import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { readBody } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { receiveBody } from './receive.ts'
import { s3Errors } from './s3-errors.ts'
import { decodeXml } from './xml-body.ts'

// Amazon S3 API Reference, DeleteObjects: 1000 keys, each of 1024 bytes at most.
const MAX_KEYS = 1000
const BODY_LIMIT_BYTES = 2 * 1024 * 1024

/** What is not there counts as deleted, as in S3. */
export async function deleteObjects(call: S3Call): Promise<Answer> {
  const { request, region, store } = call
  const bucket = store.bucket(request.bucket, region)
  const asked = await decodeXml(S3.Delete$, await readVerified(call))
  const named: S3.ObjectIdentifier[] = Array.isArray(asked.Objects) ? asked.Objects : []
  if (named.length === 0 || named.length > MAX_KEYS) throw s3Errors.malformedXml()
  const keys = named.map(({ Key = '' }) => Key)
  for (const key of keys) await store.remove(bucket, key)
  return xmlAnswer(S3.DeleteObjectsOutput$, { Deleted: asked.Quiet === true ? [] : keys.map(Key => ({ Key })) })
}

/** The body, once its digest has been seen to fit: S3 takes none of these without one. */
async function readVerified({ request, store }: S3Call): Promise<Buffer> {
  const hasDigest =
    'content-md5' in request.headers || Object.keys(request.headers).some(name => /^x-amz-checksum-(?!a)/.test(name))
  if (!hasDigest) throw s3Errors.missingDigest()
  const body = await readBody(request.body, BODY_LIMIT_BYTES)
  const received = await receiveBody({ ...request, body: Readable.from([body]) }, store.newPath())
  await rm(received.path, { force: true })
  return body
}
