/** The job summary of a deployment, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { fenceMarkdown, foldMarkdown, linkMarkdown, type Markdown, markdown } from '../markdown.ts'
import { toPrintableLine } from '../untrusted.ts'
import { findConsoleLink } from './console-link.ts'
import { listFacts, type Row } from './deploy-facts.ts'
import type { DeployProducts, StageTiming } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { renderDeploymentPath } from './deployment-path.ts'
import { listNotes } from './describe-products.ts'
import { describeRunning, isRollBackBegun } from './describe-running.ts'
import { renderDryRun } from './dry-run.ts'
import { describeCut, renderEvidence } from './handshake-lines.ts'
import { renderHealthCauses } from './health-lines.ts'
import { renderLedger, renderOutcome } from './list-changes.ts'
import { renderSources } from './list-sources.ts'
import { renderHeading, renderList, renderLogs, renderProblem, renderTable, renderTimings } from './summary-parts.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings, type Warning } from './warning-list.ts'

/** The log has all of them. */
const MOST_WARNINGS = 100

export function renderDeploySummary(
  products: DeployProducts,
  verdict: Verdict,
  ledger: readonly LedgerEntry[],
): Markdown[] {
  const { timings } = products
  if (products.dryRun) return [...renderDryRun(products, verdict, ledger), ...renderTimings(timings)]
  const next = verdict.ok && products.handshake ? [CHECK_IT] : []
  return renderDeployment(products, { verdict, ledger, rows: [], cautions: [], notes: [], next, timings })
}

const CHECK_IT =
  'Let a schedule open this WebSocket, so that you hear of it when it breaks: the action "check" of this repository, with "incident-issue: true", in a workflow with "on: schedule".'

export interface Around {
  readonly verdict: Verdict
  readonly ledger: readonly LedgerEntry[]
  /** Of the table, before those of the deployment. */
  readonly rows: readonly Row[]
  /** Behind the table. */
  readonly cautions: readonly Markdown[]
  /** Before those of the deployment. */
  readonly notes: readonly Warning[]
  /** What to do next, behind what the handshake has shown. */
  readonly next: readonly string[]
  /** Of all stages. */
  readonly timings: readonly StageTiming[]
}

/** All that there is to tell of a deployment that was not a dry run. */
export function renderDeployment(products: DeployProducts, around: Around): Markdown[] {
  const { verdict, ledger, rows, cautions, notes, next, timings } = around
  // Of inputs that were refused nothing is known yet.
  const facts = [...rows, ...(products.environmentName ? listFacts(products) : [])]
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
    ...renderDeploymentPath(products),
    ...(facts.length > 0 ? [renderTable(facts)] : []),
    ...cautions,
    ...(verdict.ok ? [] : renderFailure(products)),
    ...renderWarnings([...notes, ...listNotes(products)].slice(0, MOST_WARNINGS)),
    ...(verdict.ok ? [] : renderOutcome(ledger, describeRunning(products))),
    ...renderEvidence(products.handshake),
    ...renderSources(products),
    ...renderTimings(timings),
    ...renderEvents(products),
    ...(verdict.ok ? renderLedger(ledger) : []),
    ...renderNext(products, next),
  ]
}

/** What the app and its instances say. */
function renderFailure(products: DeployProducts): Markdown[] {
  const isOld = products.rollBack && isRollBackBegun(products.rollBack)
  return [
    ...renderHealthCauses(products.healthCauses, isOld ? 'Health before the roll back' : 'Health'),
    ...renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' }),
    ...(products.logsUnknown ? [markdown`**Logs of the instances:** unknown (${products.logsUnknown})`] : []),
  ]
}

/** What is good to do although all is well. */
function renderNext({ handshake }: DeployProducts, next: readonly string[]): Markdown[] {
  const [target] = handshake?.targets ?? []
  const cut = target && describeCut(target)
  const items = [...(cut ? [cut] : []), ...next]
  return items.length > 0 ? [markdown`**What next**\n\n${renderList(items)}`] : []
}

export function renderConsoleLink(products: DeployProducts): Markdown[] {
  const link = findConsoleLink(products)
  return link ? [linkMarkdown("The environment's events in the AWS console", link)] : []
}

/** The newest of them, if there are more than `most`. */
export function renderEvents({ settled }: DeployProducts, most = 200): Markdown[] {
  if (!settled || settled.events.length === 0) return []
  const first = settled.events[0]?.atMs ?? 0
  const lines = settled.events.slice(-most).map(event => {
    const seconds = Math.round((event.atMs - first) / 1000)
    return `${`+${seconds}s`.padStart(6)}  ${toPrintableLine(`${event.severity.padEnd(5)}  ${event.message}`)}`
  })
  const count = settled.events.length
  const shown = count > most ? `the last ${most} of ${count}` : String(count)
  return [foldMarkdown(`Events of the deployment (${shown})`, fenceMarkdown(lines.join('\n'), most))]
}
