/** Opens a WebSocket to the fresh deployment, and after a refusal looks for the path that would have answered. */

import { startDeadline } from '../clock.ts'
import type { Context } from '../context.ts'
import { describeExchange } from '../describe-exchange.ts'
import { type CountedEnvironment, countInstances } from '../environment/count-instances.ts'
import { checkHandshake, type HandshakeOptions, type TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import { findAnsweringPath, type TriedPath } from '../handshake/suggest-path.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import type { HandshakePlan } from '../plan/plan-handshake.ts'
import type { DeployProducts } from '../report/deploy-products.ts'
import { tellDuring } from '../wait.ts'
import { explainSilence } from './explain-silence.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { toKnownCount } from './known-front.ts'
import { tellTarget } from './tell-target.ts'
import { watchAttempts } from './watch-attempts.ts'

const LONGEST_ATTEMPT_MS = 10_000

export interface HandshakeFacts {
  readonly plan: HandshakePlan
  readonly probe: ProbeOptions
  readonly known: Known
  /** Asks once more what is known of the way in: the port may have been closed since. */
  readonly lookAtPort: () => Promise<Partial<Known>>
  readonly environment: CountedEnvironment
  readonly failOn: FailOn
}

export async function proveHandshake(
  context: Context,
  { plan, probe, known: before, lookAtPort, environment, failOn }: HandshakeFacts,
  products: DeployProducts,
): Promise<void> {
  const { url, isGuess } = plan
  const { way, options, hold } = toOptions(context, { plan, probe })
  const instanceCount = await countInstances(context, environment)
  const known = { ...before, ...toKnownCount(instanceCount), pathIsGuess: isGuess }
  const report = await hold(() => checkHandshake([{ url }], options, known))
  // A product at once: whatever becomes of the look at the way in, what was found out is told.
  products.handshake = report
  products.handshake = await explainSilence(report, known, lookAtPort)
  for (const target of products.handshake.targets) tellTarget(context.log, target, failOn)
  if (!isGuess || !products.handshake.targets.some(wasAnsweredWithNo)) return
  const onTried = (tried: TriedPath) => context.log.debug(describeExchange({ method: 'GET', ...tried }))
  const find = () => findAnsweringPath(url, { ...way, onTried })
  const answering = await tellDuring(context, { what: 'a WebSocket to be opened at a path that is usual' }, find)
  if (answering) products.answeringPath = answering
}

export interface AskedHandshake extends Pick<HandshakeFacts, 'probe'> {
  readonly plan: Pick<HandshakePlan, 'printableUrl' | 'protocol' | 'withinMs' | 'inARow'>
}

/**
 * `way`: how a WebSocket is asked for; `options`: that, what is asked of it, and how often; `hold`: around the check, for
 * what is held in silence is no pause between attempts.
 */
export function toOptions(context: Context, { plan, probe }: AskedHandshake) {
  const boundedMs = Math.min(plan.withinMs, context.deadline.remainingMs())
  const { dialogue, holdMs, protocol: _, ...asked } = probe
  const way = {
    ...asked,
    attemptTimeoutMs: Math.min(LONGEST_ATTEMPT_MS, boundedMs),
    signal: context.signal,
  }
  const deadline = startDeadline(context.clock, boundedMs + (holdMs ?? 0))
  const what = `a WebSocket to be opened at ${plan.printableUrl}`
  const { clock, onAttempt, wait } = watchAttempts(context, { what, leftMs: deadline.remainingMs })
  const options: HandshakeOptions = {
    ...way,
    onAttempt,
    ...(dialogue ? { dialogue } : {}),
    ...(holdMs ? { holdMs } : {}),
    protocol: plan.protocol.asked,
    policy: { kind: 'fresh-deployment', withinMs: boundedMs, inARow: plan.inARow },
    clock,
  }
  const hold = <T>(check: () => Promise<T>) => (holdMs ? tellDuring(context, wait, check) : check())
  return { way, options, hold }
}

// Another path helps only where something spoke HTTP and said no; a gateway's 502 says that nobody is there, and where
// some connections are accepted, or a session was opened, it is the right one.
function wasAnsweredWithNo({ outcome, attempts, finding }: TargetReport): boolean {
  if (finding?.kind === 'socket-io-session-lost') return false
  const { upgrade, samples } = attempts.at(-1)?.evidence ?? {}
  if (samples?.addresses.some(({ acceptedCount }) => acceptedCount > 0)) return false
  return outcome === 'rejected' && upgrade?.kind === 'answered' && upgrade.status < 500
}
