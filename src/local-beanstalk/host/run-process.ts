/** Runs a process of a host to its end, within a bound. */

import { setTimeout as wait } from 'node:timers/promises'
import type { Supervisor } from './supervisor-client.ts'
import type { ProcessExit, ProcessSpec } from './supervisor-protocol.ts'

interface ProcessLimits {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** Resolves when the process has ended: by itself, or killed after `timeoutMs` or when the signal is aborted. */
export async function runProcess(
  supervisor: Supervisor,
  spec: ProcessSpec,
  { timeoutMs, signal }: ProcessLimits,
): Promise<ProcessExit> {
  const started = await supervisor.start(spec)
  const done = new AbortController()
  const ended = signal === undefined ? done.signal : AbortSignal.any([done.signal, signal])
  const timeout = wait(timeoutMs, undefined, { signal: ended }).catch(() => undefined)
  await Promise.race([started.exited, timeout])
  done.abort()
  return await started.end([])
}
