/** The job summary of a deployment, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { escapeMarkdown, fenceMarkdown } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { describeHandshake, renderEvidence } from './handshake-lines.ts'
import { renderFolded, renderLedger, renderLogs, renderProblem, renderTable, renderTimings } from './summary-parts.ts'
import type { Verdict } from './verdict.ts'

export function renderDeploySummary(
  products: DeployProducts,
  verdict: Verdict,
  ledger: readonly LedgerEntry[],
): string {
  const parts = [
    `## ${verdict.ok ? '✅' : '❌'} ${verdict.headline}`,
    ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
    renderTable(listFacts(products)),
    ...(products.dryRun ? [renderPlan(products)] : []),
    ...renderWarnings(products),
    ...(verdict.ok ? [] : renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' })),
    ...renderEvidence(products.handshake),
    ...renderEvents(products),
    ...renderLedger(ledger),
    ...renderTimings(products.timings),
  ]
  return `${parts.join('\n\n')}\n`
}

function listFacts(products: DeployProducts): [string, string][] {
  const { survey, state, published, version, region, applicationName, environmentName } = products
  const environment = state ?? survey
  const now = environment ? `${environment.status}, health ${environment.health}` : 'not looked at'
  const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : ''
  const from = survey?.versionLabel ? ` (before: ${escapeMarkdown(survey.versionLabel)})` : ''
  return [
    ['WebSocket', describeHandshake(products.handshake, products)],
    ['Environment', `${escapeMarkdown(`${applicationName} / ${environmentName}, ${region}`)}: ${now}`],
    ['Platform', escapeMarkdown(survey?.platform.name ?? 'unknown')],
    ['Version', `${escapeMarkdown(products.versionLabel)}${published?.reused ? ', reused' : size}${from}`],
    ['Proxy files', describeProxyFiles(products)],
    ['Port 80', describeInbound(products)],
  ]
}

function describeProxyFiles({ proxy }: DeployProducts): string {
  if (!proxy) return 'not looked at'
  const added = proxy.additions.map(file => `added \`${file.name}\`: ${escapeMarkdown(file.reason)}`)
  const kept = proxy.kept.map(file => `kept ${escapeMarkdown(file.name)}: ${escapeMarkdown(file.reason)}`)
  return [...added, ...kept].join('<br>') || 'nothing added'
}

function describeInbound({ inbound }: DeployProducts): string {
  if (!inbound) return 'not looked at'
  if (inbound.kind === 'off') return 'not looked at (security-group-rule: off)'
  if (inbound.kind === 'unknown') return `unknown: ${escapeMarkdown(inbound.reason)}`
  if (inbound.kind === 'leave') {
    const shown = inbound.admitted.slice(0, 5).map(escapeMarkdown).join(', ')
    const more = inbound.admitted.length > 5 ? ` and ${inbound.admitted.length - 5} more` : ''
    return `${inbound.groupId} admits ${shown}${more}; left as it is`
  }
  if (inbound.kind === 'closed') return `${inbound.groupId} admits nobody (security-group-rule: check)`
  return `opened in ${inbound.groupId} for ${inbound.sources.join(' and ')}`
}

function renderPlan({ planned = [] }: DeployProducts): string {
  return `**Plan**\n\n${planned.map(line => `- ${escapeMarkdown(line)}`).join('\n')}`
}

function renderWarnings({ proxy }: DeployProducts): string[] {
  const warnings = proxy?.warnings ?? []
  if (warnings.length === 0) return []
  const items = warnings.map(warning => `- ${escapeMarkdown(warning.message)} ${escapeMarkdown(warning.remedy)}`)
  return [`**Worth knowing**\n\n${items.join('\n')}`]
}

function renderEvents({ settled }: DeployProducts): string[] {
  if (!settled || settled.events.length === 0) return []
  const first = settled.events[0]?.atMs ?? 0
  const lines = settled.events.map(event => {
    const seconds = Math.round((event.atMs - first) / 1000)
    return `${`+${seconds}s`.padStart(6)}  ${event.severity.padEnd(5)}  ${event.message}`
  })
  return [renderFolded(`Events of the deployment (${lines.length})`, fenceMarkdown(lines.join('\n'), 200))]
}

function toSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
