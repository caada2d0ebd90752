/** Only the handshake check, for schedules and for any URL. */

import type { Clock } from '../clock.ts'
import { checkHandshake, type HandshakeReport, type TargetReport } from '../handshake/handshake.ts'
import type { Known } from '../handshake/known.ts'
import type { CheckRequest } from '../inputs/check-request.ts'
import type { Log } from '../log.ts'
import { describeCut, describeTarget } from '../report/handshake-lines.ts'
import type { ProbeOptions } from './handshake-options.ts'

export interface CheckContext {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export interface CheckOrder {
  readonly request: CheckRequest
  readonly urls: readonly string[]
  /** What is known of the environment behind the URLs, where one was named. */
  readonly known: Known
  readonly probe: ProbeOptions
}

/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000

export async function check({ clock, log, signal }: CheckContext, order: CheckOrder): Promise<HandshakeReport> {
  const { request, urls, known, probe } = order
  const handshake = await checkHandshake(
    urls.map(url => ({ url })),
    {
      ...probe,
      policy: { kind: 'attempts', count: request.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS },
      clock,
      signal,
      onAttempt: attempt => log.debug(JSON.stringify(attempt)),
    },
    known,
  )
  signal.throwIfAborted()
  for (const target of handshake.targets) tellTarget(log, target)
  return handshake
}

// Why a target failed is told at the end of the run, for all of them together.
function tellTarget(log: Log, target: TargetReport): void {
  log.info(describeTarget(target))
  const cut = describeCut(target)
  if (cut) log.info(cut)
  const { outcome, finding } = target
  if (outcome === 'accepted' && finding) log.warning(`${finding.explanation} ${finding.remedy}`, finding.title)
}
