/** The inputs about what is deployed: the source bundle and the application version made of it. */

import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { ResourceTag } from './creation-inputs.ts'
import { type InputReader, splitLines } from './input-reader.ts'

export interface BundleRequest {
  readonly packagePath: string | undefined
  readonly sourceDirectory: string
  readonly excludePatterns: readonly string[]
  readonly symlinks: 'preserve'
}

export interface VersionRequest {
  readonly label: string
  readonly description: string | undefined
  readonly bucketName: string | undefined
  readonly createBucket: boolean
  readonly reuse: boolean
  /** So many of the versions that this action made are kept; undefined: all. */
  readonly keep: number | undefined
  readonly tags?: readonly ResourceTag[]
}

export function readBundleRequest(inputs: InputReader): BundleRequest {
  return {
    packagePath: inputs.text('deployment-package-path'),
    sourceDirectory: inputs.text('source-directory') ?? '.',
    excludePatterns: inputs.parsed('exclude-patterns', [], splitPatterns),
    symlinks: inputs.choice('symlinks', ['preserve'], 'preserve'),
  }
}

// Commas separate patterns, but not inside braces: "*.{log,tmp}".
function splitPatterns(text: string): string[] {
  return splitLines(text).flatMap(line =>
    line
      .split(/,(?![^{]*\})/)
      .map(pattern => pattern.trim())
      .filter(Boolean),
  )
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateApplicationVersion.html */
const LONGEST_LABEL = 100

export function readVersionRequest(inputs: InputReader, fallbackLabel: string | undefined): VersionRequest {
  const label = inputs.text('version-label') ?? fallbackLabel ?? ''
  if (!label) inputs.problem('version-label', 'was not given', 'Write a label, such as "${{ github.sha }}".')
  if (label.length > LONGEST_LABEL || label.includes('/')) {
    inputs.problem('version-label', describeWrongLabel(label), adviseLabel(label))
  }
  const description = inputs.text('version-description')
  if (description && description.length > 200) {
    inputs.problem('version-description', `had ${description.length} characters`, 'Write at most 200.')
  }
  return {
    label,
    description,
    bucketName: inputs.text('s3-bucket-name'),
    createBucket: inputs.boolean('create-s3-bucket-if-not-exists', true),
    reuse: inputs.boolean('use-existing-application-version-if-available', true),
    keep: inputs.text('keep-versions')
      ? inputs.number('keep-versions', { min: 1, max: 1000, fallback: 1000 })
      : undefined,
  }
}

function describeWrongLabel(label: string): string {
  const length = label.length > LONGEST_LABEL ? `, which has ${label.length} characters` : ''
  return `was ${quoteForeign(toPrintableLine(label, 2 * LONGEST_LABEL))}${length}`
}

// The end of a long one is kept: where it is made of several parts, that is mostly what tells it from the others.
function adviseLabel(label: string): string {
  const corrected = toPrintableLine(label.replaceAll('/', '-').slice(-LONGEST_LABEL))
  return `A label has 1 to ${LONGEST_LABEL} characters, and none of them is a slash: write "version-label: ${corrected}", or make it of something else: "version-label: \${{ github.sha }}".`
}
