/** Opens a zip file for reading and refuses one that Beanstalk could not unpack, or would unpack somewhere else. */

import { type FileHandle, open } from 'node:fs/promises'
import * as yauzl from 'yauzl'
import { ActionError } from '../action-error.ts'
import { findNameProblem, normalizeEntryName } from './entry-name.ts'
import type { NamedSource } from './find-source.ts'
import { type Entries, readText } from './read-entry.ts'
import { readBytes, readZipEnd, type ZipEnd } from './zip-end.ts'
import { makeZipReader } from './zip-reader.ts'
import {
  damaged,
  duplicate,
  encrypted,
  escaping,
  notAZip,
  overlapping,
  tooLarge,
  tooManyEntries,
  unpacksTooLarge,
} from './zip-refusals.ts'

export interface OpenZip {
  /** Sorted as they lie in the zip; folders end in a slash. */
  readonly names: readonly string[]
  readonly sizeBytes: number
  has(name: string): boolean
  /** As `Bundle.readText`. */
  readText(name: string, maxBytes: number): Promise<string | undefined>
  close(): void
}

/** Bytes of the largest source bundle that Beanstalk takes: "must not exceed 500 MB" (DG/applications-sourcebundle). */
export const LARGEST_BUNDLE_BYTES = 500 * 1024 * 1024

/** Old and new version lie side by side on a volume that has 8 GB by default; and no zip64 fields are needed below it. */
export const LARGEST_UNPACKED_BYTES = 4 * 1024 ** 3 - 1

const MOST_ENTRIES = 200_000
const LONGEST_DIRECTORY_BYTES = 64 * 1024 * 1024

/** `source` is what the user named, for messages; the zip itself lies at `zipPath`. */
export async function openZip(zipPath: string, source: NamedSource): Promise<OpenZip> {
  const file = await open(zipPath, 'r')
  try {
    const { size: sizeBytes } = await file.stat()
    if (sizeBytes > LARGEST_BUNDLE_BYTES) throw tooLarge(source, sizeBytes)
    const end = await readEnd(file, sizeBytes, source)
    const reader = await makeZipReader(file, end, sizeBytes)
    const options = { autoClose: false, decodeStrings: false, lazyEntries: true }
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, sizeBytes, options)
    const entries = await readEntries(zip, end, source)
    return {
      names: [...entries.keys()],
      sizeBytes,
      has: name => entries.has(name),
      readText: (name, maxBytes) => readText({ zip, entries, source }, name, maxBytes),
      close: () => zip.close(),
    }
  } catch (error) {
    await file.close()
    throw error instanceof ActionError ? error : damaged(source, describe(error), error)
  }
}

async function readEnd(file: FileHandle, sizeBytes: number, source: NamedSource): Promise<ZipEnd> {
  const end = await readZipEnd(file, sizeBytes)
  if (!end) throw notAZip(source, await readBytes(file, 0, 512))
  if (end.centralDirectoryOffset + end.centralDirectorySize !== end.offset) {
    throw damaged(source, 'its central directory is not where its end says; something was put in front or cut out')
  }
  if (end.entryCount > MOST_ENTRIES || end.centralDirectorySize > LONGEST_DIRECTORY_BYTES) {
    throw tooManyEntries(source, end.entryCount, MOST_ENTRIES)
  }
  return end
}

async function readEntries(zip: yauzl.ZipFile, end: ZipEnd, source: NamedSource): Promise<Entries> {
  const entries = new Map<string, yauzl.Entry>()
  let directoryBytes = 0
  let unpackedBytes = 0
  for await (const entry of zip.eachEntry()) {
    directoryBytes += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    unpackedBytes += entry.uncompressedSize
    if (unpackedBytes > LARGEST_UNPACKED_BYTES) throw unpacksTooLarge(source, unpackedBytes)
    addEntry(entries, entry, source)
    if (entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize > end.centralDirectoryOffset) {
      throw damaged(source, `the entry "${entry.fileName}" reaches beyond the entries`)
    }
  }
  if (directoryBytes !== end.centralDirectorySize) {
    throw damaged(source, 'its central directory is not as long as its end says')
  }
  refuseOverlaps([...entries.values()], source)
  return entries
}

// A zip bomb names the same bytes many times over; unzip refuses those too.
function refuseOverlaps(entries: readonly yauzl.Entry[], source: NamedSource): void {
  let end = 0
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < end) throw overlapping(source, entry.fileName)
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize
  }
}

function addEntry(entries: Map<string, yauzl.Entry>, entry: yauzl.Entry, source: NamedSource): void {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  const written = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
  entry.fileName = written
  const problem = findNameProblem(written)
  if (problem) throw escaping(source, written, problem)
  if (entry.isEncrypted()) throw encrypted(source, written)
  const name = normalizeEntryName(written)
  if (name === '') return
  // Some tools write a folder twice, which unpacks to the same; a file twice is whichever comes last.
  const other = name.endsWith('/') ? name.slice(0, -1) : `${name}/`
  if (entries.has(other) || (entries.has(name) && !name.endsWith('/'))) throw duplicate(source, name)
  entries.set(name, entry)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
