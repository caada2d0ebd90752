/** How often a target is tried: what an attempt's verdict says about trying again. Pure. */

import type { Evidence } from './evidence.ts'
import type { Finding } from './findings.ts'
import { isGatewayStatus } from './responder.ts'

export type RetryPolicy =
  /**
   * After a deployment or creation: passing needs several in a row, two unless said otherwise; what a fresh deployment
   * gives is retried until `withinMs` are over; anything else is final after three identical answers.
   */
  | { readonly kind: 'fresh-deployment'; readonly withinMs: number; readonly inARow?: number }
  /** On a schedule: the first accepted attempt is enough; down when all fail. */
  | { readonly kind: 'attempts'; readonly count: number; readonly pauseMs: number }

export interface Verdict {
  readonly isAccepted: boolean
  /** A fresh deployment answers so for a while. */
  readonly isTransient: boolean
  /** Further connections were opened, too. */
  readonly isSampled: boolean
  /** The same for answers that are the same. */
  readonly answer: string
}

export type Step =
  | { readonly kind: 'stop'; readonly isAccepted: boolean }
  | { readonly kind: 'pause'; readonly ms: number }

/** Between two accepted attempts: long enough for nginx, restarted meanwhile, to be noticed. */
const CONFIRM_PAUSE_MS = 250

const FIRST_BACKOFF_MS = 1000
const LAST_BACKOFF_MS = 5000

const FINAL_AFTER = 3

const USUAL_IN_A_ROW = 2

/** What comes after the attempts so far, of which there is at least one, the latest last. */
export function decideStep(policy: RetryPolicy, verdicts: readonly Verdict[], elapsedMs: number): Step {
  const last = verdicts.at(-1)
  if (policy.kind === 'attempts') {
    if (last?.isAccepted) return { kind: 'stop', isAccepted: true }
    return verdicts.length < policy.count ? { kind: 'pause', ms: policy.pauseMs } : { kind: 'stop', isAccepted: false }
  }
  if (last?.isAccepted) {
    return isConfirmed(policy, verdicts) ? { kind: 'stop', isAccepted: true } : { kind: 'pause', ms: CONFIRM_PAUSE_MS }
  }
  if (isFinal(verdicts)) return { kind: 'stop', isAccepted: false }
  const ms = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (countFailures(verdicts) - 1))
  return elapsedMs + ms > policy.withinMs ? { kind: 'stop', isAccepted: false } : { kind: 'pause', ms }
}

/**
 * Whether the latest attempt is followed by further connections, which show whether all addresses and instances are like
 * the one that it met: when it would be the last; and at once where those that followed the one before had failed.
 */
export function isSamplingDue(policy: RetryPolicy, verdicts: readonly Verdict[], elapsedMs: number): boolean {
  const isLast = decideStep(policy, verdicts, elapsedMs).kind === 'stop'
  return isLast || (verdicts.at(-1)?.isAccepted === true && verdicts.at(-2)?.isSampled === true)
}

function isConfirmed(
  { inARow = USUAL_IN_A_ROW }: Extract<RetryPolicy, { kind: 'fresh-deployment' }>,
  verdicts: readonly Verdict[],
): boolean {
  if (verdicts.at(-1)?.isSampled) return true
  const latest = verdicts.slice(-inARow)
  return latest.length === inARow && latest.every(({ isAccepted }) => isAccepted)
}

/** An attempt with a warning has opened a WebSocket, and counts as accepted. */
export function judgeAttempt(evidence: Evidence, finding: Finding | null): Verdict {
  const { samples } = evidence
  const failures = samples?.failures ?? []
  const { upgrade, frames } = failures[0]?.evidence ?? evidence
  const status = upgrade?.kind === 'answered' ? upgrade.status : ''
  const end = frames?.end.kind === 'closed-by-server' ? frames.end.code : ''
  return {
    isAccepted: finding?.severity !== 'error' && evidence.frames !== undefined,
    isTransient: failures.length > 0 ? failures.every(failure => isTransient(failure.evidence)) : isTransient(evidence),
    isSampled: samples !== undefined,
    answer: [finding?.kind ?? '', status, end].join(' '),
  }
}

/** Names and connections that are not there yet, 502 to 504, and WebSockets that are cut because nginx restarts. */
function isTransient({ dns, tcp, tunnel, tls, upgrade, frames }: Evidence): boolean {
  if (tunnel?.kind === 'refused') return isGatewayStatus(tunnel.status)
  if (dns.kind === 'failed' || !tcp.some(({ kind }) => kind === 'connected')) return true
  if (tls?.kind === 'timeout' || (tls?.kind === 'failed' && tls.code === 'ECONNRESET')) return true
  if (upgrade?.kind === 'closed' || upgrade?.kind === 'timeout') return true
  if (upgrade?.kind === 'answered' && isGatewayStatus(upgrade.status)) return true
  const end = frames?.end
  if (end?.kind === 'cut') return true
  // RFC 6455, section 7.4.1 and IANA's registry: going away, service restart, try again later.
  return end?.kind === 'closed-by-server' && [1001, 1012, 1013].includes(end.code)
}

function isFinal(verdicts: readonly Verdict[]): boolean {
  const latest = verdicts.slice(-FINAL_AFTER)
  return (
    latest.length === FINAL_AFTER &&
    latest.every(verdict => !verdict.isTransient && verdict.answer === latest[0]?.answer)
  )
}

/** How many attempts have failed since the last accepted one. */
function countFailures(verdicts: readonly Verdict[]): number {
  return verdicts.length - 1 - verdicts.findLastIndex(verdict => verdict.isAccepted)
}
