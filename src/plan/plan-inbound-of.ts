/** The plan for the inbound rules of an environment, with what this run sets about its groups. Pure. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { type InboundPlan, planInbound } from '../network/plan-inbound.ts'
import type { InboundSurvey } from '../network/survey-inbound.ts'
import type { Front } from '../platform/describe-front.ts'
import { describeOwnGroups } from '../platform/own-groups.ts'

export interface InboundFacts {
  readonly survey: InboundSurvey
  /** Of the load balancer, now or once it is there. */
  readonly kind: Front['loadBalancer']
  /** What this run and the bundle set. */
  readonly settings: readonly OptionSetting[]
}

export function planInboundOf(
  { name: environmentName, front }: EnvironmentSurvey,
  { inbound, region }: DeployRequest,
  { survey, kind, settings }: InboundFacts,
): InboundPlan {
  const isShared = front.loadBalancer === 'unknown' ? undefined : front.isShared
  const ownGroups = describeOwnGroups(kind, settings)
  return planInbound(survey, { ...inbound, environmentName, region, isShared, ownGroups })
}
