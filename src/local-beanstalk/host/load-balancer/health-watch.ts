/** Checks the health of one target again and again. */

import { setTimeout as wait } from 'node:timers/promises'
import type { HealthCheckConfiguration, LoadBalancerKind } from '../host-load-balancer.ts'
import { checkHealth } from './health-check.ts'
import { addOutcome, type CheckOutcome, NEW_TARGET, type TargetRecord } from './target-record.ts'

export interface Checked {
  readonly port: number
  readonly healthCheck: HealthCheckConfiguration
  readonly isReachable: boolean
}

export interface HealthWatch {
  record(): TargetRecord
  start(): void
  stop(): void
}

export interface WatchOptions {
  readonly kind: LoadBalancerKind
  /** What is known of its health already. */
  readonly known: TargetRecord | undefined
  readonly onChange: () => void
  look(): Checked
}

/** The first check begins at once. */
export function watchHealth({ kind, look, known = NEW_TARGET, onChange }: WatchOptions): HealthWatch {
  let record = known
  let stopping = new AbortController()
  const add = (outcome: CheckOutcome) => {
    const before = record
    record = addOutcome(record, outcome, { ...look().healthCheck, kind })
    if (record.state !== before.state || record.reason !== before.reason) onChange()
  }
  const watch = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const begun = performance.now()
      const outcome = await checkOnce(kind, look(), signal)
      if (!signal.aborted) add(outcome)
      await pause(look().healthCheck.intervalMs - (performance.now() - begun), signal)
    }
  }
  const start = () => {
    stopping = new AbortController()
    record = NEW_TARGET
    void watch(stopping.signal)
  }
  void watch(stopping.signal)
  return { record: () => record, start, stop: () => stopping.abort() }
}

async function checkOnce(
  kind: LoadBalancerKind,
  { port, healthCheck, isReachable }: Checked,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  if (isReachable) return checkHealth({ kind, port, configuration: healthCheck, signal })
  await pause(healthCheck.timeoutMs, signal)
  return 'timed-out'
}

// An abort only ends the pause: whoever waits looks at the signal.
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, ms), undefined, { signal }).catch(() => {})
}
