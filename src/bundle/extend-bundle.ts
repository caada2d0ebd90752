/** Adds entries at the end of a source bundle; every byte of the entries that it has stays where it is. */

import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { ActionError } from '../action-error.ts'
import type { Bundle } from './bundle.ts'
import { LARGEST_BUNDLE_BYTES } from './open-zip.ts'
import { makeZipEnd, readBytes, readRange, readZipEnd } from './zip-end.ts'
import { FIXED_TIME, makeDirectoryRecord, makeLocalHeader } from './zip-records.ts'

/** What is uploaded. */
export interface SourceBundle {
  readonly fileName: string
  readonly sizeBytes: number
  /** In hex: the same for the same names, texts and additions. Known without reading more than the zip's directory. */
  readonly fingerprint: string
  /** All bytes, or those from `start` up to `end`; may be called again for another attempt, and for several stretches at once. */
  open(stretch?: Stretch): Readable
  close(): Promise<void>
}

/** In bytes from the beginning; the one at `end` does not belong to it. */
export interface Stretch {
  readonly start: number
  readonly end: number
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
    return {
      fileName: bundle.fileName,
      sizeBytes,
      fingerprint: fingerprint(parts),
      open: (stretch = { start: 0, end: sizeBytes }) =>
        Readable.from(readStretch(file, parts, stretch), { objectMode: false }),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The bundle's own file up to its central directory, and what comes behind that. */
interface Parts {
  readonly headBytes: number
  /** With the size and the CRC-32 of every entry, and its place. */
  readonly tail: Buffer
}

async function planParts(file: FileHandle, bundle: Bundle, additions: readonly Addition[]): Promise<Parts> {
  const end = await readZipEnd(file, bundle.sizeBytes)
  if (!end) throw new Error(`"${bundle.zipPath}" was changed while it was read`)
  const { centralDirectoryOffset: headBytes, centralDirectorySize, comment } = end
  if (additions.length === 0) {
    return { headBytes, tail: await readBytes(file, headBytes, bundle.sizeBytes - headBytes) }
  }
  const centralDirectory = await readBytes(file, headBytes, centralDirectorySize)
  const { locals, records } = makeEntries(additions, headBytes)
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

function makeEntries(additions: readonly Addition[], offset: number): Entries {
  const locals: Buffer[] = []
  const records: Buffer[] = []
  let end = offset
  for (const { name, text } of additions) {
    const bytes = Buffer.from(text)
    const sizes = { sizeBytes: bytes.length, compressedBytes: bytes.length, crc32: crc32(bytes) }
    const entry = { name, mode: 0o100644, time: FIXED_TIME, isDeflated: false, ...sizes }
    const local = Buffer.concat([makeLocalHeader(entry), bytes])
    locals.push(local)
    records.push(makeDirectoryRecord(entry, end))
    end += local.length
  }
  return { locals: Buffer.concat(locals), records: Buffer.concat(records) }
}

async function* readStretch(
  file: FileHandle,
  { headBytes, tail }: Parts,
  { start, end }: Stretch,
): AsyncGenerator<Buffer> {
  yield* readRange(file, start, Math.min(end, headBytes))
  const rest = tail.subarray(Math.max(0, start - headBytes), Math.max(0, end - headBytes))
  if (rest.length > 0) yield rest
}

function fingerprint({ headBytes, tail }: Parts): string {
  return createHash('sha256').update(`${headBytes}\n`).update(tail).digest('hex')
}

function tooLarge(bundle: Bundle, sizeBytes: number): ActionError {
  return new ActionError({
    code: 'bundle-too-large',
    message: `The source bundle "${bundle.path}" came to ${sizeBytes} bytes with the proxy files added; Beanstalk takes ${LARGEST_BUNDLE_BYTES} (500 MiB).`,
    hint: "Leave out what the app does not need at run time; in a folder, list it in '.ebignore' or in 'exclude-patterns'.",
  })
}
