import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { computeChecksum } from '../../src/version/bundle-checksum.ts'

const BYTES = Buffer.from('abcdefghijkl')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

async function* inChunks(bytes: Buffer, chunkBytes: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes)
}

/** By the words of the S3 User Guide. */
function ofParts(...parts: string[]): string {
  const digests = parts.map(part => sha256(Buffer.from(part)))
  return `${sha256(Buffer.concat(digests)).toString('base64')}-${parts.length}`
}

describe('the checksum of a bundle', () => {
  it.each([
    ['all bytes, where they were uploaded in one go', undefined, sha256(BYTES).toString('base64')],
    ['parts of which the last is shorter', 5, ofParts('abcde', 'fghij', 'kl')],
    ['parts of one length', 6, ofParts('abcdef', 'ghijkl')],
    ['a single part', 20, ofParts('abcdefghijkl')],
  ])('is that of %s, however the bytes are read', async (_, partBytes, expected) => {
    for (const chunkBytes of [1, 4, 5, 7, 100]) {
      expect(await computeChecksum(inChunks(BYTES, chunkBytes), partBytes)).toBe(expected)
    }
  })
})
