/** What an incident remembers from one check to the next; its issue carries it, so that no other place is needed. Pure. */

import { readProperty } from '../read-json.ts'

export interface IncidentData {
  /** When the first check of this outage saw it down. Times are milliseconds since 1970. */
  readonly sinceMs: number
  readonly lastMs: number
  /** How many checks have seen it down, in this outage. */
  readonly checks: number
  /** The kind of the last finding; '' where there was none, or where nobody knows it any more. */
  readonly finding: string
  readonly layer: string
  /** The findings of this outage that people were told of, as "finding/layer". */
  readonly told: readonly string[]
  /** How many comments the checks have written. */
  readonly comments: number
  /** How often it went down, with this time. */
  readonly outages: number
  /** When a check saw it up again; undefined as long as none has. */
  readonly endedMs?: number
  /** The number of the older one. */
  readonly duplicateOf?: number
}

const MOST_TOLD = 20
const WORD = /^[\w-]{0,64}$/

/** Undefined for anything else: somebody may have edited it. */
export function readIncidentData(value: unknown): IncidentData | undefined {
  const number = (name: string) => readCount(readProperty(value, name))
  const [sinceMs, lastMs, checks, comments, outages] = [
    number('sinceMs'),
    number('lastMs'),
    number('checks'),
    number('comments'),
    number('outages'),
  ]
  const [finding, layer] = [readWord(readProperty(value, 'finding')), readWord(readProperty(value, 'layer'))]
  const told = readProperty(value, 'told')
  if (sinceMs === undefined || lastMs === undefined || checks === undefined) return undefined
  if (comments === undefined || outages === undefined || finding === undefined || layer === undefined) return undefined
  const [endedMs, duplicateOf] = [number('endedMs'), number('duplicateOf')]
  return {
    sinceMs,
    lastMs,
    checks,
    finding,
    layer,
    told: Array.isArray(told) ? told.filter(word => typeof word === 'string').slice(0, MOST_TOLD) : [],
    comments,
    outages,
    ...(endedMs === undefined ? {} : { endedMs }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  }
}

/** The same with one more finding that people know of. */
export function addTold(told: readonly string[], key: string): readonly string[] {
  return told.includes(key) ? told : [...told.slice(-(MOST_TOLD - 1)), key]
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

function readWord(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined
}
