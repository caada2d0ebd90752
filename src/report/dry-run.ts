/** The plan of a dry run, in Markdown: for the job summary, and for a comment of the pull request that it is about. Pure. */

import { toSize } from '../describe-size.ts'
import { redact } from '../handshake/redact.ts'
import type { LedgerEntry } from '../ledger.ts'
import {
  codeMarkdown,
  fenceMarkdown,
  foldMarkdown,
  joinMarkdown,
  type Markdown,
  type MarkdownPart,
  markdown,
  renderMarkdown,
} from '../markdown.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeEnvironment, describePreflight, listNotes } from './describe-products.ts'
import { renderLedger } from './list-changes.ts'
import type { PlannedSetting, PlanToReview } from './plan-to-review.ts'
import { renderHeading, renderList, renderProblem, renderTable } from './summary-parts.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings } from './warning-list.ts'

/**
 * GitHub takes 65,536 characters in a comment, where somebody may add some of his own; and Linux 131,072 bytes in a
 * variable of the environment, by which the output comes to a script.
 */
const MAX_PLAN_BYTES = 60_000

const MOST_ITEMS = 50
const MOST_NOTES = 50
/** What is too long is left out in such portions. */
const NOTES_TOGETHER = 5
/** Of the files that are added: all lines. */
const MOST_LINES = 1000

export interface DryRunEnding {
  readonly verdict: Verdict
  readonly changes: readonly LedgerEntry[]
  /** No output is masked by the runner. */
  readonly secrets: readonly string[]
}

/** The output `plan`: empty unless the run is a dry run. */
export function renderPlanOutput(products: DeployProducts, { verdict, changes, secrets }: DryRunEnding): string {
  if (!products.dryRun) return ''
  const shown = redact({ products, verdict, changes }, secrets)
  return renderMarkdown(renderDryRun(shown.products, shown.verdict, shown.changes), MAX_PLAN_BYTES)
}

/** Blocks, each of which can be left out whole: what it would come to stands before what there is to read. */
export function renderDryRun(
  products: DeployProducts,
  { ok, headline, problem }: Verdict,
  ledger: readonly LedgerEntry[],
): Markdown[] {
  return [
    renderHeading(ok, headline),
    ...renderLedger(ledger),
    ...(problem ? [renderProblem(problem)] : []),
    // Of inputs that are wrong nothing is read.
    ...(products.environmentName ? [renderTable(listFacts(products))] : []),
    ...renderBundle(products),
    ...(products.plan ? renderSections(products.plan) : []),
    ...renderWarnings(listNotes(products).slice(0, MOST_NOTES), NOTES_TOGETHER),
    ...renderFiles(products.proxy),
  ]
}

function listFacts(products: DeployProducts): [string, MarkdownPart][] {
  const { survey, creation, version, versionLabel } = products
  const bytes = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : ''
  return [
    ['Environment', describeEnvironment(products)],
    ['Platform', (survey ?? creation)?.platform.name ?? 'not looked at'],
    [
      'Version',
      `${survey?.versionLabel ? `${survey.versionLabel} → ` : ''}${versionLabel}${version?.kind === 'reuse' ? ', which exists' : bytes}`,
    ],
    ['Preflight', describePreflight(products)],
  ]
}

/** What is put into it, and what of it is left alone. */
function renderBundle({ proxy, plan }: DeployProducts): Markdown[] {
  if (!proxy) return []
  const added = proxy.additions.map(({ name, reason }) => markdown`Add ${codeMarkdown(name)}: ${reason}.`)
  const kept = proxy.kept.map(({ name, reason }) => markdown`Keep ${codeMarkdown(name)}: ${reason}.`)
  return renderSection('Source bundle', [
    ...(plan?.wrapping ? [plan.wrapping] : []),
    ...(added.length > 0 ? added : ['Add no proxy file.']),
    ...kept,
    ...(plan?.assumed ?? []),
  ])
}

function renderSections({ inbound, version, settings, loadBalancer, webSocket, rollBack }: PlanToReview): Markdown[] {
  return [
    ...renderSection('Inbound rule', inbound),
    ...renderSection('Version', version),
    ...renderSection('Option settings', settings.map(renderSetting)),
    ...renderSection('Load balancer', loadBalancer),
    ...renderSection('WebSocket', [webSocket.inWords]),
    ...renderSection('Roll back', rollBack),
  ]
}

function renderSection(title: string, items: readonly MarkdownPart[]): Markdown[] {
  if (items.length === 0) return []
  const more = items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : []
  return [markdown`**${title}**\n\n${renderList([...items.slice(0, MOST_ITEMS), ...more])}`]
}

function renderSetting({ namespace, optionName, kind, before, after, purpose }: PlannedSetting): Markdown {
  const now = kind === 'new' ? 'not set' : (before ?? (kind === 'unknown' ? 'not known' : 'another value'))
  const then = after ?? 'a value that is not shown'
  const change = kind === 'same' ? `${before ?? 'set'}, as it is already` : `${shorten(now)} → ${shorten(then)}`
  const why = purpose ? markdown` (${purpose})` : ''
  return markdown`${codeMarkdown(`${namespace}:${optionName}`)}: ${change}${why}`
}

function shorten(value: string): string {
  return toPrintableLine(value, 200)
}

function renderFiles(proxy: ProxyPlan | undefined): Markdown[] {
  const files = proxy?.additions ?? []
  if (files.length === 0) return []
  const folded = files.map(({ name, text }) => foldMarkdown(name, fenceMarkdown(text.trimEnd(), MOST_LINES)))
  const [first, ...further] = folded
  return first ? [joinMarkdown([markdown`**Files that would be added**`, first], '\n\n'), ...further] : []
}
