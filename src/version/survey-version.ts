/** Finds out whether the version label is taken, and by which bytes; and whether the bucket is there. Reads only. */

import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { isAwsError } from '../aws/refusals.ts'
import type { Context } from '../context.ts'
import { readStoredBytes, type StoredBytes } from './bundle-checksum.ts'
import { findVersion } from './find-version.ts'

export type VersionSurvey =
  | {
      readonly kind: 'free'
      /** The one that the user named: Beanstalk's own is made where it is missing. */
      readonly isBucketMissing: boolean
    }
  | {
      readonly kind: 'taken'
      /** Of the bundle that the label stands for; undefined when it is gone or may not be read. */
      readonly stored: StoredBytes | undefined
    }

export interface AskedVersion {
  readonly applicationName: string
  /** Without one there is no version. */
  readonly hasApplication: boolean
  readonly label: string
  /** Beanstalk's own when the user named none. */
  readonly bucketName: string | undefined
}

export async function surveyVersion(
  context: Context,
  { hasApplication, bucketName, ...asked }: AskedVersion,
): Promise<VersionSurvey> {
  const version = hasApplication ? await findVersion(context, asked) : undefined
  if (!version) return { kind: 'free', isBucketMissing: bucketName ? await isMissing(context, bucketName) : false }
  const { S3Bucket: bucket, S3Key: key } = version.SourceBundle ?? {}
  const tell = (why: string) => context.log.info(`The bundle of the existing version could not be read: ${why}`)
  return { kind: 'taken', stored: bucket && key ? await readStoredBytes(context, { bucket, key }, tell) : undefined }
}

// Whoever may not look is told so now: he could not upload to it later.
async function isMissing(context: Context, Bucket: string): Promise<boolean> {
  try {
    await context.aws.s3.send(new HeadBucketCommand({ Bucket }))
    return false
  } catch (error) {
    if (!isAwsError(error, 'NotFound', 'NoSuchBucket')) throw error
    return true
  }
}
