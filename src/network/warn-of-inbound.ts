/** What is worth a warning about the inbound rules: what is not known, what has no effect, what others will open. Pure. */

import type { ActionError } from '../action-error.ts'
import { capitalize } from '../capitalize.ts'
import { listFew } from '../list-few.ts'
import type { OwnGroups } from '../platform/own-groups.ts'
import { joinIds } from './describe-sources.ts'
import type { InboundWarning } from './find-hindrance.ts'
import { ANYWHERE } from './inbound.ts'
import type { FoundInbound } from './survey-inbound.ts'
import { warnOfHiddenClients } from './warn-of-hidden-clients.ts'
import { type WarnedPort, type WiderWish, warnOfWiderRules } from './warn-of-wider-rules.ts'

export interface WarnedWish extends WiderWish {
  readonly securityGroupId: string | undefined
}

export interface WarnedFacts {
  readonly survey: FoundInbound
  readonly wish: WarnedWish
  readonly ports: readonly WarnedPort[]
  /** Of what keeps a rule from being added. */
  readonly hindrance: InboundWarning | undefined
}

export function listInboundWarnings(facts: WarnedFacts): InboundWarning[] {
  const { survey, wish, ports, hindrance } = facts
  return [
    ...survey.refusals.map(warnOfRefusal),
    ...(hindrance ? [hindrance] : [...warnOfWrongGroup(survey, wish), ...warnOfInternal(survey, wish)]),
    ...ports.flatMap(port => [
      ...warnOfWiderRules(port, survey, wish),
      ...warnOfComingRule(port, survey, wish),
      ...warnOfHiddenClients(port, survey, wish),
    ]),
  ]
}

export function warnOfRefusal({ message, hint }: ActionError): InboundWarning {
  return {
    message: `Not all is known of whom the security groups admit, and nothing is opened for that reason. ${message}`,
    remedy: `${hint} Or write "security-group-rule: off" not to look.`,
  }
}

/** Of an environment that is still to be created. */
export function warnOfNewGroups({ allowFrom, ownGroups }: WarnedWish): InboundWarning[] {
  if (isForEverybody(allowFrom) || ownGroups.areNamed) return []
  return [
    {
      message: `Beanstalk lets everybody (${ANYWHERE[0]}) in to the security groups that it makes for the new environment, on the ports of its listeners: "allow-from" (${listFew(allowFrom)}) restricts nothing there.`,
      remedy: `To let in nobody else, make a security group of your own with these rules, and have the environment use that. ${tellOwnGroups(ownGroups)}`,
    },
  ]
}

function isForEverybody(allowFrom: readonly string[]): boolean {
  return allowFrom.length === 0 || allowFrom.includes(ANYWHERE[0])
}

function tellOwnGroups({ lines }: OwnGroups): string {
  if (lines.length === 0)
    return 'Which option names it depends on the load balancer: SecurityGroups of aws:elbv2:loadbalancer, of aws:elb:loadbalancer, or of aws:autoscaling:launchconfiguration.'
  return `Beanstalk opens no group of yours.\n\noption-settings: |\n${lines.map(line => `  ${line}`).join('\n')}`
}

function warnOfWrongGroup({ entrance, candidate }: FoundInbound, { securityGroupId }: WarnedWish) {
  if (securityGroupId === undefined || candidate !== undefined) return []
  return [
    {
      message: `${securityGroupId}, which "security-group-id" names, is not a security group of ${entrance.title}, whose clients ${joinIds(entrance.groupIds)} admits: the input has no effect.`,
      remedy: `Write its group, "security-group-id: ${entrance.groupIds[0]}", or leave the input out.`,
    },
  ]
}

/** Whoever names a group knows where it stands. */
function warnOfInternal({ entrance }: FoundInbound, { securityGroupId }: WarnedWish): InboundWarning[] {
  if (!entrance.isInternal || securityGroupId !== undefined) return []
  return [
    {
      message: `${capitalize(entrance.title)} is internal: nobody reaches it from the internet, and no rule changes that.`,
      remedy: `Let the job run on a runner inside of the VPC, or of a network that is joined to it, and choose the group: "security-group-id: ${entrance.groupIds[0]}". Or use an environment whose load balancer faces the internet.`,
    },
  ]
}

function warnOfComingRule(
  { port, step }: WarnedPort,
  { entrance, candidate }: FoundInbound,
  { allowFrom, ownGroups }: WarnedWish,
): InboundWarning[] {
  if (step.kind !== 'comes' || isForEverybody(allowFrom)) return []
  return [
    {
      message: `With the listener that comes, Beanstalk lets everybody (${ANYWHERE[0]}) in on TCP ${port} to ${candidate?.groupId}, which it made for ${entrance.title}: "allow-from" (${listFew(allowFrom)}) restricts nothing there.`,
      remedy: `To let in nobody else, make a security group of your own with these rules, and have the environment use that. ${tellOwnGroups(ownGroups)}`,
    },
  ]
}
