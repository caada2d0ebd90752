/** The rows of a deployment's table in a summary. Pure. */

import { toSize } from '../describe-size.ts'
import { listFew } from '../list-few.ts'
import { codeMarkdown, joinMarkdown, linkMarkdown, type MarkdownPart, markdown } from '../markdown.ts'
import type { FoundInboundPlan, PortPlan } from '../network/plan-inbound.ts'
import type { PortState } from '../network/port-state.ts'
import {
  findConsoleLink,
  findEnvironmentLink,
  findGroupLink,
  findLoadBalancerLink,
  findVersionsLink,
} from './console-link.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeEnvironment, describePreflight } from './describe-products.ts'
import { describeOutages, describeRollBackEnd } from './describe-roll-back.ts'
import { describeCut, describeHandshake } from './handshake-lines.ts'

/** What is in the first column, and beside it. */
export type Row = readonly [name: string, cell: MarkdownPart]

export function listFacts(products: DeployProducts): Row[] {
  const { survey, creation, published, version } = products
  const size = version?.kind === 'create' ? `, ${toSize(version.sizeBytes)}` : ''
  const from = survey?.versionLabel ? ` (before: ${survey.versionLabel})` : ''
  return [
    ['WebSocket', describeHandshake(products.handshake)],
    ['Environment', renderEnvironment(products)],
    ['Platform', (survey ?? creation)?.platform.name ?? 'unknown'],
    ['Version', renderVersion(products, `${published?.reused ? ', reused' : size}${from}`)],
    ...listRollBack(products),
    ['Proxy files', describeProxyFiles(products)],
    ['Preflight', describePreflight(products)],
    ...listInbound(products),
    ...listLoadBalancer(products),
  ]
}

function renderEnvironment(products: DeployProducts): MarkdownPart {
  const links = [...link('environment', findEnvironmentLink(products)), ...link('events', findConsoleLink(products))]
  const told = describeEnvironment(products)
  return links.length > 0 ? markdown`${told} (${joinMarkdown(links, ', ')})` : told
}

function renderVersion(products: DeployProducts, more: string): MarkdownPart {
  // What was not created is not in the list.
  const [all] = products.published ? link('all versions', findVersionsLink(products)) : []
  const told = `${products.versionLabel}${more}`
  return all ? markdown`${told} (${all})` : told
}

function link(words: string, place: URL | undefined): MarkdownPart[] {
  return place ? [linkMarkdown(words, place)] : []
}

function linkGroups(region: string, groupIds: readonly string[]): MarkdownPart {
  const linked = groupIds.map(id => link(id, findGroupLink(region, id))[0] ?? id)
  return joinMarkdown(linked, ', ')
}

function listLoadBalancer({ loadBalancer, inbound, region }: DeployProducts): Row[] {
  if (!loadBalancer || ['none', 'unknown'].includes(loadBalancer.before.loadBalancer)) return []
  const { before, tunings } = loadBalancer
  const changed = tunings.map(({ namespace, optionName, before, value }) => {
    return markdown`${codeMarkdown(`${namespace}:${optionName}`)}: ${before} → ${value}`
  })
  // As in "the Application Load Balancer awseb-AWSEB-1R4XG24EFD6OC".
  const name = inbound?.kind === 'found' ? / Load Balancer (\S+)$/.exec(inbound.title)?.[1] : undefined
  const [linked] = name === undefined ? [] : link(name, findLoadBalancerLink(region, name))
  const kind = markdown`${before.isShared ? 'shared, ' : ''}${before.loadBalancer}${linked ? markdown` (${linked})` : ''}`
  return [['Load balancer', joinMarkdown([kind, ...(changed.length > 0 ? changed : ['left as it is'])], '<br>')]]
}

function listRollBack(products: DeployProducts): Row[] {
  const told = describeRollBackEnd(products)
  const outages = describeOutages(products)
  return [
    ...(told ? [['Roll back', told] as Row] : []),
    ...(outages.length > 0 ? [['Outage', joinMarkdown(outages, '<br>')] as Row] : []),
  ]
}

export function listCut({ handshake }: DeployProducts): Row[] {
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

function listInbound({ inbound, ports, region }: DeployProducts): Row[] {
  if (!inbound) return [['Inbound rule', 'not looked at']]
  if (inbound.kind === 'off') return [['Inbound rule', 'not looked at (security-group-rule: off)']]
  if (inbound.kind === 'unknown') return [['Inbound rule', `unknown: ${inbound.reason}`]]
  if (inbound.kind === 'new') return [['Inbound rule', 'unknown: the environment was not there yet']]
  return inbound.ports.map((port, index) => [
    `Port ${port.port}`,
    renderPort(port, { ...inbound, region }, ports?.[index]),
  ])
}

type Groups = Pick<FoundInboundPlan, 'groupIds'> & Pick<DeployProducts, 'region'>

function renderPort(
  { admission, admitting, step }: PortPlan,
  { groupIds, region }: Groups,
  done?: PortState,
): MarkdownPart {
  const link = (...ids: readonly string[]) => linkGroups(region, ids)
  if (step.kind === 'add' && done === undefined)
    return markdown`to be opened in ${link(step.groupId)} for ${step.cidrs.join(' and ')}`
  if (step.kind === 'add' && done && done.added.length > 0)
    return markdown`opened in ${link(step.groupId)} for ${done.added.join(' and ')}`
  if (step.kind === 'comes') return markdown`Beanstalk opens ${link(step.groupId)} for ${step.cidrs.join(' and ')}`
  const names = done?.sources ?? admission.sources.map(({ name }) => name)
  const whom = names.length > 0 ? `admits ${listFew(names)}` : 'admits nobody'
  if (step.kind === 'lack')
    return markdown`${link(...groupIds)} ${whom} (${step.because || 'security-group-rule: check'})`
  return markdown`${link(...(admitting.length > 0 ? admitting : groupIds))} ${whom}; left as it is`
}
