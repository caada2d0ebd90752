/** The operations on buckets. */

import * as S3 from '@aws-sdk/client-s3'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Answer } from '../service.ts'
import { readBody } from '../wire/request.ts'
import { encodeShape, escapeXml } from '../wire/xml.ts'
import type { World } from '../world.ts'
import { s3Errors } from './s3-errors.ts'
import type { S3Request } from './s3-request.ts'
import type { ObjectStore } from './store.ts'
import { decodeXml } from './xml-body.ts'

const XML_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

export interface S3Call {
  readonly request: S3Request
  readonly region: string
  readonly store: ObjectStore
  readonly world: World
}

export async function createBucket({ request, region, store }: S3Call): Promise<Answer> {
  const body = await readBody(request.body, 64 * 1024)
  if (!/^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(request.bucket))
    throw s3Errors.invalidBucketName()
  const asked = body.length === 0 ? undefined : await decodeXml(S3.CreateBucketConfiguration$, body)
  const location = typeof asked?.LocationConstraint === 'string' ? asked.LocationConstraint : 'us-east-1'
  if (location !== region) throw s3Errors.illegalLocation(asked === undefined ? 'unspecified' : location)
  // S3 answers 200 for one's own bucket in us-east-1 alone.
  if (store.buckets.has(request.bucket)) {
    if (region !== 'us-east-1') throw s3Errors.bucketOwned()
  } else {
    store.createBucket(request.bucket, region)
  }
  return { status: 200, headers: { location: `/${request.bucket}` } }
}

export function headBucket({ request, region, store }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } }
}

export function deleteBucket({ request, region, store }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  if (bucket.objects.size > 0) throw s3Errors.bucketNotEmpty()
  store.buckets.delete(bucket.name)
  return { status: 204, headers: {} }
}

export function listBuckets({ store, world }: S3Call): Answer {
  const Buckets = [...store.buckets.values()].map(bucket => ({ Name: bucket.name, CreationDate: bucket.created }))
  return xmlAnswer(S3.ListBucketsOutput$, { Owner: { ID: world.accountId }, Buckets })
}

export function getBucketLocation({ request, store }: S3Call): Answer {
  const bucket = store.buckets.get(request.bucket)
  if (bucket === undefined) throw s3Errors.noSuchBucket()
  const location = bucket.region === 'us-east-1' ? '' : escapeXml(bucket.region)
  return {
    status: 200,
    headers: XML,
    body: `<LocationConstraint xmlns="${XML_NAMESPACE}">${location}</LocationConstraint>`,
  }
}

export const XML = { 'content-type': 'application/xml' }

export function xmlAnswer(shape: Parameters<typeof NormalizedSchema.of>[0], value: object): Answer {
  return { status: 200, headers: XML, body: encodeShape(NormalizedSchema.of(shape), value, XML_NAMESPACE) }
}
