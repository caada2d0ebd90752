/** Which S3 operation a request asks for: method, path and query name it together. */

import { decode, queryValue, type WireRequest } from '../wire/request.ts'

export interface S3Request extends WireRequest {
  readonly operation: S3Operation
  readonly bucket: string
  readonly key: string
}

export type S3Operation = keyof typeof PERMISSIONS

/** What IAM calls the permission for each operation. Source: Service Authorization Reference, Amazon S3. */
export const PERMISSIONS = {
  ListBuckets: 's3:ListAllMyBuckets',
  CreateBucket: 's3:CreateBucket',
  HeadBucket: 's3:ListBucket',
  DeleteBucket: 's3:DeleteBucket',
  GetBucketLocation: 's3:GetBucketLocation',
  ListObjects: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  ListMultipartUploads: 's3:ListBucketMultipartUploads',
  DeleteObjects: 's3:DeleteObject',
  PutObject: 's3:PutObject',
  CopyObject: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  DeleteObject: 's3:DeleteObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  ListParts: 's3:ListMultipartUploadParts',
  CompleteMultipartUpload: 's3:PutObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
} as const

/** What S3 keeps beside a bucket or an object, and Local Beanstalk does not: it must not be taken for the thing itself. */
const SUBRESOURCES = [
  ...['accelerate', 'acl', 'analytics', 'attributes', 'cors', 'encryption', 'intelligent-tiering', 'inventory'],
  ...['legal-hold', 'lifecycle', 'logging', 'metrics', 'notification', 'object-lock', 'ownershipControls', 'policy'],
  ...['policyStatus', 'publicAccessBlock', 'replication', 'requestPayment', 'restore', 'retention', 'select'],
  ...['tagging', 'torrent', 'versionId', 'versioning', 'versions', 'website'],
]

/** Undefined where S3 has an operation that is not served here, or none. */
export function readS3Request(request: WireRequest): S3Request | undefined {
  const [, bucket = '', ...rest] = request.path.split('/')
  const key = rest.map(decode).join('/')
  const operation = findS3Operation(request, { bucket: bucket !== '', key: key !== '' })
  return operation && { ...request, operation, bucket: decode(bucket), key }
}

function findS3Operation(request: WireRequest, has: { bucket: boolean; key: boolean }): S3Operation | undefined {
  const { method } = request
  if (SUBRESOURCES.some(name => queryValue(request, name) !== undefined)) return undefined
  if (!has.bucket) return method === 'GET' ? 'ListBuckets' : undefined
  if (!has.key) return bucketOperation(request)
  const inUpload = queryValue(request, 'uploadId') !== undefined
  if (method === 'PUT') {
    if ('x-amz-copy-source' in request.headers) return inUpload ? undefined : 'CopyObject'
    return inUpload ? 'UploadPart' : 'PutObject'
  }
  if (method === 'POST') {
    if (inUpload) return 'CompleteMultipartUpload'
    return queryValue(request, 'uploads') !== undefined ? 'CreateMultipartUpload' : undefined
  }
  if (method === 'GET') return inUpload ? 'ListParts' : 'GetObject'
  if (method === 'HEAD') return 'HeadObject'
  if (method === 'DELETE') return inUpload ? 'AbortMultipartUpload' : 'DeleteObject'
  return undefined
}

function bucketOperation(request: WireRequest): S3Operation | undefined {
  const { method } = request
  if (method === 'PUT') return 'CreateBucket'
  if (method === 'HEAD') return 'HeadBucket'
  if (method === 'DELETE') return 'DeleteBucket'
  if (method === 'POST') return queryValue(request, 'delete') === undefined ? undefined : 'DeleteObjects'
  if (method !== 'GET') return undefined
  if (queryValue(request, 'location') !== undefined) return 'GetBucketLocation'
  if (queryValue(request, 'uploads') !== undefined) return 'ListMultipartUploads'
  return queryValue(request, 'list-type') === '2' ? 'ListObjectsV2' : 'ListObjects'
}
