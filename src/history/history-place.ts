/** Where on the branch the files of a target lie. Pure. */

import { createHash } from 'node:crypto'

export interface HistoryPlace {
  readonly history: string
  readonly chart: string
  readonly badge: string
  /** For the endpoint of shields.io. */
  readonly endpoint: string
}

/** Readable, and no two targets have the same: a hash of the id is in each name. */
export function placeOf(target: string): HistoryPlace {
  const words = target
    .toLowerCase()
    .replaceAll(/^wss?:\/\//g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
  const short = words.slice(0, MAX_LENGTH).replaceAll(/^-+|-+$/g, '')
  const hash = createHash('sha256').update(target).digest('hex').slice(0, 8)
  const slug = short === '' ? hash : `${short}-${hash}`
  return {
    history: `history/${slug}.jsonl`,
    chart: `charts/${slug}.svg`,
    badge: `badges/${slug}.svg`,
    endpoint: `badges/${slug}.json`,
  }
}

const MAX_LENGTH = 40
