/** Decides whether a version is made or an existing one reused. Pure. */

import { extname } from 'node:path'
import { ActionError } from '../action-error.ts'
import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { VersionRequest } from '../inputs/version-inputs.ts'
import type { VersionSurvey } from './survey-version.ts'

export type VersionPlan =
  | { readonly kind: 'reuse'; readonly applicationName: string; readonly label: string }
  | {
      readonly kind: 'create'
      readonly applicationName: string
      readonly label: string
      readonly description: string | undefined
      /** Beanstalk's own bucket when the user named none. */
      readonly bucketName: string | undefined
      /** It is missing. */
      readonly createBucket: boolean
      readonly key: string
      readonly sizeBytes: number
    }

export interface VersionBytes extends Pick<SourceBundle, 'fileName' | 'sizeBytes' | 'fingerprint'> {
  /** Of all bytes, in hex; needed only when the label is taken by bytes whose SHA-256 is known. */
  readonly sha256: string | undefined
}

export interface VersionFacts {
  readonly applicationName: string
  readonly survey: VersionSurvey
  readonly bundle: VersionBytes
}

/** Throws an ActionError when the label stands for other bytes. */
export function planVersion(request: VersionRequest, { applicationName, survey, bundle }: VersionFacts): VersionPlan {
  const { label, description, bucketName, createBucket, reuse } = request
  const { fileName, sizeBytes, fingerprint, sha256 } = bundle
  if (survey.kind === 'taken') {
    const isSame = survey.sha256 !== undefined && survey.sha256 === sha256
    if (reuse && isSame) return { kind: 'reuse', applicationName, label }
    throw labelTaken(applicationName, label, isSame)
  }
  if (survey.isBucketMissing && !createBucket) throw bucketMissing(bucketName ?? '')
  const key = `${toKeyPart(applicationName)}/${toKeyPart(label)}-${fingerprint.slice(0, 12)}${extname(fileName)}`
  const place = { bucketName, createBucket: survey.isBucketMissing, key }
  return { kind: 'create', applicationName, label, description, ...place, sizeBytes }
}

// Labels may hold any character; keys with others than these need care in URLs and consoles.
function toKeyPart(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
}

function labelTaken(applicationName: string, label: string, sameBytes: boolean): ActionError {
  const message = sameBytes
    ? `'version-label' was "${label}", which the application "${applicationName}" has already, with the same bytes.`
    : `'version-label' was "${label}", which the application "${applicationName}" has already, with another bundle. A version's bundle cannot be replaced.`
  const another = 'Write another label, or leave the line out: commit, run and attempt make one that is new each time.'
  return new ActionError({
    code: 'version-label-taken',
    message,
    hint: sameBytes
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
