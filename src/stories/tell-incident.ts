/** Carries out what is planned for the issue about one target. */

import type { GitHub } from '../github/client.ts'
import { writeComment } from '../github/comments.ts'
import type { Decoration } from '../github/decorate-issue.ts'
import type { Incident } from '../github/find-incidents.ts'
import { changeIncident, type IncidentChange, openIncident } from '../github/incidents.ts'
import type { Duplicate, IncidentPlan } from '../history/plan-incident.ts'
import type { Markdown } from '../markdown.ts'
import { renderIncidentBody, renderIncidentTitle } from '../report/incident.ts'
import {
  renderClosed,
  renderDuplicate,
  renderFindingChanged,
  renderReopened,
  summarizeClosed,
} from '../report/incident-comment.ts'
import type { IncidentSubject } from '../report/incident-subject.ts'

export interface IncidentTold {
  /** The id of the target. */
  readonly target: string
  readonly number: number
  /** `brought up to date`: only in the body, so that nobody is notified; `left as it was`: not even there, for now. */
  readonly done: Done | 'closed as a duplicate' | 'left as it was'
  /** A run that overlapped has done the same, and tells of it. */
  readonly isTwin?: boolean
}

type Done = 'opened' | 'commented on' | 'closed' | 'opened again' | 'brought up to date'

export type Carried = Exclude<IncidentPlan, { kind: 'nothing' }>

const DONE = {
  open: 'opened',
  comment: 'commented on',
  close: 'closed',
  reopen: 'opened again',
  note: 'brought up to date',
} as const

export interface Opening {
  readonly plan: Extract<Carried, { kind: 'open' }>
  readonly slug: string
  readonly decoration: Decoration
}

/** Opens it; also says what GitHub refused of labels and assignees. */
export async function tellNewIncident(
  github: GitHub,
  subject: IncidentSubject,
  { plan, slug, decoration }: Opening,
): Promise<{ readonly told: IncidentTold; readonly refused: readonly string[] }> {
  const { data } = plan
  const draft = { slug, data, title: renderIncidentTitle(subject), blocks: renderIncidentBody(subject, data) }
  const { number, refused } = await openIncident(github, draft, decoration)
  return { told: { target: subject.id, number, done: DONE.open }, refused }
}

/**
 * The comment first, under a name that a further run finds again: where the change of the issue then fails, the next run
 * says it no second time. In a locked conversation only the issue itself changes.
 */
export async function tellIncident(
  github: GitHub,
  subject: IncidentSubject,
  { plan, incident }: { readonly plan: Exclude<Carried, { kind: 'open' }>; readonly incident: Incident },
): Promise<IncidentTold> {
  const comment = renderComment(subject, plan)
  let isTwin = false
  if (comment && !incident.isLocked) {
    const key = `incident-${plan.data.comments}-${plan.kind}`
    const written = await writeComment(github, { on: 'issue', number: plan.number, key }, comment)
    // One that was there before is of a run that did not come to its end.
    isTwin = written.isFound && written.createdMs > incident.updatedMs
  }
  await changeIncident(github, incident, makeChange(subject, plan))
  return { target: subject.id, number: plan.number, done: DONE[plan.kind], ...(isTwin && { isTwin }) }
}

/** Closes the younger one, with a link to the older. */
export async function tellDuplicate(github: GitHub, incident: Incident, { data }: Duplicate): Promise<void> {
  const blocks = renderDuplicate(data.duplicateOf ?? 0)
  const place = { on: 'issue', number: incident.number, key: 'incident-duplicate' } as const
  if (!incident.isLocked) await writeComment(github, place, blocks)
  await changeIncident(github, incident, { data, text: { blocks, place: 'above' }, state: 'duplicate' })
}

function renderComment(subject: IncidentSubject, { kind, before, data }: Exclude<Carried, { kind: 'open' }>) {
  if (kind === 'comment') return renderFindingChanged(subject, before)
  if (kind === 'reopen') return renderReopened(subject, before)
  return kind === 'close' ? renderClosed(subject, data) : undefined
}

function makeChange(subject: IncidentSubject, { kind, data }: Exclude<Carried, { kind: 'open' }>): IncidentChange {
  if (kind === 'close') return { data, text: putEnd(summarizeClosed(data)), state: 'completed' }
  if (data.endedMs !== undefined) return { data, text: putEnd(summarizeClosed(data)) }
  const text = { blocks: renderIncidentBody(subject, data), place: 'instead' } as const
  const change = { data, text, title: renderIncidentTitle(subject) }
  return kind === 'reopen' ? { ...change, state: 'open' } : change
}

function putEnd(line: Markdown) {
  return { blocks: [line], place: 'above' } as const
}
