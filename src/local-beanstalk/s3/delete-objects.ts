/** DeleteObjects: up to a thousand keys in one request. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { readVerified } from './read-verified.ts'
import { s3Errors } from './s3-errors.ts'
import { decodeXml } from './xml-body.ts'

// Amazon S3 API Reference, DeleteObjects.
const MAX_KEYS = 1000

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
