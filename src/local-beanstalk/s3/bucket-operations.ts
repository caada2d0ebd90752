/** The operations on buckets. */

import * as S3 from '@aws-sdk/client-s3'
import { NormalizedSchema } from '@smithy/core/schema'
import type { Answer } from '../service.ts'
import { queryValue, readBody } from '../wire/request.ts'
import { encodeShape, escapeXml } from '../wire/xml.ts'
import type { World } from '../world.ts'
import { s3Errors } from './s3-errors.ts'
import type { S3Request } from './s3-request.ts'
import type { Bucket, ObjectStore } from './store.ts'
import { decodeXml } from './xml-body.ts'

export const XML_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

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

export function listObjects({ request, region, store }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  const asked = (name: string) => queryValue(request, name) ?? ''
  const [prefix, delimiter] = [asked('prefix'), asked('delimiter')]
  const after = asked('continuation-token') || asked('start-after')
  const maxKeys = Math.min(1000, Math.max(0, Number(asked('max-keys') || 1000) || 0))
  const names = [...bucket.objects.keys()]
    .filter(key => key.startsWith(prefix))
    .map(key => rollUp(key, prefix, delimiter))
  const found = [...new Set(names)].filter(name => name > after).sort()
  const page = found.slice(0, maxKeys)
  const more = found.length > page.length
  // `aws` asks for percent-encoded keys and decodes them.
  const encode = (name: string) =>
    asked('encoding-type') === 'url' ? encodeURIComponent(name).replaceAll('%2F', '/') : name
  return xmlAnswer(S3.ListObjectsV2Output$, {
    Name: bucket.name,
    Prefix: encode(prefix),
    KeyCount: page.length,
    MaxKeys: maxKeys,
    IsTruncated: more,
    ...(asked('encoding-type') && { EncodingType: asked('encoding-type') }),
    ...(more && { NextContinuationToken: page.at(-1) }),
    Contents: page.flatMap(name => describeObject(bucket, name, encode)),
    CommonPrefixes: page.filter(name => !bucket.objects.has(name)).map(name => ({ Prefix: encode(name) })),
  })
}

/** What lies behind the delimiter is listed as one common prefix. */
function rollUp(key: string, prefix: string, delimiter: string): string {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
  return end < 0 ? key : key.slice(0, end + delimiter.length)
}

export const XML = { 'content-type': 'application/xml' }

export function xmlAnswer(shape: Parameters<typeof NormalizedSchema.of>[0], value: object): Answer {
  return { status: 200, headers: XML, body: encodeShape(NormalizedSchema.of(shape), value, XML_NAMESPACE) }
}

function describeObject(bucket: Bucket, name: string, encode: (name: string) => string): object[] {
  const object = bucket.objects.get(name)
  if (object === undefined) return []
  const { lastModified, etag, sizeBytes } = object
  return [{ Key: encode(name), LastModified: lastModified, ETag: etag, Size: sizeBytes, StorageClass: 'STANDARD' }]
}
