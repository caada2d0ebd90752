/** Packs files into a zip file in such a way that the same files give the same bytes. */

import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DeflatedBlock, deflateEntries } from './deflate-blocks.ts'
import type { NamedSource } from './find-source.ts'
import type { FolderEntry } from './list-folder.ts'
import { LARGEST_BUNDLE_BYTES, LARGEST_UNPACKED_BYTES } from './open-zip.ts'
import { ChangedWhileRead } from './read-blocks.ts'
import { makeZipEnd } from './zip-end.ts'
import { FIXED_TIME, makeDirectoryRecord, makeLocalHeader, type ZipEntry } from './zip-records.ts'
import { tooLarge, unpacksTooLarge, unreadable } from './zip-refusals.ts'

export interface PackRequest {
  readonly source: NamedSource
  readonly entries: readonly FolderEntry[]
  readonly temporaryFolder: string
}

/** The path of a new zip file in `temporaryFolder`; nothing is left there when it fails. */
export async function packFiles({ source, entries, temporaryFolder }: PackRequest): Promise<string> {
  const zipPath = join(temporaryFolder, `source-bundle-${randomUUID()}.zip`)
  const file = await open(zipPath, 'wx', 0o600)
  try {
    const packing: Packing = {
      source,
      file,
      written: 0,
      pendingBytes: 0,
      entries: [],
      unpackedBytes: 0,
      pending: Buffer.alloc(FLUSH_BYTES),
    }
    for await (const block of deflateEntries(entries)) await writeBlock(packing, block)
    await finish(packing)
    await file.close()
    return zipPath
  } catch (error) {
    await file.close()
    await rm(zipPath, { force: true })
    throw error instanceof ChangedWhileRead ? unreadable(source, error) : error
  }
}

interface Packing {
  readonly source: NamedSource
  readonly file: FileHandle
  /** How much of the file is on the disk; behind it comes what is pending. */
  written: number
  /** One for the whole file: fresh ones would pile up until the garbage collector comes. */
  readonly pending: Buffer
  pendingBytes: number
  /** No buffers: small ones lie in a slab that Node shares among many, and would keep all of it. */
  readonly entries: { readonly entry: ZipEntry; readonly offset: number }[]
  unpackedBytes: number
  /** The entry whose blocks are being written. */
  entry?: { readonly offset: number; compressedBytes: number }
}

async function writeBlock(packing: Packing, block: DeflatedBlock): Promise<void> {
  const { data, isFirst, isLast } = block
  const entry = isFirst || !packing.entry ? { offset: endOf(packing), compressedBytes: 0 } : packing.entry
  packing.entry = entry
  entry.compressedBytes += data.length
  if (isFirst) packing.unpackedBytes += block.totalBytes
  const record = toEntry(block, entry.compressedBytes)
  const header = makeLocalHeader(record)
  if (isFirst) await append(packing, header)
  await append(packing, data)
  refuseTooLarge(packing)
  if (!isLast) return
  packing.entries.push({ entry: record, offset: entry.offset })
  // Only now are the checksum and the sizes of a file of several blocks known.
  if (!isFirst) await rewrite(packing, header, entry.offset)
}

/** Times are spread over twenty years, in the steps of two seconds that a zip can hold. */
const TIME_STEP_MS = 2000
const TIME_STEPS = (20 * 365 * 24 * 60 * 60 * 1000) / TIME_STEP_MS

// Servers make an ETag of a file's time and size: a file that has changed needs another time, even at the same size.
function toEntry({ entry, mode, isDeflated, crc32, sizeBytes }: DeflatedBlock, compressedBytes: number): ZipEntry {
  const isFile = entry.kind === 'file' || entry.kind === 'text'
  const time = isFile ? new Date(FIXED_TIME.getTime() + (crc32 % TIME_STEPS) * TIME_STEP_MS) : FIXED_TIME
  return { name: entry.name, mode, time, isDeflated, crc32, sizeBytes, compressedBytes }
}

function refuseTooLarge(packing: Packing): void {
  const sizeBytes = endOf(packing)
  if (sizeBytes > LARGEST_BUNDLE_BYTES) throw tooLarge(packing.source, sizeBytes)
  if (packing.unpackedBytes > LARGEST_UNPACKED_BYTES) throw unpacksTooLarge(packing.source, packing.unpackedBytes)
}

async function finish(packing: Packing): Promise<void> {
  const centralDirectoryOffset = endOf(packing)
  for (const { entry, offset } of packing.entries) await append(packing, makeDirectoryRecord(entry, offset))
  const offset = endOf(packing)
  const centralDirectorySize = offset - centralDirectoryOffset
  const entryCount = packing.entries.length
  const comment = Buffer.alloc(0)
  await append(packing, makeZipEnd({ centralDirectoryOffset, centralDirectorySize, entryCount, comment, offset }))
  await flush(packing)
}

const FLUSH_BYTES = 1024 * 1024

function endOf({ written, pendingBytes }: Packing): number {
  return written + pendingBytes
}

async function append(packing: Packing, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const copied = bytes.copy(packing.pending, packing.pendingBytes, at)
    packing.pendingBytes += copied
    at += copied
    if (packing.pendingBytes === packing.pending.length) await flush(packing)
  }
}

async function rewrite(packing: Packing, bytes: Buffer, offset: number): Promise<void> {
  await flush(packing)
  await write(packing.file, bytes, offset)
}

async function flush(packing: Packing): Promise<void> {
  await write(packing.file, packing.pending.subarray(0, packing.pendingBytes), packing.written)
  packing.written += packing.pendingBytes
  packing.pendingBytes = 0
}

async function write(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}
