/** The app's process on an instance, kept alive as the platform's service manager does. */

import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { isListening } from './ports.ts'
import type { SupervisedProcess, Supervisor } from './supervisor-client.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

export interface Application {
  /** As it was started. */
  readonly spec: ProcessSpec
  state(): 'running' | 'crashed' | 'stopped'
  /** Resolves when the app listens on the port, or the socket's path, has crashed, or has had the time that it may take. */
  settle(where: number | string, timeoutMs?: number): Promise<void>
  /** Has it crashed since it was started, even if it runs again? */
  hasCrashed(): boolean
  /** Asks the app and its descendants to end, then kills them. */
  stop(): Promise<void>
}

const MAX_RESTARTS = 3
const RESTART_DELAY_MS = 250
const UP_TIMEOUT_MS = 5000
const UP_POLL_MS = 20
const STOP_SIGNALS = [{ signal: 'SIGTERM', waitMs: 1000 }] as const

/** Starts the app. After a crash it is restarted up to three times, then it stays crashed. */
export function startApplication(supervisor: Supervisor, spec: ProcessSpec, onChange: () => void): Application {
  let state: ReturnType<Application['state']> = 'running'
  let current: SupervisedProcess | undefined
  const stopping = new AbortController()
  const crash = Promise.withResolvers<void>()
  let hasCrashed = false
  const setState = (now: typeof state) => {
    if (state === now) return
    state = now
    onChange()
  }
  const runOnce = async () => {
    current = await supervisor.start(spec)
    setState('running')
    if (stopping.signal.aborted) void current.end(STOP_SIGNALS)
    await current.exited
  }
  const keepRunning = async () => {
    for (let restarts = 0; restarts <= MAX_RESTARTS && !stopping.signal.aborted; restarts++) {
      await runOnce().catch(() => undefined) // What cannot be started has crashed.
      current = undefined
      if (stopping.signal.aborted) break
      hasCrashed = true
      crash.resolve()
      setState('crashed')
      if (restarts < MAX_RESTARTS) await wait(RESTART_DELAY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const kept = keepRunning()
  return {
    spec,
    state: () => state,
    settle: (where, timeoutMs = UP_TIMEOUT_MS) => Promise.race([crash.promise, awaitUp(where, timeoutMs)]),
    hasCrashed: () => hasCrashed,
    async stop() {
      stopping.abort()
      void current?.end(STOP_SIGNALS)
      await kept
      setState('stopped')
    },
  }
}

async function awaitUp(where: number | string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    if (await isUp(where)) return
    await wait(UP_POLL_MS)
  }
}

// A socket is there when it accepts: whoever makes one gives it its name afterwards.
async function isUp(where: number | string): Promise<boolean> {
  if (typeof where === 'number') return isListening(where, UP_POLL_MS)
  return (await stat(where).catch(() => undefined)) !== undefined
}
