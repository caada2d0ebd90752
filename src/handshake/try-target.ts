/** Tries one target until the policy has decided, and diagnoses every attempt. */

import { makeAttempt } from './attempt.ts'
import type { Beacon } from './beacon.ts'
import type { Clock } from './clock.ts'
import { diagnose } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './findings.ts'
import type { ProtocolOptions } from './greet-app.ts'
import type { Known } from './known.ts'
import type { OutgoingProxy, ProxyVariables } from './outgoing-proxy.ts'
import { planSamples } from './plan-samples.ts'
import type { PinnedAddress } from './probe/dns.ts'
import type { FrameOrders } from './probe/frames.ts'
import { collectSecrets, redact } from './redact.ts'
import { decideStep, isSamplingDue, judgeAttempt, type RetryPolicy, type Verdict } from './retry-policy.ts'
import { takeSamples } from './take-samples.ts'
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

export interface TryOptions extends ProtocolOptions, FrameOrders {
  readonly policy: RetryPolicy
  readonly clock: Clock
  /** For one attempt, all layers together; 10 s unless said otherwise. */
  readonly attemptTimeoutMs?: number
  readonly signal?: AbortSignal
  readonly resolve?: readonly PinnedAddress[]
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca?: string
  /** Of the machine, where an HTTP proxy may stand before the targets. */
  readonly proxyVariables?: ProxyVariables
  readonly beacons?: readonly Beacon[]
  /** Begins an attempt when it is its turn. Pauses and what is held in silence take none: others would wait for as long. */
  takeTurn?<T>(attempt: () => Promise<T>): Promise<T>
}

export interface Task {
  readonly target: Target
  readonly proxy: OutgoingProxy | undefined
  readonly options: TryOptions
  readonly known: Known
  onAttempt(attempt: Attempt): void
}

export const DEFAULT_ATTEMPT_TIMEOUT_MS = 10_000

/** Findings after which nothing is known about the target, however often it is asked. */
const BEFORE_TARGET: ReadonlySet<string | undefined> = new Set(['no-route-from-here', 'outgoing-proxy-unreachable'])

/**
 * Never throws for an answer of the network. Aborted, or without a way to any address, the outcome is unknown. What is
 * to be held in silence is held once, when all else was accepted.
 */
export async function tryTarget(task: Task): Promise<History> {
  const { clock, policy, holdMs, takeTurn, signal = new AbortController().signal } = task.options
  const startedMs = clock.monotonicMs()
  const attempts: Attempt[] = []
  const verdicts: Verdict[] = []
  const elapsedMs = () => clock.monotonicMs() - startedMs
  const attempt = async (holdMs?: number) => {
    const isSampled = (verdict: Verdict) => !holdMs && isSamplingDue(policy, [...verdicts, verdict], elapsedMs())
    const ordered = { number: attempts.length + 1, signal, isSampled, ...(holdMs ? { holdMs } : {}) }
    const begin = async () => (signal.aborted ? undefined : makeNumbered(task, ordered))
    const made = await (holdMs || !takeTurn ? begin() : takeTurn(begin))
    if (made) attempts.push(made.attempt)
    return made
  }
  while (!signal.aborted) {
    const made = await attempt()
    if (!made || BEFORE_TARGET.has(made.attempt.finding?.kind)) break
    verdicts.push(made.verdict)
    const step = decideStep(policy, verdicts, elapsedMs())
    if (step.kind === 'pause') await pause(clock, step.ms, signal)
    else if (!step.isAccepted || !holdMs) return { attempts, outcome: step.isAccepted ? 'accepted' : 'rejected' }
    else return { attempts, outcome: judgeHeld(await attempt(holdMs)) }
  }
  return { attempts, outcome: 'unknown' }
}

interface Ordered {
  readonly number: number
  readonly signal: AbortSignal
  readonly holdMs?: number
  /** Whether further connections are to follow, where there is more to meet. */
  isSampled(verdict: Verdict): boolean
}

interface Made {
  readonly attempt: Attempt
  readonly verdict: Verdict
}

/** Undefined when aborted meanwhile. */
async function makeNumbered(
  { target, options, proxy, known, onAttempt }: Task,
  { number, signal, isSampled, ...held }: Ordered,
): Promise<Made | undefined> {
  const { clock, attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS, holdMs: _, ...asked } = options
  const { instanceCount = 1 } = known
  const way = {
    ...asked,
    ...held,
    ...(proxy ? { proxy } : {}),
    attemptTimeoutMs,
    asksControl: () => true,
    instanceCount,
  }
  const startedAtMs = clock.now()
  const first = await makeAttempt(target, way, signal)
  const own = judgeAttempt(first, diagnose(first, known))
  const plan = !signal.aborted && isSampled(own) ? planSamples(first, known, own.isAccepted) : undefined
  const samples = plan && (await takeSamples({ plan, first, target, options: way, known }, signal))
  if (signal.aborted) return undefined
  // Before a finding quotes it, cut and in JSON's quotes, where a secret would no longer be recognised.
  const evidence = redact({ ...first, ...(samples ? { samples } : {}) }, collectSecrets(target, way))
  const attempt = { number, startedAtMs, evidence, finding: diagnose(evidence, known) }
  onAttempt(attempt)
  // What was refused by itself stays so, whatever the others were.
  return { attempt, verdict: own.isAccepted ? judgeAttempt(evidence, attempt.finding) : own }
}

function judgeHeld(held: Made | undefined): History['outcome'] {
  if (!held) return 'unknown'
  return held.verdict.isAccepted ? 'accepted' : 'rejected'
}

/** Ends early when aborted; the loop above sees that by itself. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
