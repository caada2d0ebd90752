/** Reads what is packed, one entry after another, in blocks that can be compressed apart. */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { FolderEntry } from './list-folder.ts'

export interface Block {
  readonly entry: FolderEntry
  readonly mode: number
  /** Overwritten when `blocksKept` further blocks have been read. */
  readonly bytes: Buffer
  readonly isFirst: boolean
  readonly isLast: boolean
  /** What lies right before a block that is not the first: the compressor may refer to it. */
  readonly dictionary: Buffer | undefined
  /** Of the entry up to and with this block. */
  readonly crc32: number
  readonly sizeBytes: number
  /** Of the whole entry. */
  readonly totalBytes: number
}

/** An entry whose file became another one between two looks at it. */
export class ChangedWhileRead extends Error {}

/** Small enough that a few in flight cost little memory, large enough that a cut costs less than a thousandth. */
const BLOCK_BYTES = 512 * 1024
/** How far back deflate looks. */
const WINDOW_BYTES = 32 * 1024

/**
 * Reads into the same few buffers again and again: fresh ones would pile up until the garbage collector comes.
 * Synchronously: a trip through libuv's pool takes longer than reading a small file does, and its threads are there
 * to compress.
 */
export function* readBlocks(entries: readonly FolderEntry[], blocksKept: number): Generator<Block> {
  const buffers = Array.from({ length: blocksKept }, () => Buffer.alloc(BLOCK_BYTES))
  const nextBuffer = () => {
    const buffer = buffers.shift() ?? Buffer.alloc(BLOCK_BYTES)
    buffers.push(buffer)
    return buffer
  }
  for (const entry of entries) {
    if (entry.kind === 'file') yield* readFile(entry, nextBuffer)
    else yield readWhole(entry)
  }
}

function readWhole(entry: Exclude<FolderEntry, { kind: 'file' }>): Block {
  const text = entry.kind === 'symlink' ? entry.target : entry.kind === 'text' ? entry.text : ''
  const mode = entry.kind === 'symlink' ? 0o120777 : entry.kind === 'text' ? 0o100644 : 0o40755
  const bytes = Buffer.from(text)
  const whole = { isFirst: true, isLast: true, dictionary: undefined }
  return { entry, mode, bytes, ...whole, crc32: crc32(bytes), sizeBytes: bytes.length, totalBytes: bytes.length }
}

function* readFile(entry: FolderEntry & { kind: 'file' }, nextBuffer: () => Buffer): Generator<Block> {
  const file = openSync(entry.path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { size, mode: fileMode } = fstatSync(file)
    const mode = (fileMode & constants.S_IXUSR) === 0 ? 0o100644 : 0o100755
    let checksum = 0
    let dictionary: Buffer | undefined
    let offset = 0
    do {
      const bytes = nextBuffer().subarray(0, Math.min(BLOCK_BYTES, size - offset))
      fill(bytes, file, entry.path)
      checksum = crc32(bytes, checksum)
      const isFirst = offset === 0
      offset += bytes.length
      const sizes = { sizeBytes: offset, totalBytes: size }
      yield { entry, mode, bytes, isFirst, isLast: offset === size, dictionary, crc32: checksum, ...sizes }
      dictionary = bytes.subarray(-WINDOW_BYTES)
    } while (offset < size)
  } finally {
    closeSync(file)
  }
}

function fill(bytes: Buffer, file: number, path: string): void {
  for (let filled = 0; filled < bytes.length; ) {
    const read = readSync(file, bytes, filled, bytes.length - filled, null)
    if (read === 0) throw new ChangedWhileRead(`"${path}" became shorter while it was read`)
    filled += read
  }
}
