/** What becomes of the issue about one target after a check. Pure: the issues and the check are all that it knows. */

import { addTold, type IncidentData } from './incident-data.ts'

export interface KnownIncident {
  readonly number: number
  readonly isOpen: boolean
  readonly createdMs: number
  readonly closedMs: number | undefined
  /** A check closed it, even where its data no longer says so: a run that overlapped may have written over it. */
  readonly isClosedByUs?: boolean
  /** Undefined where it can no longer be read. */
  readonly data: IncidentData | undefined
}

export interface IncidentFacts {
  /** All that are about this target: the open ones, and those that were closed of late. */
  readonly incidents: readonly KnownIncident[]
  readonly state: 'up' | 'down' | 'unknown'
  /** Of a target that is down: its kind and layer, '' where nothing was found. */
  readonly finding: string
  readonly layer: string
  readonly nowMs: number
}

export type IncidentPlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open'; readonly data: IncidentData }
  | (Change & {
      /** `note`: only what is hidden, and the text of the body. */
      readonly kind: 'comment' | 'close' | 'reopen' | 'note'
    })

interface Change {
  readonly number: number
  /** As it was; undefined where that cannot be read. */
  readonly before: IncidentData | undefined
  readonly data: IncidentData
}

export interface Duplicate {
  readonly number: number
  readonly data: IncidentData
}

export interface PlannedIncident {
  readonly plan: IncidentPlan
  /** Younger ones about the same target, from runs that overlapped: to be closed. */
  readonly duplicates: readonly Duplicate[]
}

/** For so long after its end an incident is opened again, instead of a new one. */
export const REOPEN_WINDOW_MS = 24 * 3_600_000

/** `unknown` changes nothing. What a person has closed stays closed until it was up in between. */
export function planIncident(facts: IncidentFacts): PlannedIncident {
  const incidents = facts.incidents
    .filter(({ data }) => data?.duplicateOf === undefined)
    .toSorted((a, b) => a.number - b.number)
  const [oldest, ...younger] = incidents.filter(({ isOpen }) => isOpen)
  const duplicates = younger.map(incident => ({
    number: incident.number,
    data: { ...readOrRebuild(incident), duplicateOf: oldest?.number ?? 0 },
  }))
  if (facts.state === 'unknown') return { plan: { kind: 'nothing' }, duplicates }
  const plan = oldest ? planOpen(oldest, facts) : planWithoutOpen(incidents, facts)
  return { plan, duplicates }
}

function planOpen(incident: KnownIncident, facts: IncidentFacts): IncidentPlan {
  const { data: before, number } = incident
  const known = readOrRebuild(incident)
  // A person has opened it again, for whatever is left to do.
  const isOver = known.endedMs !== undefined
  if (facts.state === 'up') {
    return isOver
      ? { kind: 'nothing' }
      : { kind: 'close', number, before, data: { ...known, endedMs: facts.nowMs, comments: known.comments + 1 } }
  }
  if (isOver) return reopen(incident, facts)
  const data = goOn(known, facts)
  const isNews = before !== undefined && !known.told.includes(keyOf(facts))
  return isNews
    ? { kind: 'comment', number, before, data: { ...data, comments: data.comments + 1 } }
    : { kind: 'note', number, before, data }
}

function planWithoutOpen(closed: readonly KnownIncident[], facts: IncidentFacts): IncidentPlan {
  const last = closed
    .filter(({ data }) => data)
    .toSorted((a, b) => endOf(a) - endOf(b))
    .at(-1)
  if (!last?.data) return facts.state === 'down' ? { kind: 'open', data: begin(facts) } : { kind: 'nothing' }
  const { number, data } = last
  if (isLeft(last)) {
    return facts.state === 'up'
      ? { kind: 'note', number, before: data, data: { ...data, endedMs: facts.nowMs } }
      : { kind: 'note', number, before: data, data: goOn(data, facts) }
  }
  if (facts.state === 'up') return { kind: 'nothing' }
  return facts.nowMs - endOf(last) <= REOPEN_WINDOW_MS ? reopen(last, facts) : { kind: 'open', data: begin(facts) }
}

function reopen(incident: KnownIncident, facts: IncidentFacts): IncidentPlan {
  const { outages, comments } = readOrRebuild(incident)
  const data = { ...begin(facts), outages: outages + 1, comments: comments + 1 }
  return { kind: 'reopen', number: incident.number, before: incident.data, data }
}

function begin(facts: IncidentFacts): IncidentData {
  const { nowMs, finding, layer } = facts
  return { sinceMs: nowMs, lastMs: nowMs, checks: 1, finding, layer, told: [keyOf(facts)], comments: 0, outages: 1 }
}

function goOn(data: IncidentData, facts: IncidentFacts): IncidentData {
  const { finding, layer, nowMs } = facts
  return { ...data, lastMs: nowMs, checks: data.checks + 1, finding, layer, told: addTold(data.told, keyOf(facts)) }
}

function keyOf({ finding, layer }: Pick<IncidentFacts, 'finding' | 'layer'>): string {
  return `${finding}/${layer}`
}

// What GitHub itself knows of it.
function readOrRebuild({ data, createdMs }: KnownIncident): IncidentData {
  if (data) return data
  return { sinceMs: createdMs, lastMs: createdMs, checks: 0, finding: '', layer: '', told: [], comments: 0, outages: 1 }
}

/** A person has closed it, and no check has seen the target up since. */
export function isLeft({ isOpen, data, isClosedByUs }: KnownIncident): boolean {
  return !isOpen && data !== undefined && data.endedMs === undefined && !isClosedByUs
}

/** The end of the outage; where no check has seen it, that of the issue. */
function endOf({ data, closedMs }: KnownIncident): number {
  return data?.endedMs ?? closedMs ?? 0
}
