/** Reports of targets in each state that an incident knows, made by hand. */

import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import type { Known } from '../../src/handshake/known.ts'
import { answer, NGINX_502, opened, refused, refusedAlike } from './handshake-evidence.ts'

export const NOW_MS = Date.UTC(2026, 10, 26, 12, 7)

export function up(): TargetReport {
  const latency = { dnsMs: 1, tcpMs: 1, upgradeMs: 12, pingMs: 3, totalMs: 18 }
  return { ...reportOf(opened({ pingMs: 3 })), outcome: 'accepted', attemptCount: 1, latency }
}

/** Nothing listens behind the proxy. */
export function silent(): TargetReport {
  return reportOf(refusedAlike(answer(502, { headers: { server: 'nginx' }, body: NGINX_502 })))
}

export function dropped(): TargetReport {
  return reportOf(refusedAlike(answer(404, { body: 'Cannot GET /ws' })), { platformForwardsUpgrade: false })
}

/** The app says so, in these words. */
export function refusedWith(body: string): TargetReport {
  const words = { reason: body, headers: { server: body }, body }
  return reportOf(refused(answer(403, words), answer(200, { body }), 'different'))
}

/** Cancelled before anything could be known. */
export function unknown(): TargetReport {
  return { ...silent(), outcome: 'unknown', attempts: [], attemptCount: 0, finding: null }
}

/** Rejected, and the evidence does not say why. */
export function unexplained(): TargetReport {
  return { ...silent(), finding: null }
}

function reportOf(evidence: Evidence, known: Known = {}): TargetReport {
  const finding = diagnose(evidence, known)
  return {
    printableUrl: 'wss://chat.example.com/ws',
    outcome: 'rejected',
    attempts: [{ number: 3, startedAtMs: 0, evidence, finding }],
    attemptCount: 3,
    finding,
  }
}
