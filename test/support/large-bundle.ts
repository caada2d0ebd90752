/** A source bundle that is large enough to be uploaded in parts. */

import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { ZipFile } from 'yazl'

const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))
const LARGE_BYTES = 70 * 1024 * 1024

/** The echo app beside a large file that begins with `beginning`; returns the path, `folder/large.zip`. */
export async function writeLargeBundle(folder: string, beginning = ''): Promise<string> {
  const large = Buffer.alloc(LARGE_BYTES)
  large.write(beginning)
  const zip = new ZipFile()
  const mtime = new Date(2026, 0, 1)
  for (const name of ['package.json', 'server.js']) zip.addBuffer(await readFile(join(ECHO, name)), name, { mtime })
  zip.addBuffer(large, 'large.bin', { mtime, compress: false })
  zip.end()
  const path = join(folder, 'large.zip')
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}
