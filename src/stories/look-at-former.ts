/** The version that runs before a deployment, or again after it: its WebSocket is opened as that of the new one is. */

import type { Context } from '../context.ts'
import { countInstances } from '../environment/count-instances.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import { checkHandshake, type HandshakeReport } from '../handshake/handshake.ts'
import type { HandshakePlan } from '../plan/plan-handshake.ts'
import { describeUnread } from './describe-known.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { toOptions } from './prove-handshake.ts'
import { tellTarget } from './tell-target.ts'

export interface FormerVersion {
  readonly survey: EnvironmentSurvey
  readonly plan: HandshakePlan
  readonly probe: ProbeOptions
  /** It was deployed again a moment ago. */
  readonly isFresh: boolean
}

/** What runs undisturbed is not waited for as long as what was deployed a moment ago. */
const PATIENCE_MS = 15_000

/** Its bundle is not read: what its own files do with the Upgrade is not known. */
export async function lookAtFormer(context: Context, former: FormerVersion): Promise<HandshakeReport> {
  const { survey, plan, probe, isFresh } = former
  const withinMs = isFresh ? plan.withinMs : Math.min(PATIENCE_MS, plan.withinMs)
  const { options, hold } = toOptions(context, { plan: { ...plan, withinMs }, probe })
  const instanceCount = await countInstances(context, { environmentId: survey.id, front: survey.front })
  const known = {
    ...describeUnread(survey),
    ...(instanceCount === undefined ? {} : { instanceCount }),
    pathIsGuess: plan.isGuess,
    freshDeployment: isFresh,
    region: context.aws.region,
  }
  const report = await hold(() => checkHandshake([{ url: plan.url }], options, known))
  context.signal.throwIfAborted()
  for (const target of report.targets) tellTarget(context.log, target, 'error')
  return report
}
