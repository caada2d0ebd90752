/** The two records that a zip file holds of each entry, one before its bytes and one in the directory at the end. */

/** Sizes and offsets stay below 4 GiB: `LARGEST_BUNDLE_BYTES` and `LARGEST_UNPACKED_BYTES` see to that. */
export interface ZipEntry {
  /** With forward slashes; a folder's ends in one. */
  readonly name: string
  /** Of Unix, with the kind of the file: 0o100644. */
  readonly mode: number
  /** Written as it is in UTC, for the same bytes in every zone. */
  readonly time: Date
  readonly isDeflated: boolean
  readonly crc32: number
  readonly sizeBytes: number
  readonly compressedBytes: number
}

/** The earliest time that a packed entry bears: from the clock or the files, each run's bytes would differ. */
export const FIXED_TIME = new Date(Date.UTC(2000, 0, 1))

const LOCAL_HEADER_SIGNATURE = 0x04034b50
const LOCAL_HEADER_SIZE = 30
const DIRECTORY_RECORD_SIGNATURE = 0x02014b50
const DIRECTORY_RECORD_SIZE = 46
const MADE_BY_UNIX_20 = (3 << 8) | 20
const NEEDS_20 = 20
const NAME_IS_UTF8 = 0x0800
const DEFLATED = 8

/** APPNOTE.TXT 4.3.7: the bytes of the entry follow it. */
export function makeLocalHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(LOCAL_HEADER_SIZE)
  header.writeUInt32LE(LOCAL_HEADER_SIGNATURE, 0)
  writeSharedFields(header, 4, entry)
  return Buffer.concat([header, name])
}

/** APPNOTE.TXT 4.3.12: `offset` is that of the local header. */
export function makeDirectoryRecord(entry: ZipEntry, offset: number): Buffer {
  const name = Buffer.from(entry.name)
  const record = Buffer.alloc(DIRECTORY_RECORD_SIZE)
  record.writeUInt32LE(DIRECTORY_RECORD_SIGNATURE, 0)
  record.writeUInt16LE(MADE_BY_UNIX_20, 4)
  writeSharedFields(record, 6, entry)
  record.writeUInt32LE((entry.mode << 16) >>> 0, 38)
  record.writeUInt32LE(offset, 42)
  return Buffer.concat([record, name])
}

function writeSharedFields(record: Buffer, at: number, entry: ZipEntry): void {
  record.writeUInt16LE(NEEDS_20, at)
  record.writeUInt16LE(NAME_IS_UTF8, at + 2)
  record.writeUInt16LE(entry.isDeflated ? DEFLATED : 0, at + 4)
  record.writeUInt32LE(toDosTime(entry.time), at + 6)
  record.writeUInt32LE(entry.crc32, at + 10)
  record.writeUInt32LE(entry.compressedBytes, at + 14)
  record.writeUInt32LE(entry.sizeBytes, at + 18)
  record.writeUInt16LE(Buffer.byteLength(entry.name), at + 22)
}

// Seconds in steps of two, and years from 1980 on.
function toDosTime(time: Date): number {
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)
  const date = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()
  return ((date << 16) | clock) >>> 0
}
