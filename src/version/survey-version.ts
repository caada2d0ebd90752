/** Finds out whether the version label is taken, and by which bytes; and whether the bucket is there. Reads only. */

import { DescribeApplicationVersionsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { HeadBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

export type VersionSurvey =
  | {
      readonly kind: 'free'
      /** The one that the user named: Beanstalk's own is made where it is missing. */
      readonly isBucketMissing: boolean
    }
  | {
      readonly kind: 'taken'
      /** In hex, of the bundle that the label stands for; undefined when S3 does not know it: another tool uploaded it. */
      readonly sha256: string | undefined
    }

export interface AskedVersion {
  readonly applicationName: string
  readonly label: string
  /** Beanstalk's own when the user named none. */
  readonly bucketName: string | undefined
}

export async function surveyVersion(
  context: Context,
  { applicationName, label, bucketName }: AskedVersion,
): Promise<VersionSurvey> {
  const { ApplicationVersions = [] } = await context.aws.elasticBeanstalk.send(
    new DescribeApplicationVersionsCommand({ ApplicationName: applicationName, VersionLabels: [label] }),
  )
  const version = ApplicationVersions.find(candidate => candidate.VersionLabel === label)
  if (!version) return { kind: 'free', isBucketMissing: bucketName ? await isMissing(context, bucketName) : false }
  const { S3Bucket, S3Key } = version.SourceBundle ?? {}
  return { kind: 'taken', sha256: S3Bucket && S3Key ? await readSha256(context, S3Bucket, S3Key) : undefined }
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

// An object that is gone or may not be read is only unknown: the label cannot be reused then.
async function readSha256(context: Context, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const command = new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' })
    const { ChecksumSHA256 } = await context.aws.s3.send(command)
    return toHex(ChecksumSHA256 ?? '')
  } catch (error) {
    if (!isDenied(error) && !isAwsError(error, 'NotFound', 'NoSuchKey', 'NoSuchBucket')) throw error
    context.log.info(`The bundle of the existing version could not be read: ${error.message}`)
    return undefined
  }
}

// Of an upload in parts S3 has a checksum of checksums, "...=-3", which is nobody's SHA-256.
function toHex(base64: string): string | undefined {
  return base64 === '' || base64.includes('-') ? undefined : Buffer.from(base64, 'base64').toString('hex')
}
