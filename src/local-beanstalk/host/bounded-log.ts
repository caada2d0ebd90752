/** A log file that cannot fill the disk: when it gets too long, its older half is dropped. */

import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs'

const MAX_LOG_BYTES = 1024 * 1024

/** Appends to the file, and cuts it to its newer half when it is longer than `maxBytes`. */
export function appendBounded(path: string, chunk: string | Uint8Array, maxBytes = MAX_LOG_BYTES): void {
  appendFileSync(path, chunk)
  if (statSync(path).size > maxBytes) writeFileSync(path, readEnd(path, Math.floor(maxBytes / 2)))
}

/** The last `maxBytes` bytes of a file; nothing for a file that is not there. */
export function readEnd(path: string, maxBytes: number): Buffer {
  const file = openIfPresent(path)
  if (file === undefined) return Buffer.alloc(0)
  try {
    const size = fstatSync(file).size
    const length = Math.min(size, maxBytes)
    const end = Buffer.alloc(length)
    return end.subarray(0, readSync(file, end, 0, length, size - length))
  } finally {
    closeSync(file)
  }
}

function openIfPresent(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
