/** The plan for the inbound rules in words, a line for each port. Pure. */

import { listFew } from '../list-few.ts'
import { quoteForeign } from '../untrusted.ts'
import { joinIds, listSources, tellMembers } from './describe-sources.ts'
import { ANYWHERE, type Source } from './inbound.ts'
import type { FoundInboundPlan, InboundPlan, PortPlan } from './plan-inbound.ts'

export function describeInbound(plan: InboundPlan): string[] {
  if (plan.kind === 'off') return ['Do not look at security groups.']
  if (plan.kind === 'unknown') return [`Leave the security groups alone: ${plan.reason}.`]
  if (plan.kind === 'found') return plan.ports.map(port => describePort(port, plan))
  return [
    ...(plan.isOpened
      ? [
          `With the environment, Beanstalk makes security groups that admit ${ANYWHERE[0]} on the ports of its listeners.`,
        ]
      : []),
    'Look at the security group that faces the internet when the environment is there, as in one that exists.',
  ]
}

function describePort(port: PortPlan, plan: FoundInboundPlan): string {
  const { step, admission } = port
  const place = (ids: readonly string[]) => `${joinIds(ids)} of ${plan.title}`
  if (step.kind === 'comes')
    return `With the listener that comes, Beanstalk itself will admit ${joinIds(step.cidrs)} on TCP ${port.port} in ${place([step.groupId])}${admission.sources.length > 0 ? `, which admits ${tellAdmitted(port)} so far` : ''}.`
  if (step.kind === 'add') {
    const why =
      admission.sources.length === 0
        ? `which admits ${tellAdmitted(port)} there`
        : `because of allow-from; it admits ${tellAdmitted(port)} so far`
    return `Admit ${joinIds(step.cidrs)} on TCP ${port.port} in ${place([step.groupId])}, ${why}.`
  }
  const [ids, they, admit] = chooseWords(port, plan)
  if (step.kind === 'leave')
    return `Leave ${place(ids)} as ${they}; on TCP ${port.port} ${admit} ${tellAdmitted(port)}, ${tellWhy(port, plan)}.`
  const missing = admission.sources.length === 0 || step.cidrs.length === 0 ? '' : `, and not ${joinIds(step.cidrs)}`
  return `Leave ${place(ids)} as ${they}, although ${admit} ${tellAdmitted(port)}${missing} on TCP ${port.port}${step.because ? `: ${step.because}` : ''}.`
}

/** The groups that are left, and how a sentence goes on about them. */
function chooseWords(
  { step, admitting }: PortPlan,
  { groupIds }: FoundInboundPlan,
): [readonly string[], string, string] {
  const ids = step.kind === 'leave' && admitting.length > 0 ? admitting : groupIds
  return ids.length === 1 ? [ids, 'it is', 'it admits'] : [ids, 'they are', 'they admit']
}

function tellAdmitted({ admission }: PortPlan): string {
  const members = tellMembers(admission)
  if (admission.sources.length === 0) return members ? `nobody but ${members}` : 'nobody'
  return `${listSources(admission.sources)}${members ? `, and ${members}` : ''}`
}

function tellWhy({ admission, seenAs }: PortPlan, { title }: FoundInboundPlan): string {
  const who = tellWho(admission.sources)
  if (seenAs === undefined || seenAs === 'unknown') return who
  const doubt = admission.state === 'yes' ? '' : 'perhaps '
  return `${who}, and ${doubt}with them the addresses of ${title}, which the instances see in the place of its clients'`
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
