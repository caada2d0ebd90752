/** Waits until the environment's health is good enough. */

import { ActionError } from '../action-error.ts'
import type { Context } from '../context.ts'
import { isGone } from '../platform/environment-status.ts'
import { pollUntil } from '../poll.ts'
import { toPrintableLine } from '../untrusted.ts'
import { describeState } from './describe-state.ts'
import type { EnvironmentState } from './find-environment.ts'

export interface HealthVerdict {
  readonly accepted: boolean
  readonly state: EnvironmentState
}

export interface HealthRequest {
  readonly environmentId: string
  readonly minimum: 'Green' | 'Yellow' | 'Grey' | 'any'
  /** As it was seen last, and when by the monotonic clock. */
  readonly seen?: { readonly state: EnvironmentState; readonly atMs: number }
}

/** Health right after a deployment is often that of before; it follows within 30 to 90 seconds. */
const STALE_FOR_MS = 120_000

/** What was seen a moment ago is not asked again. */
const FRESH_FOR_MS = 5000

const BEST_FIRST = ['Green', 'Yellow', 'Grey']

/** Health that stays bad is an answer, not an error. */
export async function awaitHealth(context: Context, request: HealthRequest): Promise<HealthVerdict> {
  const verdict = await findVerdict(context, request)
  context.log.info(`The environment has ${describeHealth(verdict.state)} (wanted: ${request.minimum}).`)
  return verdict
}

async function findVerdict(context: Context, { environmentId, minimum, seen }: HealthRequest): Promise<HealthVerdict> {
  // While somebody else's update goes on, the health is not that of this deployment.
  const isAccepted = ({ status, health }: EnvironmentState) => status === 'Ready' && isHealthy(health, minimum)
  if (seen && context.clock.monotonicMs() - seen.atMs < FRESH_FOR_MS && isAccepted(seen.state))
    return { accepted: true, state: seen.state }
  let last: EnvironmentState | undefined
  try {
    const state = await pollUntil(context, {
      what: `the health of the environment to be ${minimum} or better`,
      read: async () => {
        last = await describeState(context, environmentId)
        return last
      },
      done: state => isAccepted(state) || isGone(state.status),
      describe: describeHealth,
      atMostMs: Math.min(STALE_FOR_MS, context.deadline.remainingMs()),
    })
    return { accepted: isAccepted(state), state }
  } catch (error) {
    if (!last || !(error instanceof ActionError) || error.code !== 'timed-out') throw error
    return { accepted: false, state: last }
  }
}

function describeHealth({ status, health }: EnvironmentState): string {
  return `status ${toPrintableLine(status, 40)}, health ${toPrintableLine(health, 40)}`
}

/** Is it good enough? */
export function isHealthy(health: string, minimum: HealthRequest['minimum']): boolean {
  if (minimum === 'any') return true
  const rank = BEST_FIRST.indexOf(health)
  return rank !== -1 && rank <= BEST_FIRST.indexOf(minimum)
}
