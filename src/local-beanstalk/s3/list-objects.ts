/** ListObjects and ListObjectsV2: keys in order, rolled up at a delimiter, in pages. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { queryValue } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { listedChecksum } from './checksum-names.ts'
import { s3Errors } from './s3-errors.ts'
import type { Bucket } from './store.ts'

/** The older form: the marker is a key, and the next one is told only where a delimiter rolls keys up. */
export function listObjects(call: S3Call): Answer {
  const bucket = call.store.bucket(call.request.bucket, call.region)
  const asked = readAsked(call)
  const marker = queryValue(call.request, 'marker') ?? ''
  const page = takePage(bucket, asked, { key: marker, name: marker })
  const { encode, delimiter } = asked
  const { Contents, ...described } = describePage(bucket, page, asked)
  const owner = { ID: call.world.accountId }
  return xmlAnswer(S3.ListObjectsOutput$, {
    ...described,
    Contents: Contents.map(object => ({ ...object, Owner: owner })),
    Marker: encode(marker),
    ...(page.more && delimiter !== '' && { NextMarker: encode(page.names.at(-1) ?? '') }),
  })
}

export function listObjectsV2(call: S3Call): Answer {
  const bucket = call.store.bucket(call.request.bucket, call.region)
  const asked = readAsked(call)
  const token = queryValue(call.request, 'continuation-token')
  const startAfter = queryValue(call.request, 'start-after') ?? ''
  const name = token === undefined ? '' : readToken(token)
  const page = takePage(bucket, asked, { key: token === undefined ? startAfter : '', name })
  const { encode } = asked
  return xmlAnswer(S3.ListObjectsV2Output$, {
    ...describePage(bucket, page, asked),
    KeyCount: page.names.length,
    ...(token !== undefined && { ContinuationToken: token }),
    ...(startAfter !== '' && { StartAfter: encode(startAfter) }),
    ...(page.more && { NextContinuationToken: Buffer.from(page.names.at(-1) ?? '').toString('base64') }),
  })
}

export interface Listing {
  readonly prefix: string
  readonly delimiter: string
  readonly maxKeys: number
  readonly encodingType: string | undefined
  encode(text: string): string
}

export function readAsked({ request }: S3Call): Listing {
  const encodingType = queryValue(request, 'encoding-type')
  if (encodingType !== undefined && encodingType !== 'url')
    throw s3Errors.invalidArgument('Invalid Encoding Method specified in Request')
  return {
    prefix: queryValue(request, 'prefix') ?? '',
    delimiter: queryValue(request, 'delimiter') ?? '',
    maxKeys: readMax(queryValue(request, 'max-keys'), 'max-keys'),
    encodingType,
    // `aws` asks for percent-encoded keys and decodes them.
    encode: text => (encodingType === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text),
  }
}

/** At most a thousand, whatever is asked for. @throws ServiceError InvalidArgument. */
export function readMax(text: string | undefined, name: string): number {
  if (text === undefined || text === '') return 1000
  if (!/^\d{1,10}$/.test(text))
    throw s3Errors.invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`)
  return Math.min(1000, Number(text))
}

export interface Page {
  /** Keys, and the common prefixes of those that lie behind the delimiter. */
  readonly names: readonly string[]
  readonly more: boolean
}

/** What is after the key and, rolled up, after the name. */
export function takePage(bucket: Bucket, asked: Listing, after: { readonly key: string; readonly name: string }): Page {
  const { prefix, delimiter, maxKeys } = asked
  const names = [...bucket.objects.keys()]
    .filter(key => key.startsWith(prefix) && key > after.key)
    .map(key => rollUp(key, prefix, delimiter))
    .filter(name => name > after.name)
  const found = [...new Set(names)].sort()
  return { names: found.slice(0, maxKeys), more: maxKeys > 0 && found.length > maxKeys }
}

/** What lies behind the delimiter is listed as one common prefix. */
function rollUp(key: string, prefix: string, delimiter: string): string {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
  return end < 0 ? key : key.slice(0, end + delimiter.length)
}

/** What all forms of the list say. */
export function describePage(bucket: Bucket, { names, more }: Page, asked: Listing) {
  const { prefix, delimiter, maxKeys, encodingType, encode } = asked
  const isPrefix = (name: string) => delimiter !== '' && name.indexOf(delimiter, prefix.length) >= 0
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: maxKeys,
    IsTruncated: more,
    ...(encodingType && { EncodingType: encodingType }),
    Contents: names.filter(name => !isPrefix(name)).flatMap(name => describeObject(bucket, name, encode)),
    CommonPrefixes: names.filter(isPrefix).map(name => ({ Prefix: encode(name) })),
  }
}

function describeObject(bucket: Bucket, name: string, encode: (name: string) => string): object[] {
  const object = bucket.objects.get(name)
  if (object === undefined) return []
  const { lastModified, etag, sizeBytes } = object
  const listed = {
    Key: encode(name),
    LastModified: lastModified,
    ETag: etag,
    Size: sizeBytes,
    StorageClass: 'STANDARD',
  }
  return [{ ...listed, ...listedChecksum(object) }]
}

function readToken(token: string): string {
  const name = Buffer.from(token, 'base64').toString('utf8')
  if (name === '' || Buffer.from(name).toString('base64') !== token)
    throw s3Errors.invalidArgument('The continuation token provided is incorrect')
  return name
}
