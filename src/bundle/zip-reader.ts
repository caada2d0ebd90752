/** Hands a zip file to yauzl: the directory from memory, since yauzl asks for it record by record; the rest from disk. */

import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import { readBytes, readRange, type ZipEnd } from './zip-end.ts'

/** The reader owns `file` from here on, and closes it when yauzl closes. */
export async function makeZipReader(file: FileHandle, end: ZipEnd, sizeBytes: number): Promise<RandomAccessReader> {
  const directory = await readBytes(file, end.centralDirectoryOffset, sizeBytes - end.centralDirectoryOffset)
  return new ZipReader(file, directory, end.centralDirectoryOffset)
}

class ZipReader extends RandomAccessReader {
  readonly #file: FileHandle
  readonly #directory: Buffer
  readonly #directoryOffset: number

  constructor(file: FileHandle, directory: Buffer, directoryOffset: number) {
    super()
    this.#file = file
    this.#directory = directory
    this.#directoryOffset = directoryOffset
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.#file, start, end), { objectMode: false })
  }

  override read(...asked: Parameters<RandomAccessReader['read']>) {
    const [buffer, offset, length, position, done] = asked
    const start = position - this.#directoryOffset
    if (start < 0) return super.read(...asked)
    const copied = this.#directory.copy(buffer, offset, start, start + length)
    done(copied === length ? null : new Error('unexpected end of the file'))
  }

  override close(done: (error: Error | null) => void) {
    this.#file.close().then(() => done(null), done)
  }
}
