/** Decides whether a version is made or an existing one reused. Pure. */

import { ActionError } from '../action-error.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { ResourceTag } from '../inputs/creation-inputs.ts'
import type { VersionRequest } from '../inputs/version-inputs.ts'
import { compareBytes } from './bundle-checksum.ts'
import { makeBundleKey } from './bundle-key.ts'
import type { VersionSurvey } from './survey-version.ts'

export type VersionPlan =
  | { readonly kind: 'reuse'; readonly applicationName: string; readonly label: string }
  | {
      readonly kind: 'create'
      readonly applicationName: string
      readonly label: string
      readonly description: string | undefined
      readonly tags?: readonly ResourceTag[]
      /** Beanstalk's own bucket when the user named none. */
      readonly bucketName: string | undefined
      /** It is missing. */
      readonly createBucket: boolean
      readonly key: string
      readonly sizeBytes: number
    }

export interface VersionBytes extends Pick<SourceBundle, 'fileName' | 'sizeBytes' | 'fingerprint'> {
  /** Of all bytes; needed only when the label is taken by as many bytes whose checksum is known. */
  readonly checksum: string | undefined
}

export interface VersionFacts {
  readonly applicationName: string
  readonly survey: VersionSurvey
  readonly bundle: VersionBytes
}

/** Throws an ActionError when the label stands for other bytes, or nobody knows for which. */
export function planVersion(request: VersionRequest, { applicationName, survey, bundle }: VersionFacts): VersionPlan {
  const { label, description, bucketName, createBucket, reuse, tags } = request
  const { sizeBytes } = bundle
  if (survey.kind === 'taken') {
    const bytes = compareBytes(survey.stored, bundle)
    if (reuse && bytes === 'same') return { kind: 'reuse', applicationName, label }
    throw labelTaken(applicationName, label, bytes)
  }
  if (survey.isBucketMissing && !createBucket) throw bucketMissing(bucketName ?? '')
  const key = makeBundleKey({ applicationName, label }, bundle)
  const place = { bucketName, createBucket: survey.isBucketMissing, key }
  return { kind: 'create', applicationName, label, description, ...(tags ? { tags } : {}), ...place, sizeBytes }
}

const WITH = {
  same: ', with the same bytes',
  other: ", with another bundle. A version's bundle cannot be replaced",
  unknown:
    '. Whether its bundle has the same bytes is unknown: it could not be read, or S3 keeps no checksum of it that can be compared',
} as const

function labelTaken(applicationName: string, label: string, bytes: keyof typeof WITH): ActionError {
  const another = 'Write another label, or leave the line out: commit, run and attempt make one that is new each time.'
  return new ActionError({
    code: 'version-label-taken',
    message: `'version-label' was "${label}", which the application "${applicationName}" has already${WITH[bytes]}.`,
    hint:
      bytes === 'same'
        ? `Write "use-existing-application-version-if-available: true" to deploy that version again. ${another}`
        : another,
  })
}

function bucketMissing(bucket: string): ActionError {
  return new ActionError({
    code: 'bucket-missing',
    message: `'s3-bucket-name' named a bucket that does not exist: "${bucket}".`,
    hint: 'Leave the line out to use the bucket of Beanstalk itself, or write "create-s3-bucket-if-not-exists: true".',
  })
}
