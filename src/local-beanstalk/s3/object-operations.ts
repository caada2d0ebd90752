/** The operations on single objects. */

import type { Readable } from 'node:stream'
import type { Answer } from '../service.ts'
import type { S3Call } from './bucket-operations.ts'
import { refuseUnchanged, refuseWrite } from './conditions.ts'
import { receiveBody } from './receive.ts'
import { s3Errors } from './s3-errors.ts'
import type { ObjectHeaders, StoredObject } from './store.ts'
import { readTagHeader } from './tags.ts'

const KEPT = ['cache-control', 'content-disposition', 'content-language', 'expires']

export async function putObject({ request, region, store, world }: S3Call): Promise<Answer> {
  const bucket = store.bucket(request.bucket, region)
  refuseWrite(request.headers, bucket.objects.get(request.key))
  const received = await receiveBody(request, store.newPath())
  const lastModified = new Date(world.clock.now())
  const etag = `"${received.md5}"`
  await store.put(bucket, { key: request.key, ...received, etag, lastModified, ...readObjectHeaders(request.headers) })
  return { status: 200, headers: { etag, ...(received.checksum && { [received.checksum[0]]: received.checksum[1] }) } }
}

export function headObject(call: S3Call): Answer {
  const object = findObject(call)
  const unchanged = refuseUnchanged(call.request.headers, object)
  if (unchanged !== undefined) return unchanged
  return { status: 200, headers: { ...objectHeaders(call, object), 'content-length': String(object.sizeBytes) } }
}

export async function getObject(call: S3Call): Promise<Answer> {
  const { request, region, store } = call
  const { object, file } = await store.open(store.bucket(request.bucket, region), request.key)
  try {
    const unchanged = refuseUnchanged(request.headers, object)
    if (unchanged === undefined) return readObject(call, object, options => file.createReadStream(options))
    await file.close()
    return unchanged
  } catch (error) {
    await file.close()
    throw error
  }
}

type OpenStream = (range: { start: number; end: number } | undefined) => Readable

function readObject(call: S3Call, object: StoredObject, openStream: OpenStream): Answer {
  const headers = objectHeaders(call, object)
  const range = readRange(call.request.headers.range, object.sizeBytes)
  if (range === undefined) {
    return {
      status: 200,
      headers: { ...headers, 'content-length': String(object.sizeBytes) },
      body: openStream(undefined),
    }
  }
  const contentRange = `bytes ${range.start}-${range.end}/${object.sizeBytes}`
  const length = String(range.end - range.start + 1)
  return {
    status: 206,
    headers: { ...headers, 'content-range': contentRange, 'content-length': length },
    body: openStream(range),
  }
}

/** Deleting what is not there succeeds, as in S3. */
export async function deleteObject({ request, region, store }: S3Call): Promise<Answer> {
  await store.remove(store.bucket(request.bucket, region), request.key)
  return { status: 204, headers: {} }
}

export function readObjectHeaders(headers: Readonly<Record<string, string>>): ObjectHeaders {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-') || KEPT.includes(name))
  const encodings = (headers['content-encoding'] ?? '').split(',').map(encoding => encoding.trim())
  const encoding = encodings.filter(name => name !== '' && name !== 'aws-chunked').join(',')
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    kept: { ...Object.fromEntries(kept), ...(encoding !== '' && { 'content-encoding': encoding }) },
    tags: readTagHeader(headers['x-amz-tagging']),
  }
}

function findObject({ request, region, store }: S3Call): StoredObject {
  const object = store.bucket(request.bucket, region).objects.get(request.key)
  if (object === undefined) throw s3Errors.noSuchKey()
  return object
}

function objectHeaders({ request }: S3Call, object: StoredObject): Record<string, string> {
  const checksum =
    request.headers['x-amz-checksum-mode'] === 'ENABLED' && request.headers.range === undefined
      ? object.checksum
      : undefined
  return {
    ...object.kept,
    'content-type': object.contentType,
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(checksum && { [checksum[0]]: checksum[1] }),
    ...(object.tags?.length && { 'x-amz-tagging-count': String(object.tags.length) }),
    ...readOverrides(request),
  }
}

/** What a presigned address may ask the answer to say. Source: GetObject, its query parameters `response-...`. */
function readOverrides(request: S3Call['request']): Record<string, string> {
  const named = request.query.flatMap(([name, value]) => {
    const header = /^response-(cache-control|content-(?:disposition|encoding|language|type)|expires)$/.exec(name)?.[1]
    if (header === undefined) return []
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw s3Errors.invalidArgument('Header value cannot be represented using ISO-8859-1.')
    return [[header, value] as const]
  })
  return Object.fromEntries(named)
}

function readRange(header: string | undefined, sizeBytes: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (start > end || start >= sizeBytes) throw s3Errors.invalidRange()
  return { start, end }
}
