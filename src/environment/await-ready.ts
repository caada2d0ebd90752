/** Waits until an environment can be updated: it takes one update at a time. Reads only. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import { isGone } from '../platform/environment-status.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine } from '../untrusted.ts'
import { describeState } from './describe-state.ts'
import type { EnvironmentState } from './find-environment.ts'
import type { UpdatePlan } from './plan-update.ts'

/** Throws an ActionError where it is terminated instead, and when the time of the run is over before. */
export async function awaitReady(
  context: Context,
  plan: Pick<UpdatePlan, 'environmentId' | 'environmentName'>,
): Promise<EnvironmentState> {
  let told = false
  const state = await pollUntil(context, {
    what: `the environment "${plan.environmentName}" to be Ready`,
    read: () => describeState(context, plan.environmentId),
    done({ status }) {
      if (!told && status !== 'Ready') context.log.info(`The environment is ${status}; waiting until it is Ready.`)
      told = true
      return status === 'Ready' || isGone(status)
    },
    describe: ({ status }) => `status ${toPrintableLine(status, 40)}`,
  })
  if (state.status !== 'Ready') throw gone(plan.environmentName, state.status)
  return state
}

function gone(name: string, status: string): ActionError {
  return new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was ${status} when the version was to be deployed.`,
    hint: 'Create it again, or deploy to another environment.',
  })
}
