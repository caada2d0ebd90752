/** What tells the bytes of a source bundle from others. */

import type { SourceBundle } from '../bundle/extend-bundle.ts'
import type { VersionBytes } from '../version/plan-version.ts'
import type { VersionSurvey } from '../version/survey-version.ts'

/** All bytes are read only where there are others to compare them with: an upload hashes them on their way. */
export async function identifyBytes(source: SourceBundle, version: VersionSurvey): Promise<VersionBytes> {
  const { fileName, sizeBytes, fingerprint } = source
  const isComparable = version.kind === 'taken' && version.sha256 !== undefined
  return { fileName, sizeBytes, fingerprint, sha256: isComparable ? await source.hash() : undefined }
}
