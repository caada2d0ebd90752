/** Compresses entries on all cores, in their order: they give the same bytes however many cores there are. */

import { promisify } from 'node:util'
import { constants, deflateRaw, type ZlibOptions } from 'node:zlib'
import { DEFLATE_OPTIONS, type DeflateLanes, openDeflateLanes } from './deflate-lanes.ts'
import type { FolderEntry } from './list-folder.ts'
import { type Block, readBlocks } from './read-blocks.ts'

export interface DeflatedBlock extends Omit<Block, 'bytes' | 'dictionary'> {
  readonly data: Buffer
  readonly isDeflated: boolean
}

/** As many as libuv's pool has threads. Not as many as there are cores: the number shows in the bytes. */
const LANES = 4

/** Some wait in each lane, so that none stands still while another has a larger file, or a block is written. */
const BLOCKS_AHEAD = 4 * LANES

export async function* deflateEntries(entries: readonly FolderEntry[]): AsyncGenerator<DeflatedBlock> {
  const lanes = openDeflateLanes(LANES)
  const ahead: Promise<DeflatedBlock>[] = []
  try {
    // One more than are ahead: the first bytes of a block may refer to the block before it.
    for (const block of readBlocks(entries, BLOCKS_AHEAD + 1)) {
      ahead.push(deflateBlock(block, lanes))
      if (ahead.length === BLOCKS_AHEAD) yield* ahead.splice(0, 1)
    }
    yield* ahead
  } finally {
    await Promise.allSettled(ahead)
    lanes.close()
  }
}

async function deflateBlock(block: Block, lanes: DeflateLanes): Promise<DeflatedBlock> {
  const { bytes, dictionary, ...told } = block
  const { entry, isFirst, isLast } = told
  if (entry.kind === 'symlink' || bytes.length === 0) return { ...told, data: Buffer.from(bytes), isDeflated: false }
  if (!isFirst || !isLast) return { ...told, data: await deflatePart(block), isDeflated: true }
  const data = await lanes.deflate(bytes)
  return data.length < bytes.length
    ? { ...told, data, isDeflated: true }
    : { ...told, data: Buffer.from(bytes), isDeflated: false }
}

const deflate = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw)

// A file's blocks but the last end at a byte (Z_SYNC_FLUSH), so that one stream is made by putting them behind each other.
async function deflatePart({ bytes, dictionary, isLast }: Block): Promise<Buffer> {
  return await deflate(bytes, {
    ...DEFLATE_OPTIONS,
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(dictionary ? { dictionary } : {}),
  })
}
