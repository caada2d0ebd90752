/** What is asked of AWS about an environment that does not take the connections of a check. Reads only. */

import type { ActionError } from '../action-error.ts'
import { explainRefusals } from '../aws/denial.ts'
import type { Context } from '../context.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { Known } from '../handshake/known.ts'
import { findBlockers } from '../network/find-blockers.ts'
import { describePorts, type InboundState } from '../network/port-state.ts'
import { type InboundSurvey, surveyInbound } from '../network/survey-inbound.ts'
import { findListenerPort, type Way } from '../plan/plan-handshake.ts'
import { toKnownPort } from './describe-known.ts'

export interface CheckedWay extends Way {
  /** The host of the URL is the environment's own. */
  readonly isOwnHost: boolean
}

/** What AWS denies is told as unknown. */
export async function lookAtChecked(
  context: Context,
  survey: EnvironmentSurvey,
  way: CheckedWay,
): Promise<Partial<Known>> {
  const listenerPort = findListenerPort(way)
  const [inbound, { found, unknown, refusals }] = await Promise.all([
    surveyWay(context, survey, way),
    findBlockers(context, { environmentId: survey.id, listenerPort }),
  ])
  const refused = explainRefusals([...listRefusals(inbound), ...refusals])
  return { ...toKnownPort(describePorts(inbound), way), blockers: { found, unknown: [...refused, ...unknown] } }
}

/** What the groups of the entrance do; nothing where AWS denies it. */
export async function readPorts(context: Context, survey: EnvironmentSurvey, way: CheckedWay): Promise<InboundState> {
  return describePorts(await surveyWay(context, survey, way))
}

function surveyWay(
  context: Context,
  { id: environmentId, front }: EnvironmentSurvey,
  way: CheckedWay,
): Promise<InboundSurvey> {
  const listenerPort = findListenerPort(way)
  const isKnown = front.loadBalancer !== 'unknown'
  return surveyInbound(context, {
    ...{ environmentId, securityGroupId: undefined, allowFrom: [], mayAdd: false },
    hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
    enabledPorts: isKnown ? front.listeners.map(({ port }) => port) : undefined,
    newPorts: [],
    websocketPort: listenerPort,
    ownPort: way.isOwnHost ? listenerPort : undefined,
  })
}

function listRefusals(inbound: InboundSurvey): readonly ActionError[] {
  if (inbound.kind === 'found') return inbound.refusals
  return inbound.kind === 'unknown' && inbound.refusal ? [inbound.refusal] : []
}
