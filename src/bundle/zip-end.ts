/** The end of a zip file: where its central directory lies, and the records that say so. */

import type { FileHandle } from 'node:fs/promises'

export interface ZipEnd {
  readonly centralDirectoryOffset: number
  readonly centralDirectorySize: number
  readonly entryCount: number
  readonly comment: Buffer
  /** Where the end records begin: right after the central directory in a zip that has nothing in front. */
  readonly offset: number
}

const END_SIGNATURE = 0x06054b50
const END_SIZE = 22
const ZIP64_END_SIGNATURE = 0x06064b50
const ZIP64_END_SIZE = 56
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50
const ZIP64_LOCATOR_SIZE = 20
const LONGEST_COMMENT = 0xffff

/** APPNOTE.TXT 4.3.14 to 4.3.16. Undefined when the file does not end as a zip file does. */
export async function readZipEnd(file: FileHandle, sizeBytes: number): Promise<ZipEnd | undefined> {
  const tailOffset = Math.max(0, sizeBytes - LONGEST_COMMENT - END_SIZE - ZIP64_LOCATOR_SIZE)
  const tail = await readBytes(file, tailOffset, sizeBytes - tailOffset)
  const index = findEnd(tail)
  if (index === undefined) return undefined
  const locatorIndex = index - ZIP64_LOCATOR_SIZE
  if (locatorIndex >= 0 && tail.readUInt32LE(locatorIndex) === ZIP64_LOCATOR_SIGNATURE) {
    const offset = Number(tail.readBigUInt64LE(locatorIndex + 8))
    const record = await readBytes(file, offset, ZIP64_END_SIZE)
    if (record.length < ZIP64_END_SIZE || record.readUInt32LE(0) !== ZIP64_END_SIGNATURE) return undefined
    return {
      entryCount: Number(record.readBigUInt64LE(32)),
      centralDirectorySize: Number(record.readBigUInt64LE(40)),
      centralDirectoryOffset: Number(record.readBigUInt64LE(48)),
      comment: tail.subarray(index + END_SIZE),
      offset,
    }
  }
  return {
    entryCount: tail.readUInt16LE(index + 10),
    centralDirectorySize: tail.readUInt32LE(index + 12),
    centralDirectoryOffset: tail.readUInt32LE(index + 16),
    comment: tail.subarray(index + END_SIZE),
    offset: tailOffset + index,
  }
}

/** Each part of an upload has some of them on their way at once. */
const CHUNK_BYTES = 128 * 1024

/** The bytes from `start` up to `end`; throws when the file ends before. Leaves the file open, whoever stops reading. */
export async function* readRange(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let offset = start; offset < end; ) {
    const chunk = await readBytes(file, offset, Math.min(CHUNK_BYTES, end - offset))
    if (chunk.length === 0) throw new Error('The source bundle was cut short while it was read')
    yield chunk
    offset += chunk.length
  }
}

/** At most `length` bytes from `offset` on; fewer at the end of the file. */
export async function readBytes(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

function findEnd(tail: Buffer): number | undefined {
  for (let index = tail.length - END_SIZE; index >= 0; index--) {
    if (tail.readUInt32LE(index) !== END_SIGNATURE) continue
    if (index + END_SIZE + tail.readUInt16LE(index + 20) === tail.length) return index
  }
  return undefined
}

/** The records that end a zip file whose end records begin at `offset`, in the zip64 form where a field is too small. */
export function makeZipEnd({
  centralDirectoryOffset,
  centralDirectorySize,
  entryCount,
  comment,
  offset,
}: ZipEnd): Buffer {
  const isTooLarge = entryCount >= 0xffff || centralDirectorySize >= 0xffffffff || centralDirectoryOffset >= 0xffffffff
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(END_SIGNATURE, 0)
  end.writeUInt16LE(isTooLarge ? 0xffff : entryCount, 8)
  end.writeUInt16LE(isTooLarge ? 0xffff : entryCount, 10)
  end.writeUInt32LE(isTooLarge ? 0xffffffff : centralDirectorySize, 12)
  end.writeUInt32LE(isTooLarge ? 0xffffffff : centralDirectoryOffset, 16)
  end.writeUInt16LE(comment.length, 20)
  if (!isTooLarge) return Buffer.concat([end, comment])
  const zip64 = makeZip64End({ centralDirectoryOffset, centralDirectorySize, entryCount, offset })
  return Buffer.concat([zip64, end, comment])
}

function makeZip64End(sizes: Omit<ZipEnd, 'comment'>): Buffer {
  const records = Buffer.alloc(ZIP64_END_SIZE + ZIP64_LOCATOR_SIZE)
  records.writeUInt32LE(ZIP64_END_SIGNATURE, 0)
  records.writeBigUInt64LE(BigInt(ZIP64_END_SIZE - 12), 4)
  records.writeUInt16LE(MADE_BY_UNIX_45, 12)
  records.writeUInt16LE(45, 14)
  records.writeBigUInt64LE(BigInt(sizes.entryCount), 24)
  records.writeBigUInt64LE(BigInt(sizes.entryCount), 32)
  records.writeBigUInt64LE(BigInt(sizes.centralDirectorySize), 40)
  records.writeBigUInt64LE(BigInt(sizes.centralDirectoryOffset), 48)
  records.writeUInt32LE(ZIP64_LOCATOR_SIGNATURE, ZIP64_END_SIZE)
  records.writeBigUInt64LE(BigInt(sizes.offset), ZIP64_END_SIZE + 8)
  records.writeUInt32LE(1, ZIP64_END_SIZE + 16)
  return records
}

const MADE_BY_UNIX_45 = (3 << 8) | 45
