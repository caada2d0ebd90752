/** What is asked of AWS once more where nobody answers: the groups as they are now, and what else keeps clients out. */

import { explainRefusals } from '../aws/denial.ts'
import type { Context } from '../context.ts'
import type { Known } from '../handshake/known.ts'
import { findBlockers } from '../network/find-blockers.ts'
import { lookAgain } from '../network/look-again.ts'
import type { InboundState } from '../network/port-state.ts'
import type { Plan } from '../plan/make-plan.ts'
import { findListenerPort, type Way } from '../plan/plan-handshake.ts'
import { toKnownPort } from './describe-known.ts'

export interface WayIn {
  readonly plan: Plan
  /** As they were before the deployment. */
  readonly ports: InboundState
  readonly way: Way
}

export async function lookAtWayIn(context: Context, { plan, ports, way }: WayIn): Promise<Partial<Known>> {
  const [again, { found, unknown, refusals }] = await Promise.all([
    lookAgain(context, plan.inbound, ports),
    findBlockers(context, { environmentId: plan.update.environmentId, listenerPort: findListenerPort(way) }),
  ])
  const refused = explainRefusals([...again.refusals, ...refusals])
  return { ...toKnownPort(again.ports, way), blockers: { found, unknown: [...refused, ...unknown] } }
}
