/** What is set on a bucket as a whole. It is kept and given back; of these settings nothing but tags has an effect here. */

import * as S3 from '@aws-sdk/client-s3'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Answer } from '../service.ts'
import type { ServiceError } from '../service-error.ts'
import { type S3Call, xmlAnswer } from './bucket-operations.ts'
import { readVerified } from './read-verified.ts'
import { s3Errors } from './s3-errors.ts'
import { readTagSet } from './tags.ts'
import { decodeXml } from './xml-body.ts'

type Shape = Parameters<typeof NormalizedSchema.of>[0]
type Value = Readonly<Record<string, unknown>>
type Handler = (call: S3Call) => Answer | Promise<Answer>

interface Setting {
  /** How it is sent, and how it is given back. */
  readonly body: Shape
  readonly answer: Shape
  /** What a new bucket has. Source: S3 User Guide, "Default settings for new S3 buckets FAQ". */
  readonly initial?: Value
  /** What is said where it is not set: an error, or a value. */
  readonly unset: (() => ServiceError) | Value
  readonly putStatus?: number
  /** @throws ServiceError for what S3 refuses, and for what would have to have an effect. */
  readonly check?: (value: Value) => void
}

const BLOCKED = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
const ENCRYPTED = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }
const missing = (code: string, message: string) => () => s3Errors.notSet(code, message)

const BUCKET_SETTINGS = {
  cors: {
    body: S3.CORSConfiguration$,
    answer: S3.GetBucketCorsOutput$,
    unset: missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  },
  encryption: {
    body: S3.ServerSideEncryptionConfiguration$,
    answer: S3.ServerSideEncryptionConfiguration$,
    unset: { Rules: [ENCRYPTED] },
  },
  lifecycle: {
    body: S3.BucketLifecycleConfiguration$,
    answer: S3.GetBucketLifecycleConfigurationOutput$,
    unset: missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  },
  ownershipControls: {
    body: S3.OwnershipControls$,
    answer: S3.OwnershipControls$,
    initial: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    unset: missing('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'),
  },
  publicAccessBlock: {
    body: S3.PublicAccessBlockConfiguration$,
    answer: S3.PublicAccessBlockConfiguration$,
    initial: BLOCKED,
    unset: missing('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'),
  },
  tagging: {
    body: S3.Tagging$,
    answer: S3.GetBucketTaggingOutput$,
    unset: missing('NoSuchTagSet', 'The TagSet does not exist'),
    putStatus: 204,
    check: ({ TagSet }) => void readTagSet(TagSet, 50),
  },
  versioning: {
    body: S3.VersioningConfiguration$,
    answer: S3.GetBucketVersioningOutput$,
    unset: {},
    check: ({ Status }) => {
      if (Status !== 'Suspended') throw s3Errors.notImplemented('versions of objects')
    },
  },
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof BUCKET_SETTINGS

export function getSetting(name: SettingName): Handler {
  const { answer, initial, unset }: Setting = BUCKET_SETTINGS[name]
  return ({ request, region, store }) => {
    const { settings } = store.bucket(request.bucket, region)
    const value = (settings.has(name) ? settings.get(name) : initial) ?? unset
    if (typeof value === 'function') throw value()
    return xmlAnswer(answer, value)
  }
}

export function putSetting(name: SettingName): Handler {
  const { body, check, putStatus = 200 }: Setting = BUCKET_SETTINGS[name]
  return async call => {
    const bucket = call.store.bucket(call.request.bucket, call.region)
    const value = await decodeXml(body, await readVerified(call))
    check?.(value)
    bucket.settings.set(name, value)
    return { status: putStatus, headers: {} }
  }
}

export function deleteSetting(name: SettingName): Handler {
  return ({ request, region, store }) => {
    store.bucket(request.bucket, region).settings.set(name, undefined)
    return { status: 204, headers: {} }
  }
}
