/** One attempt at one URL, which may take long where nothing has to time out: the machine may be busy. */

import { systemClock } from '../../src/clock.ts'
import { checkHandshake, type HandshakeOptions, type TargetReport } from '../../src/handshake/handshake.ts'
import type { Known } from '../../src/handshake/known.ts'

/** Where something has to time out: enough for all that comes before it on a busy machine. */
export const SOON_MS = 2000

export async function checkOnce(
  url: string,
  options: Partial<HandshakeOptions> = {},
  known: Known = {},
): Promise<TargetReport> {
  const policy = { kind: 'attempts', count: 1, pauseMs: 0 } as const
  const all = { policy, clock: systemClock, attemptTimeoutMs: 15_000, ...options }
  const report = await checkHandshake([{ url }], all, known)
  const target = report.targets[0]
  if (!target) throw new Error('The report had no target')
  return target
}

/** The evidence of the only attempt. */
export function evidenceOf(report: TargetReport) {
  const evidence = report.attempts[0]?.evidence
  if (!evidence) throw new Error('There was no attempt')
  return evidence
}
