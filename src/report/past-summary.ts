/** What a history knew of the targets of a check, for its summary. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { TargetPast } from '../history/look-back.ts'
import { type Markdown, markdown } from '../markdown.ts'
import type { CheckedTarget } from './checked-target.ts'
import { toPercent } from './describe-availability.ts'
import { nameTarget } from './handshake-lines.ts'
import { STATES } from './notice-target.ts'
import { renderColumns } from './summary-parts.ts'

export interface PastOfTargets {
  readonly checked: readonly Pick<CheckedTarget, 'id' | 'report'>[]
  /** By the id of the target; undefined where no history is kept, or none could be read. */
  readonly pasts: ReadonlyMap<string, TargetPast> | undefined
  /** What is not as it was at the last good check, by the id of the target. */
  readonly changes: ReadonlyMap<string, readonly string[]>
  readonly nowMs: number
}

export type ReportedPast = Omit<TargetPast, 'days'>

/** For the report file, in which ninety days of each target would be most of it; null where nothing is known. */
export function describePast(past: TargetPast | undefined): ReportedPast | null {
  if (!past) return null
  const { days: _, ...rest } = past
  return rest
}

/** A table of all; where no history is kept, that nobody knows of those that are down since when and why. */
export function renderPasts({ checked, pasts, changes, nowMs }: PastOfTargets): Markdown[] {
  if (!pasts) {
    const isDown = checked.some(({ report }) => report.outcome === 'rejected')
    return isDown ? [markdown`Since when, and what changed since the last good check: ${UNKNOWN}.`] : []
  }
  const rows = checked.map(({ id, report }) => {
    const past = pasts.get(id)
    const state = STATES[report.outcome]
    return [nameTarget(report), ...(past ? renderPast(past, { state, changes: changes.get(id), nowMs }) : NO_PAST)]
  })
  return [markdown`### History`, renderColumns(['target', 'since', 'up 24 h', 'up 30 days', 'usual', CHANGES], rows)]
}

const UNKNOWN = 'unknown: no history'
const CHANGES = 'changed since the last good check'

const NO_PAST = [UNKNOWN, '', '', '', '']

interface Present {
  readonly state: TargetPast['lastState']
  readonly changes: readonly string[] | undefined
  readonly nowMs: number
}

function renderPast(past: TargetPast, { state, changes = [], nowMs }: Present): string[] {
  const { availability, usual, lastGoodAt } = past
  return [
    describeSince(state, past, nowMs),
    toPercent(availability.day),
    toPercent(availability.month),
    usual ? `${usual.medianMs} ms` : 'unknown',
    lastGoodAt === undefined ? 'unknown: it was never up' : changes.join('; ') || 'nothing that is known',
  ]
}

function describeSince(state: Present['state'], { lastState, since, streak }: TargetPast, nowMs: number) {
  const [sinceMs, checks] = [Date.parse(since), (count: number) => `${count} ${count === 1 ? 'check' : 'checks'}`]
  const long = `${toUtcMinute(sinceMs)} (${toDuration(nowMs - sinceMs)}`
  if (state === lastState) return `${state} since ${long}, ${checks(streak + 1)} in a row)`
  return `${state} since this check; ${lastState} since ${long}, ${checks(streak)}) before`
}
