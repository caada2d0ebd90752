/** Why no rule is added to a group although one is missing. Pure. */

import { listFew } from '../list-few.ts'
import { quoteForeign } from '../untrusted.ts'
import type { FoundInbound } from './survey-inbound.ts'

export interface InboundWarning {
  readonly message: string
  readonly remedy: string
}

export interface Hindrance {
  /** Completes "because ...". */
  readonly because: string
  readonly warning: InboundWarning | undefined
}

export interface HindranceWish {
  readonly securityGroupId: string | undefined
  readonly isShared: boolean | undefined
  readonly allowFrom: readonly string[]
}

/** A group that a person has named is opened, if it is one of the entrance's and not that of the instances behind it. */
export function findHindrance(survey: FoundInbound, wish: HindranceWish): Hindrance | undefined {
  const { entrance, groups, candidate } = survey
  const ids = groups.map(({ groupId }) => groupId)
  const { securityGroupId: named } = wish
  if (named !== undefined) {
    if (candidate !== undefined) return findInstancesBehind(survey, named)
    const because = `${named}, which security-group-id names, is not a group of ${entrance.title}`
    return hinder(survey, because, `Write ${ids.length > 1 ? 'one of its groups' : 'its group'}: ${listIds(ids)}.`)
  }
  // Nobody can come from the internet, so that nothing is missing for those who do.
  if (entrance.isInternal && wish.allowFrom.length === 0)
    return { because: `${entrance.title} is internal`, warning: undefined }
  const because = findReason(survey, wish)
  if (because === undefined) return undefined
  const hint = survey.others?.kind === 'refused' ? `${survey.others.refusal.hint} Or choose` : 'Choose'
  return hinder(survey, because, `${hint} the group to open: "security-group-id: ${candidate?.groupId ?? ids[0]}".`)
}

/** The groups that were looked at are not those that clients will come to. */
export function hinderByComingGroups({ entrance, groups }: FoundInbound, coming: readonly string[]): Hindrance {
  const [was, will] = [listIds(groups.map(({ groupId }) => groupId)), listIds(coming)]
  const because = `this deployment gives ${entrance.title} other groups (${will})`
  return {
    because,
    warning: {
      message: `This deployment gives ${entrance.title} other security groups (${will}). What is told of those that it has now (${was}) is over then, nothing is added to them, and whom the others admit was not looked at.`,
      remedy: `Let ${will} admit clients before, or set the groups in a run of its own: the next one looks at them.`,
    },
  }
}

/** A rule there would let people in past the load balancer: its TLS, its limits, its logs. */
function findInstancesBehind(survey: FoundInbound, named: string): Hindrance | undefined {
  const { entrance, instancesUseIt: asked } = survey
  if (asked === undefined || (asked.kind === 'answered' && !asked.answer)) return undefined
  if (asked.kind === 'refused') {
    const { message, hint } = asked.refusal
    return hinder(survey, `it is not known whether the instances use ${named}, too: ${message}`, hint)
  }
  const because = `the instances use ${named}, too, and clients could go past ${entrance.title}`
  return hinder(survey, because, `Give ${entrance.title} a group of its own, and name that one.`)
}

function findReason({ entrance, candidate, others }: FoundInbound, { isShared }: HindranceWish): string | undefined {
  if (entrance.isInternal) return `${entrance.title} is internal`
  if (isShared) return `other environments share ${entrance.title}`
  if (candidate === undefined) return 'several groups could be meant, and Beanstalk made none of them'
  if (isShared === undefined && entrance.kind === 'application' && !candidate.isBeanstalks)
    return `it is not known whether other environments share ${entrance.title}`
  if (others?.kind === 'refused') return `it is not known who else uses ${candidate.groupId}: ${others.refusal.message}`
  if (others?.kind === 'known' && others.interfaceIds.length > 0)
    return `other network interfaces use ${candidate.groupId}, too (${listIds(others.interfaceIds)})`
  return undefined
}

function hinder({ entrance, groups }: FoundInbound, because: string, remedy: string): Hindrance {
  const ids = listIds(groups.map(({ groupId }) => groupId))
  const message = `A rule is missing in the security groups of ${entrance.title} (${ids}), and none is added: ${because}.`
  return { because, warning: { message, remedy: `${remedy} Or write "security-group-rule: off" to leave them alone.` } }
}

function listIds(ids: readonly string[]): string {
  return listFew(ids.map(quoteForeign))
}
