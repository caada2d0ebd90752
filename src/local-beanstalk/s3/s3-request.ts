/** Which S3 operation a request asks for: method, path and query name it together. */

import { decode, queryValue, type WireRequest } from '../wire/request.ts'
import type { S3Operation } from './permissions.ts'

export interface S3Request extends WireRequest {
  readonly operation: S3Operation
  readonly bucket: string
  readonly key: string
}

type ByMethod = Readonly<Partial<Record<string, S3Operation>>>

/** What stands behind a name in the query of a bucket. */
const BUCKET_SUBRESOURCES: Readonly<Record<string, ByMethod>> = {
  acl: { GET: 'GetBucketAcl', PUT: 'PutBucketAcl' },
  cors: { GET: 'GetBucketCors', PUT: 'PutBucketCors', DELETE: 'DeleteBucketCors' },
  delete: { POST: 'DeleteObjects' },
  encryption: { GET: 'GetBucketEncryption', PUT: 'PutBucketEncryption', DELETE: 'DeleteBucketEncryption' },
  lifecycle: {
    GET: 'GetBucketLifecycleConfiguration',
    PUT: 'PutBucketLifecycleConfiguration',
    DELETE: 'DeleteBucketLifecycle',
  },
  location: { GET: 'GetBucketLocation' },
  ownershipControls: {
    GET: 'GetBucketOwnershipControls',
    PUT: 'PutBucketOwnershipControls',
    DELETE: 'DeleteBucketOwnershipControls',
  },
  policy: { GET: 'GetBucketPolicy', PUT: 'PutBucketPolicy', DELETE: 'DeleteBucketPolicy' },
  policyStatus: { GET: 'GetBucketPolicyStatus' },
  publicAccessBlock: { GET: 'GetPublicAccessBlock', PUT: 'PutPublicAccessBlock', DELETE: 'DeletePublicAccessBlock' },
  tagging: { GET: 'GetBucketTagging', PUT: 'PutBucketTagging', DELETE: 'DeleteBucketTagging' },
  uploads: { GET: 'ListMultipartUploads' },
  versioning: { GET: 'GetBucketVersioning', PUT: 'PutBucketVersioning' },
  versions: { GET: 'ListObjectVersions' },
}

/** The same for an object. */
const OBJECT_SUBRESOURCES: Readonly<Record<string, ByMethod>> = {
  acl: { GET: 'GetObjectAcl', PUT: 'PutObjectAcl' },
  attributes: { GET: 'GetObjectAttributes' },
  tagging: { GET: 'GetObjectTagging', PUT: 'PutObjectTagging', DELETE: 'DeleteObjectTagging' },
  uploads: { POST: 'CreateMultipartUpload' },
}

/** What S3 keeps beside a bucket or an object, and Local Beanstalk does not: it must not be taken for the thing itself. */
const NOT_SERVED = [
  ...['accelerate', 'analytics', 'intelligent-tiering', 'inventory', 'legal-hold', 'logging', 'metrics'],
  ...['notification', 'object-lock', 'replication', 'requestPayment', 'restore', 'retention', 'select', 'torrent'],
  'website',
]

const BUCKET: ByMethod = { PUT: 'CreateBucket', HEAD: 'HeadBucket', DELETE: 'DeleteBucket', GET: 'ListObjects' }
const OBJECT: ByMethod = { PUT: 'PutObject', HEAD: 'HeadObject', DELETE: 'DeleteObject', GET: 'GetObject' }
const UPLOAD: ByMethod = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  GET: 'ListParts',
  DELETE: 'AbortMultipartUpload',
}
/** With the header that names another object. */
const COPIES: ByMethod = { PutObject: 'CopyObject', UploadPart: 'UploadPartCopy' }

/** Undefined where S3 has an operation that is not served here, or none. */
export function readS3Request(request: WireRequest): S3Request | undefined {
  const [, bucket = '', ...rest] = request.path.split('/')
  const key = rest.map(decode).join('/')
  const operation = findS3Operation(request, { bucket: bucket !== '', key: key !== '' })
  return operation && { ...request, operation, bucket: decode(bucket), key }
}

function findS3Operation(request: WireRequest, has: { bucket: boolean; key: boolean }): S3Operation | undefined {
  const { method } = request
  const asks = (name: string) => queryValue(request, name) !== undefined
  if (NOT_SERVED.some(asks)) return undefined
  if (!has.bucket) return method === 'GET' ? 'ListBuckets' : undefined
  const subresources = has.key ? OBJECT_SUBRESOURCES : BUCKET_SUBRESOURCES
  const subresource = Object.keys(subresources).find(asks)
  if (subresource !== undefined) return subresources[subresource]?.[method]
  if (!has.key) return queryValue(request, 'list-type') === '2' && method === 'GET' ? 'ListObjectsV2' : BUCKET[method]
  const operation = (asks('uploadId') ? UPLOAD : OBJECT)[method]
  return 'x-amz-copy-source' in request.headers ? (COPIES[operation ?? ''] ?? operation) : operation
}
