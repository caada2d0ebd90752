/** Adds entries at the end of a source bundle; every byte of the entries that it has stays where it is. */

import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { ActionError } from '../action-error.ts'
import type { Bundle } from './bundle.ts'
import { LARGEST_BUNDLE_BYTES } from './open-zip.ts'
import { FIXED_TIME, toZipTime } from './pack-folder.ts'
import { makeZipEnd, readBytes, readRange, readZipEnd } from './zip-end.ts'

/** What is uploaded. */
export interface SourceBundle {
  readonly fileName: string
  readonly sizeBytes: number
  /** In hex, of all bytes. */
  readonly sha256: string
  /** The bytes from the first on; may be called again, for another attempt. */
  open(): Readable
  close(): Promise<void>
}

/** A text file of mode 0644. */
export interface Addition {
  readonly name: string
  readonly text: string
}

/**
 * The bundle with `additions`: the bundle's bytes up to its central directory, the new entries, the old central
 * directory with the new records behind it, and a new end. The zip file is neither unpacked nor copied.
 * The same bundle and additions give the same bytes. Throws an ActionError when the result is more than Beanstalk takes.
 * It outlives `bundle.close()` and has to be closed itself.
 */
export async function extendBundle(bundle: Bundle, additions: readonly Addition[]): Promise<SourceBundle> {
  for (const { name } of additions) {
    if (bundle.has(name)) throw new Error(`"${name}" was to be added to a bundle that has it`)
  }
  const file = await open(bundle.zipPath, 'r')
  try {
    const parts = await planParts(file, bundle, additions)
    const sizeBytes = parts.headBytes + parts.tail.length
    if (sizeBytes > LARGEST_BUNDLE_BYTES) throw tooLarge(bundle, sizeBytes)
    const openParts = () => Readable.from(readParts(file, parts), { objectMode: false })
    const hash = createHash('sha256')
    for await (const chunk of openParts()) hash.update(chunk as Buffer)
    const sha256 = hash.digest('hex')
    return { fileName: bundle.fileName, sizeBytes, sha256, open: openParts, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

interface Parts {
  /** How many bytes of the bundle's own file come first. */
  readonly headBytes: number
  readonly tail: Buffer
}

async function planParts(file: FileHandle, bundle: Bundle, additions: readonly Addition[]): Promise<Parts> {
  if (additions.length === 0) return { headBytes: bundle.sizeBytes, tail: Buffer.alloc(0) }
  const end = await readZipEnd(file, bundle.sizeBytes)
  if (!end) throw new Error(`"${bundle.zipPath}" was changed while it was read`)
  const { centralDirectoryOffset: headBytes, centralDirectorySize, comment } = end
  const centralDirectory = await readBytes(file, headBytes, centralDirectorySize)
  const { locals, records } = await makeEntries(additions, headBytes)
  const centralDirectoryOffset = headBytes + locals.length
  const newEnd = makeZipEnd({
    centralDirectoryOffset,
    centralDirectorySize: centralDirectorySize + records.length,
    entryCount: end.entryCount + additions.length,
    comment,
    offset: centralDirectoryOffset + centralDirectorySize + records.length,
  })
  return { headBytes, tail: Buffer.concat([locals, centralDirectory, records, newEnd]) }
}

interface Entries {
  readonly locals: Buffer
  readonly records: Buffer
}

const END_SIZE = 22

// yazl writes a zip file of the new entries alone; its records are moved by as many bytes as lie before them.
async function makeEntries(additions: readonly Addition[], offset: number): Promise<Entries> {
  const zip = new ZipFile()
  const time = { mtime: toZipTime(FIXED_TIME), forceDosTimestamp: true }
  for (const { name, text } of additions) {
    zip.addBuffer(Buffer.from(text), name, { ...time, mode: 0o100644, compress: false })
  }
  zip.end()
  const bytes = await buffer(zip.outputStream)
  const recordsOffset = bytes.readUInt32LE(bytes.length - END_SIZE + 16)
  const records = bytes.subarray(recordsOffset, bytes.length - END_SIZE)
  for (let at = 0; at < records.length; ) {
    records.writeUInt32LE(records.readUInt32LE(at + 42) + offset, at + 42)
    at += 46 + records.readUInt16LE(at + 28) + records.readUInt16LE(at + 30) + records.readUInt16LE(at + 32)
  }
  return { locals: bytes.subarray(0, recordsOffset), records }
}

async function* readParts(file: FileHandle, { headBytes, tail }: Parts): AsyncGenerator<Buffer> {
  yield* readRange(file, 0, headBytes)
  if (tail.length > 0) yield tail
}

function tooLarge(bundle: Bundle, sizeBytes: number): ActionError {
  return new ActionError({
    code: 'bundle-too-large',
    message: `The source bundle "${bundle.path}" came to ${sizeBytes} bytes with the proxy files added; Beanstalk takes ${LARGEST_BUNDLE_BYTES} (500 MiB).`,
    hint: "Leave out what the app does not need at run time; in a folder, list it in '.ebignore' or in 'exclude-patterns'.",
  })
}
