/** The plan for the inbound rules in words, a line for each port. Pure. */

import { listFew } from '../list-few.ts'
import { quoteForeign } from '../untrusted.ts'
import { type Admission, isPrefixList, type Source } from './inbound.ts'
import type { FoundInboundPlan, InboundPlan, PortPlan } from './plan-inbound.ts'

export function describeInbound(plan: InboundPlan): string[] {
  if (plan.kind === 'off') return ['Do not look at security groups.']
  if (plan.kind === 'unknown') return [`Leave the security groups alone: ${plan.reason}.`]
  return plan.ports.map(port => describePort(port, plan))
}

function describePort({ port, step, admission, admitting }: PortPlan, { title, groupIds }: FoundInboundPlan): string {
  const place = (ids: readonly string[]) => `${ids.join(' and ')} of ${title}`
  const { sources } = admission
  if (step.kind === 'add') {
    const why =
      sources.length === 0
        ? 'which admits nobody there'
        : `because of allow-from; it admits ${listSources(admission)} so far`
    return `Admit ${step.cidrs.join(' and ')} on TCP ${port} in ${place([step.groupId])}, ${why}.`
  }
  if (step.kind === 'leave') {
    const [they, admit] = admitting.length === 1 ? ['it is', 'it admits'] : ['they are', 'they admit']
    return `Leave ${place(admitting)} as ${they}; on TCP ${port} ${admit} ${listSources(admission)}, ${tellWho(sources)}.`
  }
  const whom = sources.length === 0 ? 'nobody' : `${listSources(admission)}, and not ${step.cidrs.join(' and ')}`
  const [they, admit] = groupIds.length === 1 ? ['it is', 'it admits'] : ['they are', 'they admit']
  return `Leave ${place(groupIds)} as ${they}, although ${admit} ${whom} on TCP ${port}${step.because ? `: ${step.because}` : ''}.`
}

function listSources({ sources }: Admission): string {
  return listFew(sources.map(describeSource))
}

function describeSource({ name, entries }: Source): string {
  if (!isPrefixList(name)) return name
  if (entries === undefined) return `the prefix list ${name}, which could not be read`
  return `the prefix list ${name} (${entries.length} ${entries.length === 1 ? 'range' : 'ranges'})`
}

/** As this action writes it, and as it wrote it before. */
const OWN_DESCRIPTION = 'beanstalk-websockets action'

function tellWho(sources: readonly Source[]): string {
  const others = sources.filter(({ description }) => !description?.includes(OWN_DESCRIPTION))
  if (others.length === 0) return 'which this action added before'
  const said = new Set(others.flatMap(({ description }) => description || []))
  const words = listFew([...said].map(quoteForeign))
  return `as ${words ? `somebody chose (${words})` : 'Beanstalk or somebody chose'}`
}
