/** Adds checks to a history and keeps it small: the same whatever their order, and however often each is added. Pure. */

import { DAY_MS } from '../clock.ts'
import { type DayLine, foldDays, mergeDays } from './day-line.ts'
import { compareTexts, type Folded, type History, writeHistory } from './history.ts'
import { type HistoryLine, readHistoryLine } from './history-line.ts'
import { type Memory, remember } from './memory.ts'
import { dayOf, measureSpans } from './spans.ts'

/** So many of the newest checks keep their lines, and with them the others of their days: 41 days of hourly checks. */
export const LEAST_LINES = 1000

/** With more, a day is folded in parts. */
export const MOST_LINES = 2000

/** GitHub's API answers with no file of more than 1 MiB. */
export const MOST_BYTES = 768 * 1024

const MOST_DAYS = 731

/** Checks that are older than those that have lines come too late. */
export function appendLines(history: History, added: readonly HistoryLine[]): History {
  if (history.isForeign) return history
  const lines = new Map(history.lines.map(line => [line.at, line]))
  for (const foreign of added) {
    const line = dropNoFacts(readHistoryLine(foreign, history.target))
    if (!line || line.at < (history.folded?.until ?? '')) continue
    lines.set(line.at, chooseLine(lines.get(line.at), line))
  }
  const sorted = [...lines.values()].toSorted((a, b) => compareTexts(a.at, b.at))
  return fitBytes(fold({ ...history, lines: sorted }, { least: LEAST_LINES, most: MOST_LINES }))
}

function dropNoFacts(line: HistoryLine | undefined): HistoryLine | undefined {
  if (!line?.facts || Object.keys(line.facts).length > 0) return line
  const { facts: _, ...rest } = line
  return rest
}

/** Two runs in one second: the worse one counts, whichever wrote first. */
function chooseLine(known: HistoryLine | undefined, line: HistoryLine): HistoryLine {
  if (!known) return line
  const rank = (one: HistoryLine) => `${BADNESS.indexOf(one.state)}${JSON.stringify(one)}`
  return rank(known) >= rank(line) ? known : line
}

const BADNESS = ['up', 'unknown', 'down']

interface Limits {
  readonly least: number
  readonly most: number
}

function fitBytes(history: History): History {
  let fitting = history
  for (let least = LEAST_LINES; Buffer.byteLength(writeHistory(fitting)) > MOST_BYTES && least > 1; least >>= 1) {
    fitting = fold(fitting, { least, most: least })
  }
  return fitting
}

function fold(history: History, limits: Limits): History {
  const { lines, days, target } = history
  const until = findCut(lines, limits)
  if (until === undefined) return history
  const cut = lines.findIndex(({ at }) => at >= until)
  const spans = measureSpans(lines, 0)
  let memory = history.folded?.memory
  for (const line of lines.slice(0, cut)) memory = remember(memory, line)
  return {
    ...history,
    target,
    folded: toFolded(until, memory),
    days: addDays(days, foldDays(spans.slice(0, cut))),
    lines: lines.slice(cut),
  }
}

/** From which time on the lines are kept; undefined where all are. It depends on the newest lines alone. */
function findCut(lines: readonly HistoryLine[], { least, most }: Limits): string | undefined {
  const [oldest, first, last] = [lines[0], lines[lines.length - least], lines[lines.length - most]]
  if (!oldest || !first) return undefined
  const day = `${dayOf(first.at)}T00:00:00Z`
  const until = last && last.at > day ? last.at : day
  return oldest.at < until ? until : undefined
}

function toFolded(until: string, memory: Memory | undefined): Folded {
  return { until, ...(memory && { memory }) }
}

function addDays(days: readonly DayLine[], added: readonly DayLine[]): DayLine[] {
  const sorted = mergeDays(days, added)
  const newest = Date.parse(sorted.at(-1)?.day ?? '')
  return sorted.filter(({ day }) => newest - Date.parse(day) < MOST_DAYS * DAY_MS)
}
