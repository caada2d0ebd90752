/** Decides what to do about the inbound rules. Pure. */

import type { ActionError } from '../action-error.ts'
import { findHindrance, type InboundWarning } from './find-hindrance.ts'
import { type Admission, ANYWHERE, listLacking } from './inbound.ts'
import type { EntrancePort } from './list-ports.ts'
import type { PortSurvey } from './read-groups.ts'
import type { FoundInbound, InboundSurvey } from './survey-inbound.ts'

export type InboundPlan =
  | { readonly kind: 'off' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly warnings: readonly InboundWarning[] }
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
}

/** Where anything is admitted, somebody chose it and it stays as it is. Nothing is ever removed, or made wider. */
export function planInbound(survey: InboundSurvey, wish: InboundWish): InboundPlan {
  if (wish.mode === 'off') return { kind: 'off' }
  if (survey.kind === 'unknown') {
    const { reason, refusal } = survey
    return { kind: 'unknown', reason, warnings: refusal ? [warnOf(refusal)] : [] }
  }
  const { entrance, ports } = survey
  const isLacking = ports.some(port => !isLeftToBeanstalk(port, survey) && findLacking(port, survey, wish).length > 0)
  const hindrance = wish.mode === 'ensure' && isLacking ? findHindrance(survey, wish) : undefined
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
    warnings: [...survey.refusals.map(warnOf), ...(hindrance?.warning ? [hindrance.warning] : [])],
  }
}

function findLacking({ admission }: PortSurvey, { entrance }: FoundInbound, { allowFrom }: InboundWish) {
  const everybody = ANYWHERE.filter(cidr => entrance.hasIpv6 || !cidr.includes(':'))
  return listLacking(admission, { allowFrom, everybody })
}

/** Beanstalk opens the groups that it made for the listeners that it makes, and may stumble over a rule that is there. */
function isLeftToBeanstalk({ isComing }: EntrancePort, { candidate }: FoundInbound): boolean {
  return isComing === true && candidate?.isBeanstalks === true
}

function planStep(
  port: PortSurvey,
  survey: FoundInbound,
  wish: InboundWish & { readonly hindrance: string | undefined },
): InboundStep {
  const cidrs = findLacking(port, survey, wish)
  if (cidrs.length === 0) return { kind: 'leave' }
  const { mode, allowFrom, environmentName, hindrance } = wish
  if (isLeftToBeanstalk(port, survey))
    return { kind: 'lack', cidrs, because: 'Beanstalk opens it together with the listener that comes' }
  const groupId = survey.candidate?.groupId
  if (mode === 'check' || groupId === undefined || hindrance !== undefined)
    return { kind: 'lack', cidrs, because: hindrance ?? '' }
  const reason = allowFrom.length > 0 ? 'allow-from' : 'nobody-admitted'
  const because = reason === 'allow-from' ? 'allow-from names them' : `nobody was admitted on TCP ${port.port}`
  const description = `Added by the beanstalk-websockets action for WebSocket clients of ${environmentName}: ${because}`
  return { kind: 'add', groupId, cidrs, reason, description }
}

function warnOf({ message, hint }: ActionError): InboundWarning {
  return {
    message: `Not all is known of whom the security groups admit, and nothing is opened for that reason. ${message}`,
    remedy: `${hint} Or write "security-group-rule: off" not to look.`,
  }
}
