/** Tries one target until the policy has decided, and diagnoses every attempt. */

import { makeAttempt } from './attempt.ts'
import type { Beacon } from './beacon.ts'
import type { Clock } from './clock.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './findings.ts'
import type { Known } from './known.ts'
import type { PinnedAddress } from './probe/dns.ts'
import { collectSecrets, redact } from './redact.ts'
import type { RequestOptions } from './request.ts'
import { decideStep, judgeAttempt, type RetryPolicy, type Verdict } from './retry-policy.ts'
import type { Target } from './target.ts'

/** What one attempt saw and what that means. Plain JSON data, without the secrets that were sent. */
export interface Attempt {
  /** From 1. */
  readonly number: number
  readonly startedAtMs: number
  readonly evidence: Evidence
  /** Null when there is nothing to say. */
  readonly finding: Finding | null
}

/** All attempts at one target; never empty unless aborted at once. */
export interface History {
  readonly attempts: readonly Attempt[]
  readonly outcome: 'accepted' | 'rejected' | 'unknown'
}

export interface TryOptions extends RequestOptions {
  readonly policy: RetryPolicy
  readonly clock: Clock
  /** For one attempt, all layers together; 10 s unless said otherwise. */
  readonly attemptTimeoutMs?: number
  readonly signal?: AbortSignal
  readonly resolve?: readonly PinnedAddress[]
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca?: string
  readonly beacons?: readonly Beacon[]
}

export interface Task {
  readonly target: Target
  readonly options: TryOptions
  readonly known: Known
  onAttempt(attempt: Attempt): void
}

export const DEFAULT_ATTEMPT_TIMEOUT_MS = 10_000

/** Never throws for an answer of the network. Aborted, or without a route to any address, the outcome is unknown. */
export async function tryTarget({ target, options, known, onAttempt }: Task): Promise<History> {
  const {
    clock,
    policy,
    attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS,
    signal = new AbortController().signal,
  } = options
  const startedMs = clock.monotonicMs()
  const secrets = collectSecrets(target, options)
  const attempts: Attempt[] = []
  const verdicts: Verdict[] = []
  while (!signal.aborted) {
    const startedAtMs = clock.now()
    const seen = await makeAttempt(target, { ...options, attemptTimeoutMs, asksControl: true }, signal)
    if (signal.aborted) break
    // Before a finding quotes it, cut and in JSON's quotes, where a secret would no longer be recognised.
    const evidence = redact(seen, secrets)
    const finding = diagnose(evidence, known)
    const attempt = { number: attempts.length + 1, startedAtMs, evidence, finding }
    attempts.push(attempt)
    onAttempt(attempt)
    if (finding?.kind === 'no-route-from-here') break
    verdicts.push(judgeAttempt(evidence, finding))
    const step = decideStep(policy, verdicts, clock.monotonicMs() - startedMs)
    if (step.kind === 'stop') return { attempts, outcome: step.isAccepted ? 'accepted' : 'rejected' }
    await pause(clock, step.ms, signal)
  }
  return { attempts, outcome: 'unknown' }
}

/** Ends early when aborted; the loop above sees that by itself. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
