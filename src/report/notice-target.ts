/** One target of a check for a notice: as it is, and as it was by whoever remembers. Pure. */

import type { TargetReport } from '../handshake/handshake.ts'
import type { TargetPast } from '../history/look-back.ts'
import type { Forewarning } from './forewarning.ts'
import type { NoticeFinding, NoticePast, NoticeTarget } from './notice.ts'

export interface Noticed {
  readonly id: string
  readonly report: TargetReport
  readonly forewarnings?: readonly Forewarning[]
  /** Each undefined where it does not remember, or was not asked. The history tells more. */
  readonly past?: TargetPast | undefined
  readonly incident?: IncidentMemory | undefined
  /** A run that began later has told what it is now. */
  readonly isOvertaken?: boolean | undefined
}

/** What the issues about targets remember: what was done about this one; undefined where there was nothing to do. */
export interface IncidentMemory {
  readonly done: string | undefined
  /** A run that overlapped has done the same, and tells of it. */
  readonly isTwin?: boolean | undefined
}

export function toNoticeTarget(
  { id, report, forewarnings = [], past, incident, isOvertaken }: Noticed,
  nowMs: number,
): NoticeTarget {
  const state = STATES[report.outcome]
  const finding = pickNews(report, forewarnings)
  const now = { state, ...(finding ? { finding: finding.kind } : {}) }
  const before = past ? recallHistory(past) : incident ? recallIncident(incident, now) : undefined
  const isSame = before?.state === state && before.since !== undefined
  return {
    ...{ id, printableUrl: report.printableUrl, state },
    ...(finding ? { finding } : {}),
    since: isSame ? before.since : `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    ...(before ? { before } : {}),
    ...(isOvertaken ? { isOvertaken } : {}),
  }
}

export const STATES = { accepted: 'up', rejected: 'down', unknown: 'unknown' } as const

/** The finding, else the first of what will break: the history has its kind, too, so that it is told once. */
export function pickNews(report: TargetReport, forewarnings: readonly Forewarning[]): NoticeFinding | undefined {
  if (report.finding) {
    const { kind, title, layer } = report.finding
    return { kind, title, layer }
  }
  const warning = forewarnings.find(({ severity }) => severity === 'warning')
  return report.outcome === 'accepted' && warning ? { kind: warning.kind, title: warning.title } : undefined
}

/** A check that knew nothing is no memory of the one before it, and an outage goes on through it. */
export function recallHistory({
  lastState,
  since,
  finding,
  incident,
  lastGoodAt,
  lastGoodFinding,
}: TargetPast): NoticePast {
  if (incident && incident.until === undefined) {
    const { from, finding: last } = incident
    return { state: 'down', since: from, ...(last === undefined ? {} : { finding: last }) }
  }
  if (lastState !== 'unknown') return { state: lastState, since, ...(finding === undefined ? {} : { finding }) }
  if (lastGoodAt === undefined) return { state: 'unknown' }
  return { state: 'up', ...(lastGoodFinding === undefined ? {} : { finding: lastGoodFinding }) }
}

/** Of a target that is down something is done at every check, if only in the hidden data; else GitHub failed. */
function recallIncident({ done, isTwin }: IncidentMemory, now: Omit<NoticePast, 'since'>): NoticePast | undefined {
  if (isTwin) return now
  if (now.state === 'up') return done === undefined ? now : { state: 'down' }
  if (done === 'opened' || done === 'opened again') return { state: 'up' }
  if (done === 'commented on') return { state: 'down' }
  return done === undefined ? undefined : now
}
