/** The job summary of a deployment, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { fenceMarkdown, foldMarkdown, linkMarkdown, type Markdown, markdown } from '../markdown.ts'
import { toPrintableLine } from '../untrusted.ts'
import { findConsoleLink } from './console-link.ts'
import { listFacts, type Row } from './deploy-facts.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { listNotes } from './describe-products.ts'
import { describeRunning, isRollBackBegun } from './describe-running.ts'
import { renderDryRun } from './dry-run.ts'
import { renderEvidence } from './handshake-lines.ts'
import { renderHealthCauses } from './health-lines.ts'
import { renderLedger, renderOutcome } from './list-changes.ts'
import { renderSources } from './list-sources.ts'
import { renderHeading, renderLogs, renderProblem, renderTable, renderTimings } from './summary-parts.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings, type Warning } from './warning-list.ts'

/** The log has all of them. */
const MOST_WARNINGS = 100

export function renderDeploySummary(
  products: DeployProducts,
  verdict: Verdict,
  ledger: readonly LedgerEntry[],
): Markdown[] {
  if (products.dryRun) return [...renderDryRun(products, verdict, ledger), ...renderTimings(products.timings)]
  return renderDeployment(products, { verdict, ledger, rows: [], cautions: [], notes: [] })
}

export interface Around {
  readonly verdict: Verdict
  readonly ledger: readonly LedgerEntry[]
  /** Of the table, before those of the deployment. */
  readonly rows: readonly Row[]
  /** Behind the table. */
  readonly cautions: readonly Markdown[]
  /** Before those of the deployment. */
  readonly notes: readonly Warning[]
}

/** All that there is to tell of a deployment that was not a dry run. */
export function renderDeployment(products: DeployProducts, around: Around): Markdown[] {
  const { verdict, ledger, rows, cautions, notes } = around
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
    renderTable([...rows, ...listFacts(products)]),
    ...cautions,
    ...renderWarnings([...notes, ...listNotes(products)].slice(0, MOST_WARNINGS)),
    ...renderSources(products),
    ...renderEvidence(products.handshake),
    ...(verdict.ok ? [] : renderFailure(products, ledger)),
    ...renderEvents(products),
    ...(verdict.ok ? renderLedger(ledger) : []),
    ...renderTimings(products.timings),
  ]
}

function renderFailure(products: DeployProducts, ledger: readonly LedgerEntry[]): Markdown[] {
  const isOld = products.rollBack && isRollBackBegun(products.rollBack)
  return [
    ...renderHealthCauses(products.healthCauses, isOld ? 'Health before the roll back' : 'Health'),
    ...renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' }),
    ...(products.logsUnknown ? [markdown`**Logs of the instances:** unknown (${products.logsUnknown})`] : []),
    ...renderOutcome(ledger, describeRunning(products)),
    ...(ledger.length > 0 ? renderConsoleLink(products) : []),
  ]
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
