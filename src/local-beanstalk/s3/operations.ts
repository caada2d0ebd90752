/** Which operation of S3 is served by what. */

import type { Answer } from '../service.ts'
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  headBucket,
  listBuckets,
  type S3Call,
} from './bucket-operations.ts'
import {
  deleteBucketPolicy,
  getAcl,
  getBucketPolicy,
  getBucketPolicyStatus,
  putAcl,
  putBucketPolicy,
} from './bucket-policy.ts'
import { deleteSetting, getSetting, putSetting } from './bucket-settings.ts'
import { copyObject } from './copy-object.ts'
import { uploadPartCopy } from './copy-part.ts'
import { deleteObjects } from './delete-objects.ts'
import { listObjects, listObjectsV2 } from './list-objects.ts'
import { listMultipartUploads, listParts } from './list-uploads.ts'
import { listObjectVersions } from './list-versions.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from './multipart-operations.ts'
import { getObjectAttributes } from './object-attributes.ts'
import { deleteObject, getObject, headObject, putObject } from './object-operations.ts'
import type { S3Operation } from './permissions.ts'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './tags.ts'

export const HANDLERS: Readonly<Record<S3Operation, (call: S3Call) => Answer | Promise<Answer>>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getBucketLocation,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  GetBucketAcl: getAcl,
  PutBucketAcl: putAcl,
  GetBucketPolicy: getBucketPolicy,
  PutBucketPolicy: putBucketPolicy,
  DeleteBucketPolicy: deleteBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketCors: getSetting('cors'),
  PutBucketCors: putSetting('cors'),
  DeleteBucketCors: deleteSetting('cors'),
  GetBucketEncryption: getSetting('encryption'),
  PutBucketEncryption: putSetting('encryption'),
  DeleteBucketEncryption: deleteSetting('encryption'),
  GetBucketLifecycleConfiguration: getSetting('lifecycle'),
  PutBucketLifecycleConfiguration: putSetting('lifecycle'),
  DeleteBucketLifecycle: deleteSetting('lifecycle'),
  GetBucketOwnershipControls: getSetting('ownershipControls'),
  PutBucketOwnershipControls: putSetting('ownershipControls'),
  DeleteBucketOwnershipControls: deleteSetting('ownershipControls'),
  GetPublicAccessBlock: getSetting('publicAccessBlock'),
  PutPublicAccessBlock: putSetting('publicAccessBlock'),
  DeletePublicAccessBlock: deleteSetting('publicAccessBlock'),
  GetBucketTagging: getSetting('tagging'),
  PutBucketTagging: putSetting('tagging'),
  DeleteBucketTagging: deleteSetting('tagging'),
  GetBucketVersioning: getSetting('versioning'),
  PutBucketVersioning: putSetting('versioning'),
  DeleteObjects: deleteObjects,
  PutObject: putObject,
  CopyObject: copyObject,
  GetObject: getObject,
  HeadObject: headObject,
  GetObjectAttributes: getObjectAttributes,
  GetObjectAcl: getAcl,
  PutObjectAcl: putAcl,
  GetObjectTagging: getObjectTagging,
  PutObjectTagging: putObjectTagging,
  DeleteObjectTagging: deleteObjectTagging,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ListParts: listParts,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
}
