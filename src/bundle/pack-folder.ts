/** Packs a folder into a zip file in such a way that the same files give the same bytes. */

import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { ZipFile } from 'yazl'
import type { NamedSource } from './find-source.ts'
import type { FolderEntry } from './list-folder.ts'
import { LARGEST_BUNDLE_BYTES } from './open-zip.ts'
import { tooLarge, unreadable } from './zip-refusals.ts'

/** The earliest time that a packed entry bears: from the clock or the files, each run's bytes would differ. */
export const FIXED_TIME = new Date(Date.UTC(2000, 0, 1))

/** Times are spread over twenty years, in the steps of two seconds that a zip can hold. */
const TIME_STEP_MS = 2000
const TIME_STEPS = (20 * 365 * 24 * 60 * 60 * 1000) / TIME_STEP_MS

export interface PackRequest {
  readonly source: NamedSource
  readonly entries: readonly FolderEntry[]
  readonly temporaryFolder: string
}

/** The path of a new zip file in `temporaryFolder`; nothing is left there when it fails. */
export async function packFolder({ source, entries, temporaryFolder }: PackRequest): Promise<string> {
  const zipPath = join(temporaryFolder, `source-bundle-${randomUUID()}.zip`)
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(unreadable(source, error)))
  try {
    for (const entry of entries) addEntry(zip, entry, toZipTime(await chooseTime(entry)))
    zip.end()
    await pipeline(output, limitSize(source), createWriteStream(zipPath, { flags: 'wx', mode: 0o600 }))
    return zipPath
  } catch (error) {
    await rm(zipPath, { force: true })
    throw error
  }
}

/** yazl writes the local time of a date: the date whose local time is `date`'s in UTC, for the same bytes everywhere. */
export function toZipTime(date: Date): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return new Date(year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds())
}

// Servers make an ETag of a file's time and size: a file that has changed needs another time, even at the same size.
async function chooseTime(entry: FolderEntry): Promise<Date> {
  if (entry.kind !== 'file') return FIXED_TIME
  let checksum = 0
  for await (const chunk of createReadStream(entry.path)) checksum = crc32(chunk, checksum)
  return new Date(FIXED_TIME.getTime() + (checksum % TIME_STEPS) * TIME_STEP_MS)
}

// The DOS form of the time: the Unix form beside it would hold the zone of this machine.
function addEntry(zip: ZipFile, entry: FolderEntry, mtime: Date): void {
  const time = { mtime, forceDosTimestamp: true }
  if (entry.kind === 'folder') zip.addEmptyDirectory(entry.name, { ...time, mode: 0o40755 })
  else if (entry.kind === 'symlink') {
    zip.addBuffer(Buffer.from(entry.target), entry.name, { ...time, mode: 0o120777, compress: false })
  } else zip.addFile(entry.path, entry.name, { ...time, mode: entry.isExecutable ? 0o100755 : 0o100644 })
}

function limitSize(source: NamedSource): Transform {
  let sizeBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      if (sizeBytes > LARGEST_BUNDLE_BYTES) done(tooLarge(source, sizeBytes))
      else done(null, chunk)
    },
  })
}
