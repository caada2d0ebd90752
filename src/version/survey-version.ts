/** Finds out whether the version label is taken, and by which bytes. Reads only. */

import { DescribeApplicationVersionsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { isAwsError, isDenied } from '../aws/refusals.ts'
import type { Context } from '../context.ts'

export type VersionSurvey =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'taken'
      /** Of the bundle that the label stands for; undefined when it was not uploaded by this action. */
      readonly sha256: string | undefined
    }

/** Key of the object's metadata under which an upload notes the SHA-256 of the whole bundle, in hex. */
export const SHA256_METADATA = 'sha256'

export async function surveyVersion(
  context: Context,
  { applicationName, label }: { readonly applicationName: string; readonly label: string },
): Promise<VersionSurvey> {
  const { ApplicationVersions = [] } = await context.aws.elasticBeanstalk.send(
    new DescribeApplicationVersionsCommand({ ApplicationName: applicationName, VersionLabels: [label] }),
  )
  const version = ApplicationVersions.find(candidate => candidate.VersionLabel === label)
  if (!version) return { kind: 'free' }
  const { S3Bucket, S3Key } = version.SourceBundle ?? {}
  return { kind: 'taken', sha256: S3Bucket && S3Key ? await readSha256(context, S3Bucket, S3Key) : undefined }
}

// An object that is gone or may not be read is only unknown: the label cannot be reused then.
async function readSha256(context: Context, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Metadata = {} } = await context.aws.s3.send(new HeadObjectCommand({ Bucket, Key }))
    return Metadata[SHA256_METADATA]
  } catch (error) {
    if (!isDenied(error) && !isAwsError(error, 'NotFound', 'NoSuchKey', 'NoSuchBucket')) throw error
    context.log.debug(`The bundle of the existing version could not be read: ${String(error)}`)
    return undefined
  }
}
