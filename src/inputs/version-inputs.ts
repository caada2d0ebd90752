/** The inputs about what is deployed: the source bundle and the application version made of it. */

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

export function readVersionRequest(inputs: InputReader, fallbackLabel: string | undefined): VersionRequest {
  const label = inputs.text('version-label') ?? fallbackLabel ?? ''
  if (!label) inputs.problem('version-label', 'was not given', 'Write a label, such as "${{ github.sha }}".')
  if (label.length > 100 || label.includes('/')) {
    inputs.problem('version-label', `was "${label}"`, 'Write 1 to 100 characters without a slash.')
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
