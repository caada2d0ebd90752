/** What tells the bytes of a source bundle from others. */

import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { Context } from '../context.ts'
import { identifyBundle, isComparable } from '../version/bundle-checksum.ts'
import type { VersionBytes } from '../version/plan-version.ts'
import type { VersionSurvey } from '../version/survey-version.ts'

/** All bytes are read only where there are others to compare them with: an upload hashes them on their way. */
export async function identifyBytes(
  context: Context,
  source: SourceBundle,
  version: VersionSurvey,
): Promise<VersionBytes> {
  const { fileName, sizeBytes, fingerprint } = source
  const stored = version.kind === 'taken' ? version.stored : undefined
  const checksum = isComparable(stored, sizeBytes)
    ? await identifyBundle(context, source, stored.checksum.partBytes)
    : undefined
  return { fileName, sizeBytes, fingerprint, checksum }
}
