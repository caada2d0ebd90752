/** Plans what becomes of the issues about all targets of a check. */

import { type Incident, isClosedByUs } from '../github/find-incidents.ts'
import { slugOf } from '../history/history-place.ts'
import { readIncidentData } from '../history/incident-data.ts'
import { isLeft, type KnownIncident, type PlannedIncident, planIncident } from '../history/plan-incident.ts'
import { nameFinding } from '../report/incident.ts'
import { STATES } from '../report/notice-target.ts'
import type { Desk, IncidentOrder, IncidentTarget } from './incident-desk.ts'

export interface Job extends PlannedIncident {
  readonly target: IncidentTarget
  readonly incidents: readonly Incident[]
}

const WEIGHTS = ['close', 'open', 'reopen', 'comment', 'nothing', 'note']

/** What there is to do, the weightiest first. */
export async function planAll(desk: Desk, { targets }: IncidentOrder, listed: readonly Incident[]): Promise<Job[]> {
  const jobs: Job[] = []
  for (const target of targets) {
    const incidents = listed.filter(({ slug }) => slug === slugOf(target.id))
    const planned = await planOne(desk, target, incidents)
    if (planned && (planned.plan.kind !== 'nothing' || planned.duplicates.length > 0)) {
      jobs.push({ ...planned, target, incidents })
    }
  }
  const weigh = ({ plan }: Job) => WEIGHTS.indexOf(plan.kind)
  return jobs.toSorted((a, b) => weigh(a) - weigh(b))
}

async function planOne(desk: Desk, { report }: IncidentTarget, incidents: readonly Incident[]) {
  const state = STATES[report.outcome]
  const known: KnownIncident[] = []
  for (const incident of incidents) {
    const one = { ...incident, data: readIncidentData(incident.data) }
    const isOurs = isLeft(one) ? await desk.attempt(() => isClosedByUs(desk.github, one.number)) : false
    if (isOurs === undefined) return undefined
    known.push({ ...one, isClosedByUs: isOurs })
  }
  const { layer } = nameFinding(report)
  return planIncident({ incidents: known, state, finding: report.finding?.kind ?? '', layer, nowMs: desk.clock.now() })
}

/** The younger ones of several, for a run that has just opened one. */
export function planDuplicates(desk: Desk, target: IncidentTarget, listed: readonly Incident[]): Job | undefined {
  const incidents = listed.filter(({ slug }) => slug === slugOf(target.id))
  const known = incidents.map(incident => ({ ...incident, data: readIncidentData(incident.data) }))
  const nowMs = desk.clock.now()
  const planned = planIncident({ incidents: known, state: 'unknown', finding: '', layer: '', nowMs })
  return planned.duplicates.length > 0 ? { ...planned, target, incidents } : undefined
}
