/** Looks again at groups that admitted somebody: the ports may have been closed since. Reads only. */

import type { Context } from '../context.ts'
import { ask } from './ask.ts'
import { judgeAdmitted } from './inbound.ts'
import type { InboundState } from './open-port.ts'
import type { InboundPlan } from './plan-inbound.ts'
import { readGroups } from './read-groups.ts'

/** As it is now; `unknown` where AWS does not tell any more. */
export async function lookAgain(context: Context, plan: InboundPlan, before: InboundState): Promise<InboundState> {
  if (plan.kind !== 'found') return before
  const asked = await ask(() => readGroups(context, plan.groupIds, before))
  if (asked.kind === 'refused') return before.map(port => ({ ...port, admitted: 'unknown' }))
  return before.map((port, index) => {
    const { admission } = asked.answer.ports[index] ?? {}
    if (admission === undefined) return port
    return { ...port, admitted: judgeAdmitted(admission, plan), sources: admission.sources.map(({ name }) => name) }
  })
}
