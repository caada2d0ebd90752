/** ListMultipartUploads and ListParts: what was begun and not yet completed. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { queryValue } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { readMax } from './list-objects.ts'
import { findUpload } from './multipart-operations.ts'

/** In the order of the keys; uploads of one key in the order of their beginning. */
export function listMultipartUploads({ request, region, store, world }: S3Call): Answer {
  const bucket = store.bucket(request.bucket, region)
  const [prefix, keyMarker] = [queryValue(request, 'prefix') ?? '', queryValue(request, 'key-marker') ?? '']
  const idMarker = queryValue(request, 'upload-id-marker') ?? ''
  const max = readMax(queryValue(request, 'max-uploads'), 'max-uploads')
  const sorted = [...bucket.uploads.values()]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => (a.key === b.key ? a.initiated.getTime() - b.initiated.getTime() : a.key < b.key ? -1 : 1))
  const marked = sorted.findIndex(({ key, id }) => key === keyMarker && id === idMarker)
  const after = marked >= 0 ? sorted.slice(marked + 1) : sorted.filter(({ key }) => key > keyMarker)
  const page = after.slice(0, max)
  const [last, more] = [page.at(-1), after.length > page.length]
  const owner = { ID: world.accountId }
  return xmlAnswer(S3.ListMultipartUploadsOutput$, {
    Bucket: bucket.name,
    KeyMarker: keyMarker,
    UploadIdMarker: idMarker,
    ...(more && last && { NextKeyMarker: last.key, NextUploadIdMarker: last.id }),
    ...(prefix !== '' && { Prefix: prefix }),
    MaxUploads: max,
    IsTruncated: more,
    Uploads: page.map(({ id, key, initiated }) => ({
      UploadId: id,
      Key: key,
      Initiated: initiated,
      StorageClass: 'STANDARD',
      Owner: owner,
      Initiator: owner,
    })),
  })
}

export function listParts(call: S3Call): Answer {
  const { bucket, upload } = findUpload(call)
  const marker = Number(queryValue(call.request, 'part-number-marker') ?? 0) || 0
  const max = readMax(queryValue(call.request, 'max-parts'), 'max-parts')
  const after = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b)
  const page = after.slice(0, max)
  const more = after.length > page.length
  const owner = { ID: call.world.accountId }
  return xmlAnswer(S3.ListPartsOutput$, {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.[0] ?? marker),
    MaxParts: max,
    IsTruncated: more,
    Parts: page.map(([PartNumber, { lastModified, md5, sizeBytes }]) => ({
      PartNumber,
      LastModified: lastModified,
      ETag: `"${md5}"`,
      Size: sizeBytes,
    })),
    StorageClass: 'STANDARD',
    Owner: owner,
    Initiator: owner,
  })
}
