/** Looks again at groups that admitted somebody: the ports may have been closed since. Reads only. */

import type { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import type { Context } from '../context.ts'
import type { InboundPlan } from './plan-inbound.ts'
import { type InboundState, toState } from './port-state.ts'
import { readGroups } from './read-groups.ts'

export interface SecondLook {
  /** As it is now; `unknown` where AWS does not tell any more. */
  readonly ports: InboundState
  /** Why it does not. */
  readonly refusals: readonly ActionError[]
}

export async function lookAgain(context: Context, plan: InboundPlan, before: InboundState): Promise<SecondLook> {
  if (plan.kind === 'unknown') return { ports: before, refusals: plan.refusal ? [plan.refusal] : [] }
  if (plan.kind !== 'found') return { ports: before, refusals: [] }
  const asked = await ask(() => readGroups(context, plan.groupIds, before))
  if (asked.kind === 'refused') {
    return { ports: before.map(port => ({ ...port, admitted: 'unknown' })), refusals: [asked.refusal] }
  }
  const { ports, refusals } = asked.answer
  const now = before.map((port, index) => {
    const read = ports[index]
    return read ? { ...port, ...toState(read, plan), added: port.added } : port
  })
  return { ports: now, refusals }
}
