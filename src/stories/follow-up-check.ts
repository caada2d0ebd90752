/** What is told at GitHub after a check: issues about the targets that are down. Loaded only where it is asked for. */

import type { Clock } from '../clock.ts'
import { type GitHub, openGitHub } from '../github/client.ts'
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
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly workflow: WorkflowVariables
  readonly token: string
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

/** Of one request to GitHub, with all that is sent again. */
const GITHUB_PATIENCE_MS = 60_000

/** Whatever GitHub says, the check counts. Rejects only with the end of the run. */
export async function followUpCheck(context: FollowUpContext, order: FollowUpOrder): Promise<FollowUp> {
  const { clock, log, signal, workflow } = context
  const github = await openJobGitHub(context)
  if (!github) return { incidents: [], summary: [] }
  const { incidents: decoration, checked, pasts, secrets } = order
  const targets = checked.map(each => toIncidentTarget(each, pasts?.get(each.id)))
  const runUrl = linkTo(workflow, `actions/runs/${workflow.runId}`)
  const incidents = await tellIncidents({ github, clock, log, signal }, { ...decoration, targets, runUrl, secrets })
  if (!incidents) return { incidents: [], summary: [] }
  const summary = renderIncidentList(incidents, number => linkTo(workflow, `issues/${number}`))
  return { incidents, memories: new Map(checked.map(({ id }) => [id, recall(incidents, id)])), summary }
}

function recall(incidents: readonly IncidentTold[], id: string): IncidentMemory {
  return { done: incidents.find(({ target, done }) => target === id && done !== 'closed as a duplicate')?.done }
}

/** A client with the token of the job; undefined, and a warning, where the run is no job of GitHub's. */
export async function openJobGitHub(context: FollowUpContext): Promise<GitHub | undefined> {
  const { clock, log, signal, workflow, token } = context
  const [owner, name] = workflow.repository.split('/')
  if (!owner || !name || !workflow.apiUrl) {
    log.warning('GITHUB_REPOSITORY or GITHUB_API_URL is not set, so nothing was told at GitHub.', 'GitHub')
    return undefined
  }
  const onRequest = (request: string) => log.debug(`Asking GitHub: ${request}`)
  const options = { token, repository: { owner, name }, apiUrl: workflow.apiUrl, onRequest }
  return await openGitHub({ ...options, clock, signal, patienceMs: GITHUB_PATIENCE_MS })
}

function toIncidentTarget({ id, target, report, facts }: CheckedTarget, past: TargetPast | undefined): IncidentTarget {
  const { labels, assignees } = target
  const before = past?.lastGoodAt === undefined ? undefined : past.lastGoodFacts
  return { id, report, labels, assignees, changes: before && whatChanged(before, facts) }
}

function linkTo({ serverUrl, repository }: WorkflowVariables, path: string): URL | undefined {
  const url = URL.parse(`${serverUrl}/${repository}/${path}`)
  return url?.protocol === 'https:' ? url : undefined
}
