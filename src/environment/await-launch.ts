/** Waits for an environment that somebody else is creating: what it has is known when its launch is over. Reads only. */

import type { Context } from '../context.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine } from '../untrusted.ts'
import { describeState } from './describe-state.ts'
import type { EnvironmentSurvey } from './find-environment.ts'

/** However the launch ends: whoever looks then sees it. Throws an ActionError when the time of the run is over before. */
export async function awaitLaunch(context: Context, { id, name }: EnvironmentSurvey): Promise<void> {
  context.log.info('The environment is Launching: somebody else is creating it. Waiting until that is over.')
  await pollUntil(context, {
    what: `the launch of the environment "${name}" to end`,
    read: () => describeState(context, id),
    done: ({ status }) => status !== 'Launching',
    describe: ({ status }) => `status ${toPrintableLine(status, 40)}`,
  })
}
