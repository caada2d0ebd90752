/** Opens one WebSocket after the other while an environment is changed, and tells when none could be opened, and for how long. */

import { makeAttempt } from './attempt.ts'
import type { Clock } from './clock.ts'
import { diagnose } from './diagnose.ts'
import type { FindingKind } from './findings.ts'
import { addressApp, type ProtocolOptions } from './greet-app.ts'
import { type OutageAttempt, type OutageReport, openTally } from './outage-tally.ts'
import { chooseProxy } from './outgoing-proxy.ts'
import { judgeAttempt } from './retry-policy.ts'
import { parseTarget } from './target.ts'
import type { TryOptions } from './try-target.ts'

export interface OutageWatch<Phase extends string> {
  /** What is going on from now on. */
  enter(phase: Phase): void
  /** Where an outage has not ended, one more WebSocket is tried before. */
  stop(): Promise<OutageReport<Phase>>
}

export interface WatchOptions<Phase extends string>
  extends ProtocolOptions,
    Pick<TryOptions, 'resolve' | 'ca' | 'proxyVariables'> {
  readonly clock: Clock
  /** Ends it at once. */
  readonly signal: AbortSignal
  /** What is going on when it begins. */
  readonly phase: Phase
}

/** From the beginning of one attempt to that of the next; longer where an attempt takes longer. */
export const WATCH_INTERVAL_MS = 400

/** An attempt that has no answer by then has failed. */
const ATTEMPT_TIMEOUT_MS = 3000

/**
 * One attempt at a time: the opening handshake, a ping, the closing handshake. Undefined where nothing can be asked at the
 * URL. Never throws.
 */
export function watchOutages<Phase extends string>(
  url: string,
  options: WatchOptions<Phase>,
): OutageWatch<Phase> | undefined {
  const attempt = openAttempts(url, options)
  if (!attempt) return undefined
  const { clock, signal } = options
  const tally = openTally(options.phase)
  const stopping = new AbortController()
  const pausing = AbortSignal.any([signal, stopping.signal])
  const run = async () => {
    while (!signal.aborted) {
      const isLast = stopping.signal.aborted
      const startedMs = clock.monotonicMs()
      const startedAtMs = clock.now()
      const finding = await attempt()
      // Of an attempt that was ended nothing is known.
      if (signal.aborted) break
      tally.add({ startedMs, startedAtMs, finding })
      if (isLast || (stopping.signal.aborted && !tally.isOut())) break
      await pause(clock, startedMs + WATCH_INTERVAL_MS - clock.monotonicMs(), pausing)
      if (stopping.signal.aborted && !tally.isOut()) break
    }
  }
  // Whatever goes wrong with it, a measurement decides nothing about what it measures.
  const running = run().catch(() => {})
  return {
    enter: tally.enter,
    async stop() {
      stopping.abort()
      await running
      return tally.report(clock.monotonicMs())
    },
  }
}

/** What is wrong with the next WebSocket; null where it was opened. */
type Attempt = () => Promise<OutageAttempt['finding']>

function openAttempts<Phase extends string>(url: string, options: WatchOptions<Phase>): Attempt | undefined {
  const parsed = parseTarget(url)
  if (parsed.kind === 'problem') return undefined
  const { protocol: _, clock: __, signal, phase: ___, proxyVariables = {}, ...asked } = options
  const chosen = chooseProxy(parsed.target, proxyVariables)
  if (chosen.kind === 'problem') return undefined
  // As the app's own client asks; what is said after that is not repeated here.
  const { target, subprotocols } = addressApp(parsed.target, options)
  const way = {
    ...asked,
    ...(chosen.kind === 'proxy' ? { proxy: chosen.proxy } : {}),
    subprotocols,
    attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
    asksControl: () => false,
    asksOtherFamily: false,
  }
  return async () => {
    const evidence = await makeAttempt(target, way, signal)
    const finding = diagnose(evidence, {})
    return judgeAttempt(evidence, finding).isAccepted ? null : nameKind(finding)
  }
}

function nameKind(finding: ReturnType<typeof diagnose>): FindingKind {
  return finding?.kind ?? 'unknown'
}

/** Ends early when it is stopped or aborted. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    if (ms > 0) await clock.sleep(ms, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
