/** What the checksum of an object is called in the XML of answers. */

import type { StoredObject } from './store.ts'

type Checksummed = Pick<StoredObject, 'checksum'>

interface ListedChecksum {
  readonly ChecksumAlgorithm?: readonly string[]
  readonly ChecksumType?: ChecksumType
}

type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE'

/** As lists show it: the algorithm alone. */
export function listedChecksum({ checksum }: Checksummed): ListedChecksum {
  if (checksum === undefined) return {}
  return { ChecksumAlgorithm: [algorithmOf(checksum[0])], ChecksumType: typeOf(checksum[1]) }
}

/** `ChecksumCRC32` and its value. */
export function namedChecksum({ checksum }: Checksummed): Readonly<Record<string, string>> {
  if (checksum === undefined) return {}
  return { [`Checksum${algorithmOf(checksum[0])}`]: checksum[1], ChecksumType: typeOf(checksum[1]) }
}

/** That of an upload in parts ends in their number. */
function typeOf(value: string): ChecksumType {
  return value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT'
}

/** `CRC32` of `x-amz-checksum-crc32`. */
function algorithmOf(header: string): string {
  return header.slice('x-amz-checksum-'.length).toUpperCase()
}
