/** The checksums of an upload in parts: each part has one, and the object that of theirs. */

import type { ServiceError } from '../service-error.ts'
import { openDigest } from './receive.ts'
import { s3Errors } from './s3-errors.ts'
import type { Part, Upload } from './store.ts'

/** As headers of the answer that begins it. */
export function describeChecksum({ checksumAlgorithm }: Upload): Record<string, string> {
  if (checksumAlgorithm === undefined) return {}
  return { 'x-amz-checksum-algorithm': checksumAlgorithm, 'x-amz-checksum-type': 'COMPOSITE' }
}

/** An upload that was begun with a checksum's name takes parts that have it. Source: the messages of S3. */
export function refuseChecksum({ checksumAlgorithm }: Upload, checksum: Part['checksum']): ServiceError | undefined {
  if (checksumAlgorithm === undefined) return undefined
  const actual = checksum?.[0].slice('x-amz-checksum-'.length)
  const expected = checksumAlgorithm.toLowerCase()
  return actual === expected ? undefined : s3Errors.checksumTypeMismatch(expected, actual ?? 'null')
}

/** S3 User Guide, "Checking object integrity": the checksum of the parts' checksums, and how many they are. */
export function compositeChecksum({ checksumAlgorithm }: Upload, parts: readonly Part[]): Part['checksum'] {
  if (checksumAlgorithm === undefined) return undefined
  const [name, digest] = [checksumAlgorithm.toLowerCase(), openDigest(checksumAlgorithm.toLowerCase())]
  for (const part of parts) digest.update(Buffer.from(part.checksum?.[1] ?? '', 'base64'))
  return [`x-amz-checksum-${name}`, `${digest.value()}-${parts.length}`]
}
