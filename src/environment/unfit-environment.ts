/** Why no version can be deployed to an environment that clients reach, or it cannot be looked for; and what to do. */

import { ActionError } from '../action-error.ts'
import type { EnvironmentInput } from './explain-missing.ts'

export function terminating(name: string): ActionError {
  return new ActionError({
    code: 'environment-terminating',
    message: `The environment "${name}" was being terminated.`,
    hint: 'Wait until it is gone and create it again, or deploy to another environment.',
  })
}

export function workerTier(name: string, input: EnvironmentInput = 'environment-name'): ActionError {
  return new ActionError({
    code: 'worker-tier',
    message: `The environment "${name}" was a worker: it takes its work from a queue, and no client can open a WebSocket to it.`,
    hint: `Write the name of a web server environment in '${input}'.`,
  })
}

// A policy that names one application denies what is misspelt.
export function deniedToFind(error: ActionError, region: string): ActionError {
  const { code, message, hint } = error
  const names = `Or check 'application-name' and 'aws-region' ("${region}"): the policy may allow it for others.`
  return new ActionError({ code, message, hint: `${hint}\n${names}`, cause: error })
}
