/** Tags of buckets and objects. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { decode } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { readVerified } from './read-verified.ts'
import { s3Errors } from './s3-errors.ts'
import type { Bucket, StoredObject, Tag } from './store.ts'
import { decodeXml } from './xml-body.ts'

// S3 User Guide, "Categorizing your objects using tags".
const MAX_OBJECT_TAGS = 10

export function getObjectTagging(call: S3Call): Answer {
  const { object } = findTagged(call)
  return xmlAnswer(S3.GetObjectTaggingOutput$, { TagSet: object.tags ?? [] })
}

export async function putObjectTagging(call: S3Call): Promise<Answer> {
  const body = await decodeXml(S3.Tagging$, await readVerified(call))
  return replaceTags(call, readTagSet(body.TagSet, MAX_OBJECT_TAGS), 200)
}

export function deleteObjectTagging(call: S3Call): Answer {
  return replaceTags(call, [], 204)
}

/** The header `x-amz-tagging`, which reads like a query. @throws ServiceError InvalidTag. */
export function readTagHeader(header: string | undefined): Tag[] {
  const pairs = (header ?? '').split('&').filter(pair => pair !== '')
  const named = pairs.map(pair => {
    const [key = '', value = ''] = pair.replaceAll('+', ' ').split('=')
    return { Key: decode(key), Value: decode(value) }
  })
  return readTagSet(named, MAX_OBJECT_TAGS)
}

/** @throws ServiceError InvalidTag, BadRequest for too many. */
export function readTagSet(set: unknown, max: number): Tag[] {
  const tags: S3.Tag[] = Array.isArray(set) ? set : []
  if (tags.length > max) throw s3Errors.tooManyTags(max)
  const read = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }))
  if (read.some(({ Key }) => Key === '' || Key.length > 128))
    throw s3Errors.invalidTag('The TagKey you have provided is invalid')
  if (read.some(({ Value }) => Value.length > 256))
    throw s3Errors.invalidTag('The TagValue you have provided is invalid')
  if (read.some(({ Key }) => Key.startsWith('aws:')))
    throw s3Errors.invalidTag('System tags cannot be added/updated by requester')
  if (new Set(read.map(({ Key }) => Key)).size < read.length)
    throw s3Errors.invalidTag('Cannot provide multiple Tags with the same key')
  return read
}

function replaceTags(call: S3Call, tags: readonly Tag[], status: number): Answer {
  const { bucket, object } = findTagged(call)
  bucket.objects.set(object.key, { ...object, tags })
  return { status, headers: {} }
}

function findTagged({ request, region, store }: S3Call): { bucket: Bucket; object: StoredObject } {
  const bucket = store.bucket(request.bucket, region)
  const object = bucket.objects.get(request.key)
  if (object === undefined) throw s3Errors.noSuchKey()
  return { bucket, object }
}
