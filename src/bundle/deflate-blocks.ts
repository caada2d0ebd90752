/** Compresses entries on all cores, in their order: they give the same bytes however many cores there are. */

import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { constants, deflateRaw, type ZlibOptions } from 'node:zlib'
import type { FolderEntry } from './list-folder.ts'
import { type Block, readBlocks } from './read-blocks.ts'

export interface DeflatedBlock extends Omit<Block, 'bytes' | 'dictionary'> {
  readonly data: Buffer
  readonly isDeflated: boolean
}

const deflate = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw)

/** Libuv's pool has four threads; twice as many blocks as cores, so that none waits while a block is written. */
const BLOCKS_AHEAD = 2 * Math.min(4, availableParallelism())

export async function* deflateEntries(entries: readonly FolderEntry[]): AsyncGenerator<DeflatedBlock> {
  const ahead: Promise<DeflatedBlock>[] = []
  // One more than are ahead: the first bytes of a block may refer to the block before it.
  for (const block of readBlocks(entries, BLOCKS_AHEAD + 1)) {
    ahead.push(deflateBlock(block))
    if (ahead.length === BLOCKS_AHEAD) yield* ahead.splice(0, 1)
  }
  yield* ahead
}

// A file's blocks but the last end at a byte (Z_SYNC_FLUSH), so that one stream is made by putting them behind each other.
async function deflateBlock(block: Block): Promise<DeflatedBlock> {
  const { bytes, dictionary, ...told } = block
  const { entry, isFirst, isLast } = told
  if (entry.kind === 'symlink' || bytes.length === 0) return { ...told, data: Buffer.from(bytes), isDeflated: false }
  const data = await deflate(bytes, {
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    chunkSize: Math.max(constants.Z_MIN_CHUNK, Math.min(64 * 1024, bytes.length)),
    ...(dictionary ? { dictionary } : {}),
  })
  const isWholeFile = isFirst && isLast
  return isWholeFile && data.length >= bytes.length
    ? { ...told, data: Buffer.from(bytes), isDeflated: false }
    : { ...told, data, isDeflated: true }
}
