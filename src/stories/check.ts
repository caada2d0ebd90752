/** Only the handshake check, for schedules and for any URL. */

import type { Clock } from '../clock.ts'
import { checkHandshake, type HandshakeReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { Attempt } from '../handshake/try-target.ts'
import type { CheckRequest } from '../inputs/check-request.ts'
import type { Log } from '../log.ts'
import { explainSilence } from './explain-silence.ts'
import type { ProbeOptions } from './handshake-options.ts'
import { tellTarget } from './tell-target.ts'

export interface CheckContext {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export interface CheckOrder {
  readonly request: Pick<CheckRequest, 'attempts'>
  readonly urls: readonly string[]
  /** What is known of the environment behind the URLs, where one was named. */
  readonly known: Known
  readonly probe: ProbeOptions
  /** Asks AWS what keeps clients of this URL out, where an environment was named. */
  readonly lookAtWayIn?: (url: string) => Promise<Partial<Known>>
}

/** A target is down when all its attempts fail: a blip is no incident. */
export const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000

/** Opens the WebSockets, and tells the log of each when all are done. */
export async function check({ clock, log, signal }: CheckContext, order: CheckOrder): Promise<HandshakeReport> {
  const onAttempt = (attempt: Attempt) => log.debug(JSON.stringify(attempt))
  const report = await openWebSockets({ clock, signal, onAttempt }, order)
  signal.throwIfAborted()
  const { known, lookAtWayIn } = order
  const handshake = lookAtWayIn ? await explainSilence(report, known, lookAtWayIn) : report
  for (const target of handshake.targets) tellTarget(log, target)
  return handshake
}

export interface OpeningContext {
  readonly clock: Clock
  readonly signal?: AbortSignal
  onAttempt(attempt: Attempt): void
}

/** The same for who tells it otherwise. Aborted, the outcome of what was left is unknown. */
export function openWebSockets(
  context: OpeningContext,
  { request, urls, known, probe }: CheckOrder,
): Promise<HandshakeReport> {
  const policy = { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS } as const
  const targets = urls.map(url => ({ url }))
  return checkHandshake(targets, { ...probe, ...context, policy }, known)
}
