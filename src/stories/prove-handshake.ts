/** Opens a WebSocket to the fresh deployment, and after a refusal looks for the path that would have answered. */

import type { Context } from '../context.ts'
import { checkHandshake, type HandshakeOptions } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import { findAnsweringPath } from '../handshake/suggest-path.ts'
import type { HandshakePlan } from '../plan/plan-handshake.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { describeTarget } from '../report/handshake-lines.ts'

export interface HandshakeFacts {
  readonly plan: HandshakePlan
  readonly known: Known
}

export async function proveHandshake(
  context: Context,
  { plan, known }: HandshakeFacts,
  products: DeployProducts,
): Promise<void> {
  const { url, headers, withinMs, isGuess } = plan
  const options: HandshakeOptions = {
    headers,
    policy: { kind: 'fresh-deployment', withinMs: Math.min(withinMs, context.deadline.remainingMs()) },
    clock: context.clock,
    signal: context.signal,
  }
  products.handshake = await checkHandshake([{ url }], options, { ...known, pathIsGuess: isGuess })
  for (const target of products.handshake.targets) context.log.info(describeTarget(target))
  if (!isGuess || !products.handshake.targets.some(target => target.outcome === 'rejected')) return
  const answering = await findAnsweringPath(url, options)
  if (answering) products.answeringPath = answering
}
