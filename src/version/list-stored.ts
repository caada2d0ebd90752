/** Lists what lies in a bucket under a prefix, all pages of it: objects, and uploads that were never completed. Reads only. */

import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { readPages } from '../aws/read-pages.ts'
import type { Context } from '../context.ts'

export interface StoredPlace {
  readonly bucket: string
  readonly prefix: string
}

export interface UnfinishedUpload {
  readonly key: string
  readonly uploadId: string
}

export async function listKeys({ aws }: Context, { bucket, prefix }: StoredPlace): Promise<string[]> {
  const pages = await readPages(async ({ NextToken }) => {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: NextToken })
    const { Contents = [], NextContinuationToken } = await aws.s3.send(command)
    return { keys: Contents.map(({ Key = '' }) => Key), NextToken: NextContinuationToken }
  })
  return pages.flatMap(({ keys }) => keys)
}

export async function listUploads({ aws }: Context, { bucket, prefix }: StoredPlace): Promise<UnfinishedUpload[]> {
  const pages = await readPages(async ({ NextToken }) => {
    const markers = NextToken === undefined ? {} : JSON.parse(NextToken)
    const command = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...markers })
    const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = await aws.s3.send(command)
    const next = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker }
    const uploads = Uploads.map(({ Key = '', UploadId = '' }) => ({ key: Key, uploadId: UploadId }))
    return { uploads, NextToken: IsTruncated ? JSON.stringify(next) : undefined }
  })
  return pages.flatMap(({ uploads }) => uploads)
}
