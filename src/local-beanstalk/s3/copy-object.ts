/** CopyObject: one object's bytes under another key, with its headers or new ones. */

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import * as S3 from '@aws-sdk/client-s3'
import type { Answer } from '../service.ts'
import { decode } from '../wire/request.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { namedChecksum } from './checksum-names.ts'
import { refuseCopy } from './conditions.ts'
import { readObjectHeaders } from './object-operations.ts'
import { s3Errors } from './s3-errors.ts'
import type { Bucket } from './store.ts'

export async function copyObject(call: S3Call): Promise<Answer> {
  const { request, region, store, world } = call
  const bucket = store.bucket(request.bucket, region)
  const { from, key, isSame } = findSource(call)
  const replaces = readDirective(request.headers['x-amz-metadata-directive'])
  if (isSame && !replaces) throw s3Errors.copyOfItself()
  const { object: source, file } = await store.open(from, key)
  const path = store.newPath()
  try {
    refuseCopy(request.headers, source)
  } catch (error) {
    await file.close()
    throw error
  }
  await pipeline(file.createReadStream(), createWriteStream(path))
  const lastModified = new Date(world.clock.now())
  const { tags = [], ...headers } = readObjectHeaders(request.headers)
  const replacesTags = readDirective(request.headers['x-amz-tagging-directive'])
  const changed = { ...(replaces && headers), ...(replacesTags && { tags }) }
  await store.put(bucket, { ...source, ...changed, key: request.key, path, lastModified })
  const result = { ETag: source.etag, LastModified: lastModified, ...namedChecksum(source) }
  return xmlAnswer(S3.CopyObjectResult$, result)
}

/** The header reads `/bucket/key` or `bucket/key`, percent-encoded. @throws ServiceError InvalidArgument, NoSuchBucket. */
export function findSource({ request, region, store }: S3Call): { from: Bucket; key: string; isSame: boolean } {
  const header = request.headers['x-amz-copy-source'] ?? ''
  const [path = ''] = header.split('?')
  // Where no versions are kept, an object's only one is called null.
  if (header !== path && header !== `${path}?versionId=null`) throw s3Errors.invalidVersion()
  const [bucketName = '', ...rest] = decode(path.replaceAll('+', '%20')).replace(/^\//, '').split('/')
  const key = rest.join('/')
  if (bucketName === '' || key === '')
    throw s3Errors.invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey')
  return { from: store.bucket(bucketName, region), key, isSame: bucketName === request.bucket && key === request.key }
}

function readDirective(directive: string | undefined): boolean {
  if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE')
    throw s3Errors.invalidArgument('Unknown metadata directive.')
  return directive === 'REPLACE'
}
