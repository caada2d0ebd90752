/** GetObjectAttributes: what is known of an object, as far as the caller asks for it. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { namedChecksum } from './checksum-names.ts'
import { s3Errors } from './s3-errors.ts'

const ATTRIBUTES = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize']

export function getObjectAttributes({ request, region, store }: S3Call): Answer {
  const object = store.bucket(request.bucket, region).objects.get(request.key)
  if (object === undefined) throw s3Errors.noSuchKey()
  const asked = (request.headers['x-amz-object-attributes'] ?? '').split(',').map(name => name.trim())
  if (asked.some(name => !ATTRIBUTES.includes(name)))
    throw s3Errors.invalidArgument('Invalid attribute name specified.')
  const { etag, sizeBytes, checksum, lastModified } = object
  const parts = /-(\d+)"$/.exec(etag)?.[1]
  const all = {
    // Without its quotes, here alone.
    ETag: etag.replaceAll('"', ''),
    Checksum: checksum && namedChecksum(object),
    ObjectParts: parts && { TotalPartsCount: Number(parts) },
    StorageClass: 'STANDARD',
    ObjectSize: sizeBytes,
  }
  const {
    status,
    headers,
    body = '',
  } = xmlAnswer(
    S3.GetObjectAttributesOutput$,
    Object.fromEntries(Object.entries(all).filter(([name, value]) => asked.includes(name) && value !== undefined)),
  )
  return { status, body, headers: { ...headers, 'last-modified': lastModified.toUTCString() } }
}
