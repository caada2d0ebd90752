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
}

/** A group that a person has named is opened, if it is one of the entrance's. */
export function findHindrance(survey: FoundInbound, wish: HindranceWish): Hindrance | undefined {
  const { entrance, groups, candidate } = survey
  const ids = groups.map(({ groupId }) => groupId)
  const { securityGroupId: named } = wish
  if (named !== undefined) {
    if (candidate !== undefined) return undefined
    const because = `${named}, which security-group-id names, is not a group of ${entrance.title}`
    return hinder(survey, because, `Write ${ids.length > 1 ? 'one of its groups' : 'its group'}: ${listIds(ids)}.`)
  }
  // Nobody can come from the internet, so that nothing is missing for those who do.
  if (entrance.isInternal) return { because: `${entrance.title} is internal`, warning: undefined }
  const because = findReason(survey, wish)
  if (because === undefined) return undefined
  const hint = survey.others?.kind === 'refused' ? `${survey.others.refusal.hint} Or choose` : 'Choose'
  return hinder(survey, because, `${hint} the group to open: "security-group-id: ${candidate?.groupId ?? ids[0]}".`)
}

function findReason({ entrance, candidate, others }: FoundInbound, { isShared }: HindranceWish): string | undefined {
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
