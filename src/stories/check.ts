/** Only the handshake check, for schedules and for any URL. */

import type { Clock } from '../clock.ts'
import { checkHandshake, type HandshakeReport } from '../handshake/handshake.ts'
import type { CheckRequest } from '../inputs/check-request.ts'
import type { Log } from '../log.ts'
import { describeTarget } from '../report/handshake-lines.ts'

export interface CheckContext {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000

export async function check({ clock, log, signal }: CheckContext, request: CheckRequest): Promise<HandshakeReport> {
  const handshake = await checkHandshake(
    request.urls.map(url => ({ url })),
    {
      headers: request.headers,
      policy: { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS },
      clock,
      signal,
      onAttempt: attempt => log.debug(JSON.stringify(attempt)),
    },
    {},
  )
  signal.throwIfAborted()
  for (const target of handshake.targets) log.info(describeTarget(target))
  return handshake
}
