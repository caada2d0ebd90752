/** What is told at GitHub after a check: issues about the targets that are down. */

import type { Clock } from '../clock.ts'
import type { GitHub } from '../github/client.ts'
import { linkOwnRun, linkRepository } from '../github/link-repository.ts'
import type { WorkflowVariables } from '../github/workflow-variables.ts'
import type { TargetPast } from '../history/look-back.ts'
import { whatChanged } from '../history/what-changed.ts'
import type { IncidentRequest } from '../inputs/incident-inputs.ts'
import type { Log } from '../log.ts'
import type { Markdown } from '../markdown.ts'
import type { CheckedTarget } from '../report/checked-target.ts'
import { renderIncidentList } from '../report/incident-list.ts'
import type { IncidentMemory } from '../report/notice-target.ts'
import type { IncidentTarget } from './incident-desk.ts'
import type { IncidentTold } from './tell-incident.ts'
import { tellIncidents } from './tell-incidents.ts'

export interface FollowUpContext {
  readonly github: GitHub
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly workflow: WorkflowVariables
}

export interface FollowUpOrder {
  readonly incidents: IncidentRequest
  readonly checked: readonly CheckedTarget[]
  /** What the history knows of the targets, by their ids; undefined where there is none. */
  readonly pasts?: ReadonlyMap<string, TargetPast> | undefined
  readonly secrets: readonly string[]
}

export interface FollowUp {
  readonly incidents: readonly IncidentTold[]
  /** What the issues remember of each target, by its id; undefined where nobody could ask. */
  readonly memories?: ReadonlyMap<string, IncidentMemory>
  readonly summary: readonly Markdown[]
}

/** Whatever GitHub says, the check counts. Rejects only with the end of the run. */
export async function followUpCheck(context: FollowUpContext, order: FollowUpOrder): Promise<FollowUp> {
  const { github, clock, log, signal, workflow } = context
  const { incidents: decoration, checked, pasts, secrets } = order
  const targets = checked.map(each => toIncidentTarget(each, pasts?.get(each.id)))
  const runUrl = linkOwnRun(workflow)
  const incidents = await tellIncidents({ github, clock, log, signal }, { ...decoration, targets, runUrl, secrets })
  if (!incidents) return { incidents: [], summary: [] }
  const summary = renderIncidentList(incidents, number => linkRepository(workflow, `issues/${number}`))
  return { incidents, memories: new Map(checked.map(({ id }) => [id, recall(incidents, id)])), summary }
}

function recall(incidents: readonly IncidentTold[], id: string): IncidentMemory {
  const own = incidents.find(({ target, done }) => target === id && done !== 'closed as a duplicate')
  return { done: own?.done, isTwin: own?.isTwin }
}

function toIncidentTarget({ id, target, report, facts }: CheckedTarget, past: TargetPast | undefined): IncidentTarget {
  const { labels, assignees } = target
  const before = past?.lastGoodAt === undefined ? undefined : past.lastGoodFacts
  return { id, report, labels, assignees, changes: before && whatChanged(before, facts) }
}
