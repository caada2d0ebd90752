/** What becomes of a check: it is kept in the history, what will break is foreseen, and those are told who are to know. */

import type { Clock } from '../clock.ts'
import type { GitHub } from '../github/client.ts'
import type { WorkflowVariables } from '../github/workflow-variables.ts'
import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import { whatChanged } from '../history/what-changed.ts'
import type { CheckActionRequest } from '../inputs/check-request.ts'
import type { Log } from '../log.ts'
import type { Markdown } from '../markdown.ts'
import type { CheckedTarget } from '../report/checked-target.ts'
import { toNoticeTarget } from '../report/notice-target.ts'
import { renderPasts } from '../report/past-summary.ts'
import { hasChanged } from '../report/webhook-payload.ts'
import type { FollowUp } from './follow-up-check.ts'
import { forewarnTargets } from './forewarn-targets.ts'
import type { KeptHistory, Pasts } from './keep-history.ts'
import type { IncidentTold } from './tell-incident.ts'

export interface TellContext {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly proxyVariables: ProxyVariables
  readonly workflow: WorkflowVariables
}

export interface TellOrder {
  readonly request: Pick<CheckActionRequest, 'historyBranch' | 'incidents' | 'webhooks' | 'token'>
  readonly checked: readonly CheckedTarget[]
  /** When the run began to check: the time of its lines in the history. */
  readonly startedMs: number
  readonly secrets: readonly string[]
}

export interface ToldCheck {
  /** With what will break. */
  readonly checked: readonly CheckedTarget[]
  /** What the history knew before; undefined where there is none, or none that could be read. */
  readonly pasts: Pasts | undefined
  readonly incidents: readonly IncidentTold[]
  /** Whether the state of a target is not what it was; undefined where nobody remembers. */
  readonly hasChanged: boolean | undefined
  readonly summary: readonly Markdown[]
}

/**
 * Whatever GitHub and the webhooks say, the check counts. What was so far is written first, by whoever remembers it, and
 * told at once thereafter: of runs that overlap one alone tells. Rejects only with the end of the run.
 */
export async function tellCheck(context: TellContext, order: TellOrder): Promise<ToldCheck> {
  const { clock, log } = context
  const { incidents: isAsked, historyBranch, token } = order.request
  const github = isAsked || historyBranch ? await openGitHub(context, token) : undefined
  const history = await keep(context, github, order)
  const { pasts, formers } = history ?? {}
  const checked = forewarnTargets({ clock, log, usualOf: id => pasts?.get(id)?.usual }, order.checked)
  const isKnown = checked.some(({ id }) => formers?.has(id))
  const early = isKnown ? await tellNews(context, { ...order, checked }, { formers }) : undefined
  const followUp = await tellIncidents(context, github, { ...order, checked, pasts })
  const news = early ?? (await tellNews(context, { ...order, checked }, { memories: followUp?.memories }))
  const summary = renderPasts({ checked, pasts, changes: findChanges(checked, pasts), nowMs: order.startedMs })
  return {
    ...{ checked, pasts, hasChanged: news.hasChanged, incidents: followUp?.incidents ?? [] },
    summary: [...summary, ...(followUp?.summary ?? [])],
  }
}

function findChanges(checked: readonly CheckedTarget[], pasts: Pasts | undefined): Map<string, readonly string[]> {
  return new Map(checked.map(({ id, facts }) => [id, whatChanged(pasts?.get(id)?.lastGoodFacts ?? {}, facts)]))
}

async function openGitHub(context: TellContext, token: string): Promise<GitHub | undefined> {
  const { openJobGitHub } = await import('./open-job-github.ts')
  return await openJobGitHub({ ...context, token })
}

async function keep(context: TellContext, github: GitHub | undefined, order: TellOrder) {
  const { request, checked, startedMs } = order
  if (!github || !request.historyBranch) return undefined
  const { recordCheck } = await import('./record-check.ts')
  const kept: KeptHistory = await recordCheck(
    { ...context, github },
    { branch: request.historyBranch, checked, startedMs },
  )
  return kept
}

async function tellIncidents(
  context: TellContext,
  github: GitHub | undefined,
  { request, checked, pasts, secrets }: TellOrder & { readonly pasts: Pasts | undefined },
): Promise<FollowUp | undefined> {
  const { incidents } = request
  if (!github || !incidents) return undefined
  const { followUpCheck } = await import('./follow-up-check.ts')
  return await followUpCheck({ ...context, github }, { incidents, checked, pasts, secrets })
}

/** One of them: what a history has goes on from there, whatever is told of issues. */
interface Memories {
  readonly formers?: KeptHistory['formers'] | undefined
  readonly memories?: FollowUp['memories'] | undefined
}

async function tellNews(context: TellContext, order: TellOrder, { formers, memories }: Memories) {
  const nowMs = order.startedMs
  const targets = order.checked.map(each => {
    const former = formers?.get(each.id)
    const known = { past: former?.past, isOvertaken: former?.isOvertaken, incident: memories?.get(each.id) }
    return toNoticeTarget({ ...each, ...known }, nowMs)
  })
  const { webhooks } = order.request
  if (webhooks.length > 0) {
    const { tellWebhooks } = await import('./tell-webhooks.ts')
    const { repository, serverUrl, runId } = context.workflow
    const runUrl = runId && `${serverUrl}/${repository}/actions/runs/${runId}`
    const notice = { targets, nowMs, ...(repository && { repository }), ...(runUrl && { runUrl }) }
    await tellWebhooks(context, { webhooks, notice, secrets: order.secrets })
  }
  return { hasChanged: hasChanged(targets) }
}
