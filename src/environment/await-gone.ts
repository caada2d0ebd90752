/** Waits until an environment that is being terminated is gone: its name is free then, and not before. Reads only. */

import type { Context } from '../context.ts'
import { unlessDenied } from './deploy-version.ts'
import { openEventFeed } from './event-feed.ts'
import { followTermination, type NamedEnvironment, terminationFailed } from './follow-termination.ts'

/** Throws an ActionError when it is Ready again instead, and when the time of the run is over before. */
export async function awaitGone(context: Context, environment: NamedEnvironment): Promise<void> {
  context.log.info(`The environment "${environment.name}" is being terminated; waiting until it is gone.`)
  const feed = await unlessDenied(context, () => openEventFeed(context, environment.id))
  const end = await followTermination(context, { environment, before: undefined, requestId: undefined, feed })
  if (end.kind === 'failed') throw terminationFailed(context.aws.region, environment, end.reasons)
}
