/** The text of one file of a zip. */

import { posix } from 'node:path'
import { crc32 } from 'node:zlib'
import type * as yauzl from 'yauzl'
import type { NamedSource } from './find-source.ts'
import { damaged } from './zip-refusals.ts'

export type Entries = ReadonlyMap<string, yauzl.Entry>

export interface Reading {
  readonly zip: yauzl.ZipFile
  readonly entries: Entries
  readonly source: NamedSource
}

const MOST_LINKS = 8

/** As `Bundle.readText`. */
export async function readText(reading: Reading, name: string, maxBytes: number): Promise<string | undefined> {
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
    throw damaged(source, `the entry "${entry.fileName}" could not be read: ${(error as Error).message}`, error)
  }
  const bytes = Buffer.concat(chunks)
  if (crc32(bytes) !== entry.crc32) throw damaged(source, `the checksum of the entry "${entry.fileName}" is wrong`)
  return bytes.toString('utf8')
}

function isSymbolicLink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
}
