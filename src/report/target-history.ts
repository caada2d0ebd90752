/** One target on the page of the history: since when, the last incident, what changed, and its chart. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { HistoryPlace } from '../history/history-place.ts'
import type { TargetPast } from '../history/look-back.ts'
import type { Incident } from '../history/memory.ts'
import { imageMarkdown, joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { toPercent } from './describe-availability.ts'

export interface PageTarget {
  readonly id: string
  readonly place: Pick<HistoryPlace, 'chart' | 'history'>
  readonly past: TargetPast
}

export function renderTargetHistory({ id, place, past }: PageTarget, nowMs: number): Markdown {
  const facts = [
    describeState(past, nowMs),
    ...describeFinding(past),
    ...describeAge(past, nowMs),
    describeIncident(past.incident, nowMs),
    ...describeChange(past),
    ...describeLatency(past),
  ]
  const list = joinMarkdown(
    facts.map(fact => markdown`- ${fact}`),
    '\n',
  )
  const chart = imageMarkdown(
    `Chart: up ${toPercent(past.availability.quarter)} of the time that was checked`,
    place.chart,
  )
  return markdown`## ${id}\n\n${list}\n\n${chart}`
}

/** What is shorter has only just been seen. */
export const A_MOMENT_MS = 1000

function describeState({ lastState, since, streak }: TargetPast, nowMs: number): Markdown {
  const state = lastState === 'unknown' ? markdown`Not known` : markdown`**${lastState === 'up' ? 'Up' : 'Down'}**`
  const count = streak === 1 ? 'one check' : `${streak} checks in a row`
  const lastedMs = nowMs - Date.parse(since)
  const lasted = lastedMs < A_MOMENT_MS ? count : `${toDuration(lastedMs)}, ${count}`
  return markdown`${state} since ${toUtcMinute(Date.parse(since))}: ${lasted}`
}

function describeFinding({ lastState, finding, layer }: TargetPast): Markdown[] {
  if (finding === undefined) return []
  const where = layer === undefined ? markdown`` : markdown` (layer: ${layer})`
  return [markdown`${lastState === 'up' ? 'Warning' : 'Finding'}: ${finding}${where}`]
}

/** Only where this run has not checked it. */
function describeAge({ lastAt }: TargetPast, nowMs: number): Markdown[] {
  const ageMs = nowMs - Date.parse(lastAt)
  if (ageMs < FRESH_MS) return []
  return [
    markdown`Last checked ${toDuration(ageMs)} before this page was written, at ${toUtcMinute(Date.parse(lastAt))}`,
  ]
}

const FRESH_MS = 600_000

function describeIncident(incident: Incident | undefined, nowMs: number): Markdown {
  if (!incident) return markdown`No incident so far`
  const [fromMs, untilMs] = [Date.parse(incident.from), Date.parse(incident.until ?? '')]
  const finding = incident.finding === undefined ? markdown`` : markdown`: ${incident.finding}`
  const from = toUtcMinute(fromMs)
  const lasted = nowMs - fromMs < A_MOMENT_MS ? '' : `, for ${toDuration(nowMs - fromMs)} until now`
  return incident.until === undefined
    ? markdown`Incident since ${from}${lasted}${finding}`
    : markdown`Last incident: ${from} to ${toUtcMinute(untilMs)}, ${toDuration(untilMs - fromMs)}${finding}`
}

function describeChange({ change }: TargetPast): Markdown[] {
  return change ? [markdown`Last change, seen at ${toUtcMinute(Date.parse(change.at))}: ${change.what.join('; ')}`] : []
}

function describeLatency({ usual }: TargetPast): Markdown[] {
  if (!usual) return [markdown`Usual latency: unknown with fewer than 20 checks that were up`]
  const { medianMs, mostMs, count } = usual
  return [
    markdown`Usual latency: ${medianMs} ms by the last ${count} checks that were up; beyond ${mostMs} ms is unusual`,
  ]
}
