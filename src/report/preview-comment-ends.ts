/** The comment of a preview that is live, and of one that failed. Pure. */

import { toDuration, toUtcMinute } from '../describe-time.ts'
import type { LedgerEntry } from '../ledger.ts'
import { codeMarkdown, foldMarkdown, joinMarkdown, type Markdown, markdown, siteMarkdown } from '../markdown.ts'
import { isGone } from '../platform/environment-status.ts'
import { toPrintableText } from '../untrusted.ts'
import { type CommentSubject, linkCommit } from './comment-subject.ts'
import { cutLogs } from './cut-logs.ts'
import { listCut, type Row } from './deploy-facts.ts'
import { isUpdateAccepted } from './deploy-products.ts'
import { renderConsoleLink, renderEvents } from './deploy-summary.ts'
import { renderDeploymentPath } from './deployment-path.ts'
import { describeEnvironment, listNotes } from './describe-products.ts'
import { withoutHosts } from './describe-removal.ts'
import { describeRunning } from './describe-running.ts'
import { describeOutcomeBriefly, renderEvidence } from './handshake-lines.ts'
import { renderHealthCauses } from './health-lines.ts'
import { linkRun } from './link-run.ts'
import { renderChangeList, renderLedger } from './list-changes.ts'
import { findPreviewPlaces, renderCautions } from './preview-facts.ts'
import type { PreviewProducts } from './preview-products.ts'
import { renderHeading, renderLogs, renderProblem, renderTable } from './summary-parts.ts'
import type { Problem, Verdict } from './verdict.ts'
import { renderNotes } from './warning-list.ts'

export interface PreviewEnd {
  readonly products: PreviewProducts
  readonly verdict: Verdict
  /** What the ledger has. */
  readonly changes?: readonly LedgerEntry[]
}

/** A comment holds 65,536 characters: the summary of the run has all of it. */
const MOST_EVENTS = 40
const MOST_NOTES = 20
const LONGEST_TOLD = 2000

export function renderLivePreview(subject: CommentSubject, end: PreviewEnd): Markdown[] {
  return [
    renderHeading(true, end.verdict.headline),
    ...renderPlaces(end.products),
    renderTable(listFacts(subject, end)),
    ...renderCautions(end.products),
    ...renderDetails(end),
    ...linkRun(subject),
  ]
}

/** What happened and what to do about it comes first. */
export function renderFailedPreview(subject: CommentSubject, end: PreviewEnd): Markdown[] {
  const { products, verdict } = end
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...(verdict.problem ? [renderProblem(shorten(verdict.problem, products.task === 'remove'))] : []),
    ...(products.deployment && products.task !== 'remove' ? renderDeploymentPath(products.deployment) : []),
    ...renderPlaces(products),
    renderTable(listFacts(subject, end)),
    ...renderRunning(products),
    ...(isDeployed(products) ? renderCautions(products) : []),
    ...renderDetails(end),
    ...linkRun(subject),
  ]
}

function isDeployed({ deployment }: PreviewProducts): boolean {
  return deployment !== undefined && isUpdateAccepted(deployment) && !isGone(deployment.state?.status)
}

/** Where that is not the version of this run. */
function renderRunning({ deployment, isUpdate }: PreviewProducts): Markdown[] {
  if (!deployment || !isUpdate || deployment.state?.versionLabel === deployment.versionLabel) return []
  const running = describeRunning(deployment)
  return running.length > 0 ? [markdown`**What runs now:** ${joinMarkdown(running, '<br>')}`] : []
}

function renderPlaces(products: PreviewProducts): Markdown[] {
  const { page, webSocket } = findPreviewPlaces(products)
  const lines = [
    ...(page ? [markdown`**Page:** ${siteMarkdown(page)}`] : []),
    ...(webSocket ? [markdown`**WebSocket:** ${codeMarkdown(webSocket)}`] : []),
  ]
  return lines.length > 0 ? [joinMarkdown(lines, '<br>\n')] : []
}

function listFacts(subject: CommentSubject, { products, verdict }: PreviewEnd): Row[] {
  const { deployment, plan } = products
  const target = deployment?.handshake?.targets[0]
  const version = deployment?.versionLabel
  return [
    ...(target ? [['Handshake', describeOutcomeBriefly(target)] as Row] : []),
    ...(deployment ? listCut(deployment) : []),
    version
      ? ['Version', markdown`${version} (commit ${linkCommit(subject)})`]
      : ['Commit', markdown`${linkCommit(subject)}`],
    ['Environment', deployment ? describeEnvironment(deployment) : subject.environmentName],
    ['Time', `${tellEnd({ products, verdict })} ${describeTimes(subject, products)}`],
    ...(plan && deployment && !isGone(deployment.state?.status)
      ? [['Expires', describeExpiry(plan.expiresMs, subject.nowMs)] as Row]
      : []),
  ]
}

function tellEnd({ products, verdict }: PreviewEnd): string {
  if (!verdict.ok) return 'failed after'
  return products.isUpdate ? 'updated in' : 'created in'
}

function describeTimes({ nowMs }: CommentSubject, { timings, deployment }: PreviewProducts): string {
  const totalMs = [...timings, ...(deployment?.timings ?? [])].reduce((sum, { ms }) => sum + ms, 0)
  return `${toDuration(totalMs)}, at ${toUtcMinute(nowMs)}`
}

function describeExpiry(expiresMs: number, nowMs: number): string {
  return `${toUtcMinute(expiresMs)} (in ${toDuration(expiresMs - nowMs)}), unless a commit is pushed before`
}

function renderDetails({ products, verdict, ...end }: PreviewEnd): Markdown[] {
  const { deployment } = products
  // Of the comment itself the reader knows.
  const changes = (end.changes ?? []).filter(({ isNews }) => !isNews)
  if (!deployment) return renderLedger(changes)
  const notes = renderNotes([...(products.plan?.notes ?? []), ...listNotes(deployment)].slice(0, MOST_NOTES))
  const health = verdict.ok ? [] : renderHealthCauses(deployment.healthCauses)
  return [
    ...renderEvidence(deployment.handshake),
    ...(health.length > 0 ? [foldMarkdown('Health', joinMarkdown(health, '\n\n'))] : []),
    ...(verdict.ok ? [] : renderLogs(cutLogs(deployment), { unfolded: false })),
    ...renderEvents(deployment, MOST_EVENTS),
    ...(notes.length > 0 ? [foldMarkdown('Worth knowing', joinMarkdown(notes, '\n\n'))] : []),
    ...(verdict.ok ? renderChangeList(changes) : renderLedger(changes)),
    ...(verdict.ok ? [] : renderConsoleLink(deployment)),
  ]
}

// What is foreign in it must not be so long that it is left out whole.
function shorten(problem: Problem, isOfRemoval: boolean): Problem {
  const hide = isOfRemoval ? withoutHosts : (text: string) => text
  const cut = (text: string) => hide(toPrintableText(text, { maxLines: 20, maxLength: LONGEST_TOLD }))
  return { ...problem, what: cut(problem.what), remedy: cut(problem.remedy) }
}
