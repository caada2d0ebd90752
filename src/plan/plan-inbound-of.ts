/** The plan for the inbound rules of an environment, with what this run sets about its groups. Pure. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { type InboundPlan, planInbound } from '../network/plan-inbound.ts'
import type { InboundSurvey } from '../network/survey-inbound.ts'
import type { Front } from '../platform/describe-front.ts'
import { describeOwnGroups, listNamedGroups } from '../platform/own-groups.ts'

export interface InboundFacts {
  readonly survey: InboundSurvey
  /** Of the load balancer, now or once it is there. */
  readonly kind: Front['loadBalancer']
  /** What this run and the bundle set. */
  readonly settings: readonly OptionSetting[]
}

export function planInboundOf(
  { name: environmentName, front }: EnvironmentSurvey,
  { inbound, region, optionSettings }: DeployRequest,
  { survey, kind, settings }: InboundFacts,
): InboundPlan {
  return planInbound(survey, {
    ...{ ...inbound, environmentName, region },
    isShared: front.loadBalancer === 'unknown' ? undefined : front.isShared,
    ownGroups: describeOwnGroups(kind, settings),
    // Not those of the bundle, which a setting of the environment may overrule.
    namedGroupIds: listNamedGroups(kind, optionSettings),
  })
}
