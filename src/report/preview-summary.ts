/** The job summary of a run of the preview action, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import type { Row } from './deploy-facts.ts'
import { renderDeployment } from './deploy-summary.ts'
import { describeRemoval, REMOVAL_REASONS, withoutHosts } from './describe-removal.ts'
import { renderLedger, renderOutcome } from './list-changes.ts'
import { listPreviewFacts, renderCautions } from './preview-facts.ts'
import type { PreviewProducts, PreviewRemoval, SweepReport } from './preview-products.ts'
import { renderColumns, renderHeading, renderList, renderProblem, renderTable, renderTimings } from './summary-parts.ts'
import { listSwept } from './sweep-rows.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings } from './warning-list.ts'

/** The report file has all of them. */
const MOST_PROBLEMS = 20
const MOST_ROWS = 200

export function renderPreviewSummary(
  products: PreviewProducts,
  verdict: Verdict,
  changes: readonly LedgerEntry[],
): Markdown[] {
  const { deployment, removal, timings } = products
  // One that was deployed shows its times among the rest.
  const ownTimings = deployment && !removal ? [] : [...timings, ...(deployment?.timings ?? [])]
  return [...renderTask(products, verdict, changes), ...renderGitHubProblems(products), ...renderTimings(ownTimings)]
}

function renderTask(products: PreviewProducts, verdict: Verdict, changes: readonly LedgerEntry[]): Markdown[] {
  const { deployment, plan, removal, sweep, skipped } = products
  if (skipped && verdict.ok && changes.length === 0) return [renderHeading(true, verdict.headline)]
  if (deployment && !removal) {
    const [rows, cautions] = [listPreviewFacts(products), renderCautions(products)]
    const timings = [...products.timings, ...deployment.timings]
    return renderDeployment(deployment, {
      ...{ verdict, ledger: changes, rows, cautions, timings },
      ...{ notes: plan?.notes ?? [], next: [] },
    })
  }
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...renderProblems(verdict),
    ...renderWarnings(plan?.notes ?? []),
    ...(sweep ? renderSweep(sweep) : []),
    ...(removal ? [renderTable(listRemoved(removal))] : []),
    ...(verdict.ok ? renderLedger(changes) : renderOutcome(changes, [])),
  ]
}

function renderProblems({ problem, furtherProblems = [] }: Verdict): Markdown[] {
  const all = [...(problem ? [problem] : []), ...furtherProblems]
  return all
    .slice(0, MOST_PROBLEMS)
    .map(one => renderProblem({ ...one, what: withoutHosts(one.what), remedy: withoutHosts(one.remedy) }))
}

function listRemoved(removal: PreviewRemoval): Row[] {
  const { because, environmentNames, versionLabels, left } = removal
  return [
    ['Why', REMOVAL_REASONS[because]],
    ['Removed', describeRemoval(removal)],
    ...(environmentNames.length > 0 ? [['Environment', joinMarkdown(environmentNames, '<br>')] as Row] : []),
    ...(versionLabels.length > 0 ? [['Versions', joinMarkdown(versionLabels.slice(0, MOST_ROWS), '<br>')] as Row] : []),
    ...(left.length > 0 ? [['Still there', joinMarkdown(left.map(withoutHosts), '<br>')] as Row] : []),
  ]
}

function renderSweep(sweep: SweepReport): Markdown[] {
  const rows = listSwept(sweep)
  if (rows.length === 0) return [markdown`There are no previews of this repository.`]
  const shown = rows.slice(0, MOST_ROWS).map(({ pullRequest, environmentName, became, because }) => {
    return [`#${pullRequest}`, environmentName, became, withoutHosts(because)]
  })
  const more =
    rows.length > MOST_ROWS ? [markdown`… and ${rows.length - MOST_ROWS} more, which are in the report file.`] : []
  return [renderColumns(['pull request', 'environment', 'now', 'why'], shown), ...more]
}

function renderGitHubProblems({ githubProblems }: PreviewProducts): Markdown[] {
  if (githubProblems.length === 0) return []
  return [markdown`**At GitHub:**\n\n${renderList(githubProblems.slice(0, MOST_PROBLEMS))}`]
}
