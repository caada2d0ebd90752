/** One check of one target, as it stands in the history: a line of JSON. Pure. */

import { createHash } from 'node:crypto'
import { readProperty } from '../read-json.ts'
import { toPrintableLine } from '../untrusted.ts'

export interface HistoryLine {
  /** UTC, to the second: "2026-11-26T12:07:00Z". */
  readonly at: string
  /** Its id. */
  readonly target: string
  readonly state: TargetState
  /** Kind of the finding, of a warning as well. */
  readonly finding?: string
  readonly layer?: string
  /** The opening handshake, where it was accepted. */
  readonly ms?: number
  /** Of this check, all that it knew: the file has them only where they differ from those of the line before. */
  readonly facts?: TargetFacts
}

export type TargetState = 'up' | 'down' | 'unknown'

/** What can change behind a target without the target; each is absent where unknown. */
export interface TargetFacts {
  readonly versionLabel?: string
  readonly platform?: string
  /** "80 http, 443 https" */
  readonly listeners?: string
  /** Whom the entrance admits. */
  readonly rules?: string
  /** Fingerprint: SHA-256, 16 hexadecimal digits. */
  readonly certificate?: string
  /** As in "2027-01-31". */
  readonly certificateEnds?: string
}

const FACT_NAMES = [
  'versionLabel',
  'platform',
  'listeners',
  'rules',
  'certificate',
  'certificateEnds',
] as const satisfies readonly (keyof TargetFacts)[]

/** Longer ones would let a single line fill the file. */
const MAX_FACT_LENGTH = 200
const MAX_MS = 3_600_000

export function toHistoryTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** Of what anybody may have written: undefined where it is no check of this target. Without facts: without those. */
export function readHistoryLine(data: unknown, target: string): HistoryLine | undefined {
  const at = readTime(readProperty(data, 'at'))
  const state = readState(readProperty(data, 'state'))
  const owner = readProperty(data, 'target') ?? target
  if (at === undefined || state === undefined || owner !== target) return undefined
  const finding = readWord(readProperty(data, 'finding'))
  const layer = readWord(readProperty(data, 'layer'))
  const ms = readMs(readProperty(data, 'ms'))
  const facts = readFacts(readProperty(data, 'facts'))
  return {
    at,
    target,
    state,
    ...(finding !== undefined && { finding }),
    ...(layer !== undefined && { layer }),
    ...(ms !== undefined && { ms }),
    ...(facts !== undefined && { facts }),
  }
}

/** In the order of the names above, so that the same facts are the same text; as long as a history keeps them. */
export function readFacts(data: unknown): TargetFacts | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const known = FACT_NAMES.flatMap(name => {
    const value = readProperty(data, name)
    return typeof value === 'string' && value !== '' ? [[name, toFact(value)] as const] : []
  })
  return Object.fromEntries(known)
}

/** "2026-11-26T12:07:00Z", and no other way to write it. */
export function readTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return undefined
  const ms = Date.parse(value)
  return Number.isNaN(ms) || toHistoryTime(ms) !== value ? undefined : value
}

export function readState(value: unknown): TargetState | undefined {
  return value === 'up' || value === 'down' || value === 'unknown' ? value : undefined
}

/** A kind, or a layer. */
export function readWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w -]{1,64}$/.test(value) ? value : undefined
}

export function readMs(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= MAX_MS ? Math.round(value) : undefined
}

// What was read once stays as it is when it is read again; what is cut off of it counts by its hash.
function toFact(value: string): string {
  const shown = toPrintableLine(value.slice(0, MAX_FACT_LENGTH).toWellFormed())
  if (value.length <= MAX_FACT_LENGTH && shown.length <= MAX_FACT_LENGTH) return shown
  const rest = `…${createHash('sha256').update(value).digest('hex').slice(0, 8)}`
  return `${shown.slice(0, MAX_FACT_LENGTH - rest.length).toWellFormed()}${rest}`
}
