/** What the handshake needs to know of the ports of the entrance. Pure. */

import { judgeAdmitted } from './inbound.ts'
import type { EntrancePort } from './list-ports.ts'
import type { FoundInboundPlan, PortPlan } from './plan-inbound.ts'
import type { PortSurvey } from './read-groups.ts'
import type { FoundInbound, InboundSurvey } from './survey-inbound.ts'
import { tellHiddenClients } from './warn-of-hidden-clients.ts'

/** Empty where nothing is known. */
export type InboundState = readonly PortState[]

export interface PortState extends EntrancePort {
  readonly admitted: 'yes' | 'no' | 'unknown'
  /** CIDRs and prefix lists; none where the instances see the load balancer in the place of its clients. */
  readonly sources: readonly string[]
  /** The ids of other groups whose members are admitted. */
  readonly groups: readonly string[]
  /** The CIDRs among the sources that this run has added. */
  readonly added: readonly string[]
  /** The one to look at. */
  readonly groupId: string | undefined
  /** Why no rule was added although nobody is admitted; completes "because ...". */
  readonly leftClosed?: string
}

/** As they are before anything is planned. */
export function describePorts(survey: InboundSurvey): InboundState {
  if (survey.kind !== 'found') return []
  const { entrance, ports } = survey
  return ports.map(port => ({ ...toState(port, entrance), ...tellHidden(port, survey) }))
}

export function toPortState(port: PortPlan, plan: FoundInboundPlan): PortState {
  return { ...toState(port, plan), ...tellReason(port) }
}

/** Whatever is planned for it. */
export function toState(
  { port, listenerPorts, isComing, seenAs, admission, admitting }: Omit<PortPlan, 'step'>,
  entrance: Pick<FoundInboundPlan, 'isInternal' | 'groupIds'>,
): PortState {
  const now = judgeAdmitted(admission, entrance)
  // What the deployment will make of it, the look after a silence tells.
  const admitted = isComing && now === 'no' ? 'unknown' : now
  return {
    ...{ port, listenerPorts, admitted, added: [] },
    ...(seenAs === undefined ? {} : { seenAs }),
    sources: seenAs === undefined ? admission.sources.map(({ name }) => name) : [],
    groups: admission.groups,
    groupId: admitting[0] ?? entrance.groupIds[0],
  }
}

function tellReason({ step, isComing }: PortPlan): Pick<PortState, 'leftClosed'> {
  return step.kind === 'lack' && step.because !== '' && !isComing ? { leftClosed: step.because } : {}
}

function tellHidden(port: PortSurvey, survey: FoundInbound): Pick<PortState, 'leftClosed'> {
  const reason = port.admission.state === 'no' ? tellHiddenClients(port, survey) : undefined
  return reason === undefined ? {} : { leftClosed: reason }
}
