/** Opens WebSockets at any URLs, with one set of options. */

import type { Clock } from '../clock.ts'
import { checkHandshake, type HandshakeReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { Attempt } from '../handshake/try-target.ts'
import type { CheckRequest } from '../inputs/check-request.ts'
import type { ProbeOptions } from './handshake-options.ts'

export interface CheckOrder {
  readonly request: Pick<CheckRequest, 'attempts'>
  readonly urls: readonly string[]
  readonly known: Known
  readonly probe: ProbeOptions
}

/** A target is down when all its attempts fail: a blip is no incident. */
export const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000

export interface OpeningContext {
  readonly clock: Clock
  readonly signal?: AbortSignal
  onAttempt(attempt: Attempt): void
}

/** Tells nobody. Aborted, the outcome of what was left is unknown. */
export function openWebSockets(
  context: OpeningContext,
  { request, urls, known, probe }: CheckOrder,
): Promise<HandshakeReport> {
  const policy = { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS } as const
  const targets = urls.map(url => ({ url }))
  return checkHandshake(targets, { ...probe, ...context, policy }, known)
}
