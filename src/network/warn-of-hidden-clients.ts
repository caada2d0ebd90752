/** Warnings where the instances behind a Network Load Balancer see its addresses in the place of its clients'. Pure. */

import { listFew } from '../list-few.ts'
import { joinIds } from './describe-sources.ts'
import type { InboundWarning } from './find-hindrance.ts'
import { toCidr } from './inbound.ts'
import { type RuleCommand, writeRuleCommand } from './ip-permissions.ts'
import type { PortSurvey } from './read-groups.ts'
import type { FoundInbound } from './survey-inbound.ts'

export function warnOfHiddenClients(
  { port, seenAs, admission }: PortSurvey,
  { entrance, candidate }: FoundInbound,
  { allowFrom, region }: { readonly allowFrom: readonly string[]; readonly region: string },
): InboundWarning[] {
  if (seenAs === undefined || seenAs === 'unknown') return []
  const groupId = candidate?.groupId ?? entrance.groupIds[0] ?? ''
  const why = `The instances behind ${entrance.title} see its addresses in the place of its clients' (preserve_client_ip.enabled is false)`
  const closed = {
    message: `${why}, and on TCP ${port} ${joinIds(entrance.groupIds)} admits none of these: nobody gets through. Nothing is added, for a rule for clients would let them in past the load balancer.`,
    remedy: letLoadBalancerIn({ region, groupId, port, cidrs: seenAs.map(toCidr) }),
  }
  const idle = {
    message: `${why}, so that "allow-from" (${listFew(allowFrom)}) restricts nothing on TCP ${port}.`,
    remedy: `${PRESERVE}, or create the load balancer with a security group of its own.`,
  }
  return [...(admission.state === 'no' ? [closed] : []), ...(allowFrom.length > 0 ? [idle] : [])]
}

/** Why nothing is added to a group that does not see clients: it would let them in past the load balancer. */
export function tellHiddenClients({ seenAs }: PortSurvey, { entrance }: FoundInbound): string | undefined {
  if (seenAs === undefined) return undefined
  return seenAs === 'unknown'
    ? `it is not known whether the instances behind ${entrance.title} see the addresses of clients`
    : `the instances see the addresses of ${entrance.title} in the place of its clients', and none of these is admitted`
}

const PRESERVE = 'Turn the preservation of client addresses on at the target group'

function letLoadBalancerIn(rule: RuleCommand): string {
  if (rule.cidrs.length === 0)
    return `${PRESERVE}, or let ${rule.groupId} admit the load balancer's own addresses there.`
  return `${PRESERVE}, or let the group admit the load balancer.\n\n${writeRuleCommand('authorize', rule)}`
}
