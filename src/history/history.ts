/**
 * The history of one target, as its file has it: a heading, what is remembered of the checks that are folded, a line for
 * each day of them, and the newest checks line by line. Pure.
 */

import { parseJson, readProperty } from '../read-json.ts'
import { type DayLine, readDayLine } from './day-line.ts'
import { type HistoryLine, readHistoryLine, readTime, type TargetFacts } from './history-line.ts'
import { type Memory, readMemory } from './memory.ts'

export interface History {
  readonly target: string
  /** Absent while every check has a line. */
  readonly folded?: Folded
  /** Sorted; no two of one day. */
  readonly days: readonly DayLine[]
  /** Sorted; no two of one time; each with its facts. */
  readonly lines: readonly HistoryLine[]
  /** Lines of the file that are none of ours: they are not kept. */
  readonly skippedCount: number
  /** A later version of the action has written it: it must stay as it is. */
  readonly isForeign: boolean
}

export interface Folded {
  /** The checks before this time have no lines any more. */
  readonly until: string
  readonly memory?: Memory
}

const VERSION = 1

/** Of any text, '' included: what cannot be read is skipped and counted. */
export function parseHistory(text: string, target: string): History {
  const found: Found = { days: new Map(), lines: new Map(), facts: undefined, skippedCount: 0, isForeign: false }
  for (const line of text.split('\n')) if (line.trim() !== '') readInto(found, parseJson(line), target)
  const { folded, skippedCount, isForeign } = found
  const [days, lines] = [[...found.days.values()], [...found.lines.values()]]
  return {
    target,
    ...(folded && { folded }),
    days: days.toSorted((a, b) => compareTexts(a.day, b.day)),
    lines: lines.toSorted((a, b) => compareTexts(a.at, b.at)),
    skippedCount,
    isForeign,
  }
}

/** Reads back as it is. */
export function writeHistory({ target, folded, days, lines }: History): string {
  let facts = '{}'
  const written = lines.map(({ target: _, facts: known, ...line }) => {
    const text = JSON.stringify(known ?? {})
    const isNew = text !== facts
    facts = text
    return { ...line, ...(isNew && { facts: known ?? {} }) }
  })
  const all = [{ version: VERSION, target }, ...(folded ? [{ folded }] : []), ...days, ...written]
  return `${all.map(line => JSON.stringify(line)).join('\n')}\n`
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

interface Found {
  folded?: Folded
  readonly days: Map<string, DayLine>
  readonly lines: Map<string, HistoryLine>
  facts: TargetFacts | undefined
  skippedCount: number
  isForeign: boolean
}

function readInto(found: Found, data: unknown, target: string): void {
  const version = readProperty(data, 'version')
  if (version !== undefined) {
    if (version !== VERSION) found.isForeign = true
    return
  }
  const folded = readFolded(readProperty(data, 'folded'))
  const day = readDayLine(data)
  const line = readHistoryLine(data, target)
  if (folded) found.folded = folded
  else if (day) found.days.set(day.day, day)
  else if (line) found.lines.set(line.at, withFacts(found, line))
  else found.skippedCount += 1
}

/** Facts that a line does not have are those of the line before it in the file. */
function withFacts(found: Found, { facts, ...line }: HistoryLine): HistoryLine {
  found.facts = facts ?? found.facts
  if (!found.facts || Object.keys(found.facts).length === 0) return line
  return { ...line, facts: found.facts }
}

function readFolded(data: unknown): Folded | undefined {
  const until = readTime(readProperty(data, 'until'))
  const memory = readMemory(readProperty(data, 'memory'))
  return until === undefined ? undefined : { until, ...(memory && { memory }) }
}
