/** Decides what to do about the inbound rules. Pure. */

import type { OwnGroups } from '../platform/own-groups.ts'
import { describeRule } from './describe-rule.ts'
import { findHindrance, hinderByComingGroups, type InboundWarning } from './find-hindrance.ts'
import { type Admission, ANYWHERE, listLacking, toCidr } from './inbound.ts'
import type { EntrancePort } from './list-ports.ts'
import type { PortSurvey } from './read-groups.ts'
import type { FoundInbound, InboundSurvey } from './survey-inbound.ts'
import { tellHiddenClients } from './warn-of-hidden-clients.ts'
import { listInboundWarnings, warnOfNewGroups, warnOfRefusal } from './warn-of-inbound.ts'

export type InboundPlan =
  | { readonly kind: 'off' }
  /** Of an environment that is still to be created. */
  | { readonly kind: 'new'; readonly isOpened: boolean; readonly warnings: readonly InboundWarning[] }
  | (Extract<InboundSurvey, { kind: 'unknown' }> & { readonly warnings: readonly InboundWarning[] })
  | FoundInboundPlan

export interface FoundInboundPlan {
  readonly kind: 'found'
  /** Whose groups they are, for people: "the instance". */
  readonly title: string
  readonly isInternal: boolean
  readonly groupIds: readonly string[]
  readonly ports: readonly PortPlan[]
  readonly warnings: readonly InboundWarning[]
}

export interface PortPlan extends EntrancePort {
  readonly admission: Admission
  /** Those of the groups that have a rule for anybody there. */
  readonly admitting: readonly string[]
  readonly step: InboundStep
}

export type InboundStep =
  /** Nothing is missing. */
  | { readonly kind: 'leave' }
  | AddStep
  /** Beanstalk itself lets everybody in to the group that it made, together with the listener that comes. */
  | { readonly kind: 'comes'; readonly groupId: string; readonly cidrs: readonly string[] }
  /** What is missing is not added. `because` is empty where the user asked only to look. */
  | { readonly kind: 'lack'; readonly cidrs: readonly string[]; readonly because: string }

export interface AddStep {
  readonly kind: 'add'
  readonly groupId: string
  readonly cidrs: readonly string[]
  /** `nobody-admitted`: as soon as anybody is, nothing is added. */
  readonly reason: 'nobody-admitted' | 'allow-from'
  readonly description: string
}

export interface InboundWish {
  readonly mode: 'ensure' | 'check' | 'off'
  readonly allowFrom: readonly string[]
  readonly securityGroupId: string | undefined
  /** The load balancer serves others, too; undefined where the settings could not be read. */
  readonly isShared: boolean | undefined
  readonly environmentName: string
  readonly region: string
  /** As the settings will be. */
  readonly ownGroups: OwnGroups
  /** That the deployment gives to the entrance in the place of others, whether it has them already or not. */
  readonly namedGroupIds: readonly string[]
}

/** Where anything is admitted, somebody chose it and it stays as it is. Nothing is ever removed, or made wider. */
export function planInbound(survey: InboundSurvey, wish: InboundWish): InboundPlan {
  if (wish.mode === 'off') return { kind: 'off' }
  if (survey.kind === 'new') return { kind: 'new', isOpened: !wish.ownGroups.areNamed, warnings: warnOfNewGroups(wish) }
  if (survey.kind === 'unknown') {
    return { ...survey, warnings: survey.refusal ? [warnOfRefusal(survey.refusal)] : [] }
  }
  const { entrance, ports } = survey
  const isLacking = ports.some(
    port =>
      port.seenAs === undefined && !isOpenedToAll(port, survey, wish) && findLacking(port, survey, wish).length > 0,
  )
  const coming = wish.namedGroupIds.filter(id => !entrance.groupIds.includes(id))
  const lacking = wish.mode === 'ensure' && isLacking ? findHindrance(survey, wish) : undefined
  const hindrance = coming.length > 0 ? hinderByComingGroups(survey, coming) : lacking
  const planned = ports.map(port => ({
    ...port,
    step: planStep(port, survey, { ...wish, hindrance: hindrance?.because }),
  }))
  return {
    kind: 'found',
    title: entrance.title,
    isInternal: entrance.isInternal,
    groupIds: entrance.groupIds,
    ports: planned,
    warnings: listInboundWarnings({ survey, wish, ports: planned, hindrance: hindrance?.warning }),
  }
}

function findLacking({ admission, seenAs }: PortSurvey, { entrance }: FoundInbound, { allowFrom }: InboundWish) {
  // Rules for clients decide nothing where the instances do not see them.
  if (seenAs !== undefined && seenAs !== 'unknown') return admission.state === 'no' ? seenAs.map(toCidr) : []
  const everybody = ANYWHERE.filter(cidr => entrance.hasIpv6 || !cidr.includes(':'))
  return listLacking(admission, { allowFrom, everybody })
}

/** Beanstalk opens the groups that it made for the listeners that it makes, and may stumble over a rule that is there. */
function isOpenedToAll(
  { isComing, admission }: PortSurvey,
  { candidate }: FoundInbound,
  { ownGroups }: InboundWish,
): boolean {
  const isThere = admission.sources.some(({ name }) => name === ANYWHERE[0])
  return isComing === true && candidate?.isBeanstalks === true && !ownGroups.areNamed && !isThere
}

function planStep(
  port: PortSurvey,
  survey: FoundInbound,
  wish: InboundWish & { readonly hindrance: string | undefined },
): InboundStep {
  const { candidate } = survey
  if (candidate && isOpenedToAll(port, survey, wish))
    return { kind: 'comes', groupId: candidate.groupId, cidrs: ANYWHERE.slice(0, 1) }
  const cidrs = findLacking(port, survey, wish)
  if (cidrs.length === 0 && !(port.seenAs && port.admission.state === 'no')) return { kind: 'leave' }
  const { mode, allowFrom, environmentName } = wish
  const hindrance = tellHiddenClients(port, survey) ?? wish.hindrance
  if (mode === 'check' || candidate === undefined || hindrance !== undefined)
    return { kind: 'lack', cidrs, because: hindrance ?? '' }
  const reason = allowFrom.length > 0 ? 'allow-from' : 'nobody-admitted'
  return {
    kind: 'add',
    groupId: candidate.groupId,
    cidrs,
    reason,
    description: describeRule(port, { reason, environmentName }),
  }
}
