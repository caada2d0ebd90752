/** What the checksum of an object is called in the XML of answers. */

import type { StoredObject } from './store.ts'

interface ListedChecksum {
  readonly ChecksumAlgorithm?: readonly string[]
  readonly ChecksumType?: 'FULL_OBJECT'
}

/** As lists show it: the algorithm alone. */
export function listedChecksum({ checksum }: StoredObject): ListedChecksum {
  return checksum === undefined ? {} : { ChecksumAlgorithm: [algorithmOf(checksum[0])], ChecksumType: 'FULL_OBJECT' }
}

/** `ChecksumCRC32` and its value. */
export function namedChecksum({ checksum }: StoredObject): Readonly<Record<string, string>> {
  return checksum === undefined
    ? {}
    : { [`Checksum${algorithmOf(checksum[0])}`]: checksum[1], ChecksumType: 'FULL_OBJECT' }
}

/** `CRC32` of `x-amz-checksum-crc32`. */
function algorithmOf(header: string): string {
  return header.slice('x-amz-checksum-'.length).toUpperCase()
}
