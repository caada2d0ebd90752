/** The job summary of a deployment, in Markdown. Pure. */

import type { LedgerEntry } from '../ledger.ts'
import { listFew } from '../list-few.ts'
import {
  codeMarkdown,
  fenceMarkdown,
  foldMarkdown,
  joinMarkdown,
  linkMarkdown,
  type Markdown,
  type MarkdownPart,
  markdown,
} from '../markdown.ts'
import type { FoundInboundPlan, PortPlan } from '../network/plan-inbound.ts'
import type { PortState } from '../network/port-state.ts'
import { toPrintableLine } from '../untrusted.ts'
import { findConsoleLink } from './console-link.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findingOf } from './deploy-verdict.ts'
import { describeEnvironment, describePreflight, listNotes, toSize } from './describe-products.ts'
import { describeOutages, describeRollBackEnd } from './describe-roll-back.ts'
import { describeRunning, isRollBackBegun } from './describe-running.ts'
import { renderDryRun } from './dry-run.ts'
import { describeCut, describeHandshake, renderEvidence } from './handshake-lines.ts'
import { renderHealthCauses } from './health-lines.ts'
import { renderLedger, renderOutcome } from './list-changes.ts'
import { renderSources } from './list-sources.ts'
import { renderHeading, renderLogs, renderProblem, renderTable, renderTimings } from './summary-parts.ts'
import type { Verdict } from './verdict.ts'
import { renderWarnings } from './warning-list.ts'

/** The log has all of them. */
const MOST_WARNINGS = 100

export function renderDeploySummary(
  products: DeployProducts,
  verdict: Verdict,
  ledger: readonly LedgerEntry[],
): Markdown[] {
  if (products.dryRun) return [...renderDryRun(products, verdict, ledger), ...renderTimings(products.timings)]
  return [
    renderHeading(verdict.ok, verdict.headline),
    ...(verdict.problem ? [renderProblem(verdict.problem)] : []),
    renderTable(listFacts(products)),
    ...renderWarnings(listNotes(products).slice(0, MOST_WARNINGS)),
    ...renderSources(products),
    ...renderEvidence(products.handshake),
    ...(verdict.ok ? [] : renderFailure(products, ledger)),
    ...renderEvents(products),
    ...(verdict.ok ? renderLedger(ledger) : []),
    ...renderTimings(products.timings),
  ]
}

function renderFailure(products: DeployProducts, ledger: readonly LedgerEntry[]): Markdown[] {
  const link = ledger.length > 0 ? findConsoleLink(products) : undefined
  const isOld = products.rollBack && isRollBackBegun(products.rollBack)
  return [
    ...renderHealthCauses(products.healthCauses, isOld ? 'Health before the roll back' : 'Health'),
    ...renderLogs(products.logs ?? [], { unfolded: findingOf(products)?.layer !== 'proxy' }),
    ...(products.logsUnknown ? [markdown`**Logs of the instances:** unknown (${products.logsUnknown})`] : []),
    ...renderOutcome(ledger, describeRunning(products)),
    ...(link ? [linkMarkdown("The environment's events in the AWS console", link)] : []),
  ]
}

function listFacts(products: DeployProducts): [string, MarkdownPart][] {
  const { survey, creation, published, version } = products
  const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : ''
  const from = survey?.versionLabel ? ` (before: ${survey.versionLabel})` : ''
  return [
    ['WebSocket', describeHandshake(products.handshake)],
    ...listCut(products),
    ['Environment', describeEnvironment(products)],
    ['Platform', (survey ?? creation)?.platform.name ?? 'unknown'],
    ['Version', `${products.versionLabel}${published?.reused ? ', reused' : size}${from}`],
    ...listRollBack(products),
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

function listRollBack(products: DeployProducts): [string, MarkdownPart][] {
  const told = describeRollBackEnd(products)
  const outages = describeOutages(products)
  return [
    ...(told ? [['Roll back', told] as [string, MarkdownPart]] : []),
    ...(outages.length > 0 ? [['Outage', joinMarkdown(outages, '<br>')] as [string, MarkdownPart]] : []),
  ]
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

function listInbound({ inbound, ports }: DeployProducts): [string, MarkdownPart][] {
  if (!inbound) return [['Inbound rule', 'not looked at']]
  if (inbound.kind === 'off') return [['Inbound rule', 'not looked at (security-group-rule: off)']]
  if (inbound.kind === 'unknown') return [['Inbound rule', `unknown: ${inbound.reason}`]]
  if (inbound.kind === 'new') return [['Inbound rule', 'unknown: the environment was not there yet']]
  return inbound.ports.map((port, index) => [`Port ${port.port}`, describePort(port, inbound, ports?.[index])])
}

function describePort({ admission, admitting, step }: PortPlan, { groupIds }: FoundInboundPlan, done?: PortState) {
  if (step.kind === 'add' && done === undefined)
    return `to be opened in ${step.groupId} for ${step.cidrs.join(' and ')}`
  if (step.kind === 'add' && done && done.added.length > 0)
    return `opened in ${step.groupId} for ${done.added.join(' and ')}`
  if (step.kind === 'comes') return `Beanstalk opens ${step.groupId} for ${step.cidrs.join(' and ')}`
  const names = done?.sources ?? admission.sources.map(({ name }) => name)
  const whom = names.length > 0 ? `admits ${listFew(names)}` : 'admits nobody'
  if (step.kind === 'lack') return `${groupIds.join(' and ')} ${whom} (${step.because || 'security-group-rule: check'})`
  return `${(admitting.length > 0 ? admitting : groupIds).join(' and ')} ${whom}; left as it is`
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
