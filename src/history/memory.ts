/** What has to be remembered of all checks, however many there were: taken on check by check. Pure. */

import { readProperty } from '../read-json.ts'
import {
  type HistoryLine,
  readFacts,
  readState,
  readTime,
  readWord,
  type TargetFacts,
  type TargetState,
} from './history-line.ts'
import { whatChanged } from './what-changed.ts'

export interface Memory {
  /** Of the very first check. */
  readonly firstAt: string
  readonly state: TargetState
  /** First and last check of the streak: so many in a row had this state. */
  readonly since: string
  readonly at: string
  readonly streak: number
  readonly finding?: string
  readonly layer?: string
  /** Each as last known. */
  readonly facts: TargetFacts
  readonly incident?: Incident
  readonly lastGood?: LastGood
  readonly change?: Change
}

/** From the first check that was down to the first that was up again; one that did not know ends nothing. */
export interface Incident {
  readonly from: string
  /** Absent while it lasts. */
  readonly until?: string
  /** Of its last check that was down. */
  readonly finding?: string
}

export interface LastGood {
  readonly at: string
  /** Each as last known at a check that was up. */
  readonly facts: TargetFacts
  /** Of that check, a warning: one that knew nothing in between does not make it news. */
  readonly finding?: string
}

/** The last one that was seen. */
export interface Change {
  readonly at: string
  readonly what: readonly string[]
}

/** `line` is later than all that is remembered. */
export function remember(memory: Memory | undefined, line: HistoryLine): Memory {
  const { at, state, finding, layer, facts = {} } = line
  const isSame = memory?.state === state
  const what = whatChanged(memory?.facts ?? {}, facts)
  const incident = continueIncident(memory?.incident, line)
  const lastGood = state === 'up' ? becomeGood(memory?.lastGood, line) : memory?.lastGood
  const change = what.length > 0 ? { at, what: what.slice(0, MOST_CHANGES) } : memory?.change
  return {
    firstAt: memory?.firstAt ?? at,
    state,
    since: isSame ? memory.since : at,
    at,
    streak: isSame ? memory.streak + 1 : 1,
    ...(finding !== undefined && { finding }),
    ...(layer !== undefined && { layer }),
    facts: { ...memory?.facts, ...facts },
    ...(incident && { incident }),
    ...(lastGood && { lastGood }),
    ...(change && { change }),
  }
}

/** A load balancer may have fifty listeners, and all of them may go at once. */
const MOST_CHANGES = 5

function becomeGood(before: LastGood | undefined, { at, finding, facts }: HistoryLine): LastGood {
  return { at, facts: { ...before?.facts, ...facts }, ...(finding !== undefined && { finding }) }
}

function continueIncident(incident: Incident | undefined, { at, state, finding }: HistoryLine): Incident | undefined {
  const isOpen = incident !== undefined && incident.until === undefined
  if (state === 'up') return isOpen ? { ...incident, until: at } : incident
  if (state === 'unknown') return incident
  return { from: isOpen ? incident.from : at, ...(finding !== undefined && { finding }) }
}

/** Undefined where somebody has written something else there. */
export function readMemory(data: unknown): Memory | undefined {
  const [state, since, at] = [
    readState(readProperty(data, 'state')),
    readTime(readProperty(data, 'since')),
    readTime(readProperty(data, 'at')),
  ]
  const streak = readProperty(data, 'streak')
  if (!state || !since || !at || typeof streak !== 'number' || !Number.isSafeInteger(streak)) return undefined
  const [finding, layer] = [readWord(readProperty(data, 'finding')), readWord(readProperty(data, 'layer'))]
  const incident = readIncident(readProperty(data, 'incident'))
  const lastGood = readLastGood(readProperty(data, 'lastGood'))
  const change = readChange(readProperty(data, 'change'))
  return {
    firstAt: readTime(readProperty(data, 'firstAt')) ?? since,
    state,
    since,
    at,
    streak,
    ...(finding !== undefined && { finding }),
    ...(layer !== undefined && { layer }),
    facts: readFacts(readProperty(data, 'facts')) ?? {},
    ...(incident && { incident }),
    ...(lastGood && { lastGood }),
    ...(change && { change }),
  }
}

function readIncident(data: unknown): Incident | undefined {
  const [from, until] = [readTime(readProperty(data, 'from')), readTime(readProperty(data, 'until'))]
  const finding = readWord(readProperty(data, 'finding'))
  if (!from) return undefined
  return { from, ...(until && { until }), ...(finding !== undefined && { finding }) }
}

function readLastGood(data: unknown): LastGood | undefined {
  const [at, finding] = [readTime(readProperty(data, 'at')), readWord(readProperty(data, 'finding'))]
  if (!at) return undefined
  return { at, facts: readFacts(readProperty(data, 'facts')) ?? {}, ...(finding !== undefined && { finding }) }
}

function readChange(data: unknown): Change | undefined {
  const [at, what] = [readTime(readProperty(data, 'at')), readProperty(data, 'what')]
  if (!at || !Array.isArray(what)) return undefined
  return { at, what: what.filter(text => typeof text === 'string' && text.length < 1000).slice(0, MOST_CHANGES) }
}
