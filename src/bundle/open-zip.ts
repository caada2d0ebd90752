/** Opens a zip file for reading and refuses one that Beanstalk could not unpack, or would unpack somewhere else. */

import { type FileHandle, open } from 'node:fs/promises'
import { posix } from 'node:path'
import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import { ActionError } from '../action-error.ts'
import { findNameProblem, normalizeEntryName } from './entry-name.ts'
import type { NamedSource } from './find-source.ts'
import { readBytes, readZipEnd, type ZipEnd } from './zip-end.ts'
import { makeZipReader } from './zip-reader.ts'
import { damaged, duplicate, encrypted, escaping, notAZip, tooLarge, tooManyEntries } from './zip-refusals.ts'

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

type Entries = Map<string, yauzl.Entry>

async function readEntries(zip: yauzl.ZipFile, end: ZipEnd, source: NamedSource): Promise<Entries> {
  const entries: Entries = new Map()
  let directoryBytes = 0
  for await (const entry of zip.eachEntry()) {
    directoryBytes += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    addEntry(entries, entry, source)
    if (entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize > end.centralDirectoryOffset) {
      throw damaged(source, `the entry "${entry.fileName}" reaches beyond the entries`)
    }
  }
  if (directoryBytes !== end.centralDirectorySize) {
    throw damaged(source, 'its central directory is not as long as its end says')
  }
  return entries
}

function addEntry(entries: Entries, entry: yauzl.Entry, source: NamedSource): void {
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

interface Reading {
  readonly zip: yauzl.ZipFile
  readonly entries: Entries
  readonly source: NamedSource
}

const MOST_LINKS = 8

async function readText(reading: Reading, name: string, maxBytes: number): Promise<string | undefined> {
  let current = name
  for (let links = 0; links <= MOST_LINKS; links++) {
    const entry = reading.entries.get(current)
    if (!entry || current.endsWith('/') || entry.uncompressedSize > maxBytes) return undefined
    const text = await readEntry(reading, entry)
    if (!isSymbolicLink(entry)) return text
    current = posix.join(posix.dirname(current), text)
  }
  return undefined
}

// yauzl ends the stream with an error when it holds more or fewer bytes than `uncompressedSize`.
async function readEntry({ zip, source }: Reading, entry: yauzl.Entry): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  } catch (error) {
    throw damaged(source, `the entry "${entry.fileName}" could not be read: ${describe(error)}`, error)
  }
  const bytes = Buffer.concat(chunks)
  if (crc32(bytes) !== entry.crc32) throw damaged(source, `the checksum of the entry "${entry.fileName}" is wrong`)
  return bytes.toString('utf8')
}

function isSymbolicLink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
