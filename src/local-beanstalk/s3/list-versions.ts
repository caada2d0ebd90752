/** ListObjectVersions of buckets that keep none: each object is the one version of itself, called null. */

import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { queryValue } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { describePage, readAsked, takePage } from './list-objects.ts'

export function listObjectVersions(call: S3Call): Answer {
  const bucket = call.store.bucket(call.request.bucket, call.region)
  const asked = readAsked(call)
  const marker = queryValue(call.request, 'key-marker') ?? ''
  const page = takePage(bucket, asked, { key: marker, name: marker })
  const { Contents, ...rest } = describePage(bucket, page, asked)
  const owner = { ID: call.world.accountId }
  return xmlAnswer(S3.ListObjectVersionsOutput$, {
    ...rest,
    KeyMarker: asked.encode(marker),
    VersionIdMarker: queryValue(call.request, 'version-id-marker') ?? '',
    ...(page.more && { NextKeyMarker: asked.encode(page.names.at(-1) ?? ''), NextVersionIdMarker: 'null' }),
    Versions: Contents.map(object => ({ ...object, VersionId: 'null', IsLatest: true, Owner: owner })),
  })
}
