/** DescribeEnvironments does not know yet that an update, or a termination, has begun. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import { openWindow, type Window } from '../../faults/window.ts'
import { type FaultyStep, look, type Surroundings } from './faulty-step.ts'

export function lagStatus(surroundings: Surroundings): FaultyStep {
  const { world } = surroundings.beanstalk
  const stale = new Map<string, { readonly former: EB.EnvironmentDescription; readonly isOpen: Window }>()
  return async (asked, next) => {
    if (asked.operation === 'UpdateEnvironment' || asked.operation === 'TerminateEnvironment') {
      const former = await look(surroundings, asked)
      const answer = await next()
      const fault = world.faults.take('lagging-status')
      if (fault !== undefined && former?.EnvironmentId !== undefined)
        stale.set(former.EnvironmentId, { former, isOpen: openWindow(fault, world) })
      return answer
    }
    if (asked.operation !== 'DescribeEnvironments') return next()
    const answer = (await next()) as EB.EnvironmentDescriptionsMessage
    const tell = (now: EB.EnvironmentDescription) => {
      const lag = stale.get(now.EnvironmentId ?? '')
      return lag?.isOpen() ? lag.former : now
    }
    return { ...answer, Environments: answer.Environments?.map(tell) }
  }
}
