/** The job summary of a deployment, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import {
  codeMarkdown,
  fenceMarkdown,
  foldMarkdown,
  joinMarkdown,
  type Markdown,
  type MarkdownPart,
  markdown,
} from '../markdown.ts'
import type { FoundInboundPlan, PortPlan } from '../network/plan-inbound.ts'
import { toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { describeCut, describeHandshake, renderEvidence } from './handshake-lines.ts'
import {
  renderHeading,
  renderLedger,
  renderList,
  renderLogs,
  renderProblem,
  renderTable,
  renderTimings,
} from './summary-parts.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings, type Warning } from './warning-list.ts'

/** The log has all of them. */
const MOST_WARNINGS = 100

export function renderDeploySummary(
  products: DeployProducts,
  verdict: Verdict,
  ledger: readonly LedgerEntry[],
): Markdown[] {
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
    renderTable(listFacts(products)),
    ...(products.dryRun ? [renderPlan(products)] : []),
    ...renderWarnings(listNotes(products).slice(0, MOST_WARNINGS)),
    ...(verdict.ok ? [] : renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' })),
    ...renderEvidence(products.handshake),
    ...renderEvents(products),
    ...renderLedger(ledger),
    ...renderTimings(products.timings),
  ]
}

function listNotes({ inbound, loadBalancer, notes = [], appNotes = [] }: DeployProducts): Warning[] {
  const ofInbound = inbound === undefined || inbound.kind === 'off' ? [] : inbound.warnings
  return [...ofInbound, ...notes, ...appNotes, ...(loadBalancer?.notes ?? [])]
}

function listFacts(products: DeployProducts): [string, MarkdownPart][] {
  const { survey, state, published, version, region, applicationName, environmentName } = products
  const environment = state ?? survey
  const now = environment ? `${environment.status}, health ${environment.health}` : 'not looked at'
  const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : ''
  const from = survey?.versionLabel ? ` (before: ${survey.versionLabel})` : ''
  return [
    ['WebSocket', describeHandshake(products.handshake, products)],
    ...listCut(products),
    ['Environment', `${applicationName} / ${environmentName}, ${region}: ${now}`],
    ['Platform', survey?.platform.name ?? 'unknown'],
    ['Version', `${products.versionLabel}${published?.reused ? ', reused' : size}${from}`],
    ['Proxy files', describeProxyFiles(products)],
    ['Preflight', describePreflight(products)],
    ...listInbound(products),
    ...listLoadBalancer(products),
  ]
}

function listLoadBalancer({ loadBalancer }: DeployProducts): [string, MarkdownPart][] {
  if (!loadBalancer || ['none', 'unknown'].includes(loadBalancer.before.loadBalancer)) return []
  const { before, tunings } = loadBalancer
  const changed = tunings.map(({ namespace, optionName, before, value }) => {
    return markdown`${codeMarkdown(`${namespace}:${optionName}`)}: ${before} → ${value}`
  })
  const kind = markdown`${before.isShared ? 'shared, ' : ''}${before.loadBalancer}`
  return [['Load balancer', joinMarkdown([kind, ...(changed.length > 0 ? changed : ['left as it is'])], '<br>')]]
}

function listCut({ handshake }: DeployProducts): [string, MarkdownPart][] {
  const [target] = handshake?.targets ?? []
  const cut = target && describeCut(target)
  return cut ? [['Silence', cut]] : []
}

function describeProxyFiles({ proxy }: DeployProducts): MarkdownPart {
  if (!proxy) return 'not looked at'
  const added = proxy.additions.map(file => markdown`added ${codeMarkdown(file.name)}: ${file.reason}`)
  const kept = proxy.kept.map(file => `kept ${file.name}: ${file.reason}`)
  return added.length + kept.length === 0 ? 'nothing added' : joinMarkdown([...added, ...kept], '<br>')
}

function describePreflight({ preflight, refusals }: DeployProducts): string {
  if (!preflight) return refusals ? 'not made (preflight: off)' : 'not looked at'
  if (preflight.kind !== 'passed' && preflight.kind !== 'refused') return `not made: ${preflight.reason}`
  const { kind, program, version, ms, notTested } = preflight
  const untested = notTested.length > 0 ? `; not tested: ${notTested.slice(0, 10).join(', ')}` : ''
  const isDoubted = kind === 'refused' && refusals?.length === 0
  const files = isDoubted ? 'the files as they are here' : 'the files'
  return `${program} ${version} ${kind === 'passed' ? 'took' : 'refused'} ${files}, in ${ms} ms${untested}`
}

function listInbound({ inbound, ports }: DeployProducts): [string, MarkdownPart][] {
  if (!inbound) return [['Inbound rule', 'not looked at']]
  if (inbound.kind === 'off') return [['Inbound rule', 'not looked at (security-group-rule: off)']]
  if (inbound.kind === 'unknown') return [['Inbound rule', `unknown: ${inbound.reason}`]]
  return inbound.ports.map(port => [`Port ${port.port}`, describePort(port, inbound, ports !== undefined)])
}

function describePort(
  { admission: { sources }, admitting, step }: PortPlan,
  { groupIds }: FoundInboundPlan,
  isDone: boolean,
): string {
  if (step.kind === 'add')
    return `${isDone ? 'opened' : 'to be opened'} in ${step.groupId} for ${step.cidrs.join(' and ')}`
  const names = sources.map(({ name }) => name)
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  const whom = names.length > 0 ? `admits ${names.slice(0, 5).join(', ')}${more}` : 'admits nobody'
  if (step.kind === 'leave') return `${admitting.join(' and ')} ${whom}; left as it is`
  return `${groupIds.join(' and ')} ${whom} (${step.because || 'security-group-rule: check'})`
}

function renderPlan({ planned = [] }: DeployProducts): Markdown {
  return markdown`**Plan**\n\n${renderList(planned)}`
}

function renderEvents({ settled }: DeployProducts): Markdown[] {
  if (!settled || settled.events.length === 0) return []
  const first = settled.events[0]?.atMs ?? 0
  const lines = settled.events.map(event => {
    const seconds = Math.round((event.atMs - first) / 1000)
    return `${`+${seconds}s`.padStart(6)}  ${toPrintableLine(`${event.severity.padEnd(5)}  ${event.message}`)}`
  })
  return [foldMarkdown(`Events of the deployment (${lines.length})`, fenceMarkdown(lines.join('\n'), 200))]
}

function toSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
