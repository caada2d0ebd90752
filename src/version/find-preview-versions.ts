/** Finds the application versions of previews, with the tags that tell whose they are. Reads only. */

import type { Tag } from '@aws-sdk/client-elastic-beanstalk'
import { readTags } from '../aws/read-tags.ts'
import type { Context } from '../context.ts'
import { findPreviewName, isOwnKey } from './bundle-key.ts'
import { listVersions } from './list-versions.ts'
import { isShared } from './plan-prune.ts'

export interface PreviewVersion {
  readonly applicationName: string
  readonly label: string
  /** That of the environment which it was made for. */
  readonly previewName: string
  /** Untrusted: anybody may have written them. */
  readonly tags: readonly Tag[]
  /** Milliseconds since 1970. */
  readonly createdMs: number
  readonly bundle: PreviewBundle
}

export interface PreviewBundle {
  readonly bucket: string
  readonly key: string
  /** Another version was made of it as well, say to run it in production: it must not go with this one. */
  readonly isShared: boolean
}

export interface WantedVersions {
  readonly applicationName: string
  /** Of previews; undefined: all of the application. */
  readonly names?: readonly string[]
}

/**
 * Candidates are told by label and key, as this action makes them; only their tags are asked for, one by one. One that
 * has vanished meanwhile is none. Throws an ActionError where tags may not be read: what is whose is not known then.
 */
export async function findPreviewVersions(
  context: Context,
  { applicationName, names }: WantedVersions,
): Promise<PreviewVersion[]> {
  const found: PreviewVersion[] = []
  const all = await listVersions(context, applicationName)
  for (const version of all) {
    const { VersionLabel: label = '', SourceBundle, ApplicationVersionArn: arn = '', DateCreated } = version
    const { S3Bucket: bucket = '', S3Key: key = '' } = SourceBundle ?? {}
    const previewName = findPreviewName(label)
    const isWanted = previewName !== undefined && (names?.includes(previewName) ?? true)
    if (!isWanted || !isOwnKey({ applicationName, label }, key)) continue
    const tags = await readTags(context.aws.elasticBeanstalk, arn)
    const createdMs = DateCreated?.getTime() ?? 0
    const bundle = { bucket, key, isShared: isShared(version, all) }
    if (tags) found.push({ applicationName, label, previewName, tags, createdMs, bundle })
  }
  return found
}
