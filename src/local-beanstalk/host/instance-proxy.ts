/** An instance's proxy: the program that was chosen last, or none. */

import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { InstanceFolder } from './instance-folder.ts'
import type { ProxyProgram } from './proxy-program.ts'
import { runProcess } from './run-process.ts'
import type { SupervisedProcess, Supervisor } from './supervisor-client.ts'

export interface InstanceProxy {
  isRunning(): boolean
  /** What was chosen last; undefined: nothing. */
  service(): ProxyProgram['service'] | undefined
  /** Chooses what is tested and started from now on; undefined: nothing, and the app answers itself. What runs goes on. */
  use(program: ProxyProgram | undefined): void
  /** Tests the staged files. Answers with what the program wrote when it refuses them. */
  test(): Promise<string | undefined>
  /** Starts on the live files; resolves when it accepts connections. Answers with what it wrote when it did not start. */
  start(): Promise<string | undefined>
  /** Stops as systemd does: established connections get a moment, then they are cut. */
  stop(): Promise<void>
}

const TEST_TIMEOUT_MS = 20_000
const START_TIMEOUT_MS = 10_000
const PID_POLL_MS = 10
const STOP_SIGNALS = [
  { signal: 'SIGQUIT', waitMs: 200 },
  { signal: 'SIGTERM', waitMs: 1000 },
] as const

/** `onChange` is awaited, so that who connects after `start` or `stop` finds it as it is. */
export function createProxy(
  supervisor: Supervisor,
  folder: InstanceFolder,
  onChange: () => Promise<void>,
): InstanceProxy {
  let program: ProxyProgram | undefined
  let running: SupervisedProcess | 'nothing' | undefined
  const setRunning = async (now: typeof running) => {
    if (running === now) return
    running = now
    await onChange()
  }
  return {
    isRunning: () => running !== undefined,
    service: () => program?.service,
    use(chosen) {
      program = chosen
    },
    async test() {
      if (program === undefined) return undefined
      const { code, lastOutput } = await runProcess(supervisor, program.test(), { timeoutMs: TEST_TIMEOUT_MS })
      return code === 0 ? undefined : lastOutput
    },
    async start() {
      if (program === undefined) return void (await setRunning('nothing'))
      await removeLeftovers(folder)
      const started = await supervisor.start(program.start())
      const failure = await awaitStart(started, program)
      if (failure !== undefined) return failure
      void started.exited.then(() => (running === started ? setRunning(undefined) : undefined))
      await setRunning(started)
      return undefined
    },
    async stop() {
      const stopping = running
      await setRunning(undefined)
      if (stopping !== 'nothing') await stopping?.end(STOP_SIGNALS)
    },
  }
}

async function awaitStart(started: SupervisedProcess, program: ProxyProgram): Promise<string | undefined> {
  let failure: string | undefined
  const watch = started.exited.then(({ lastOutput }) => {
    failure = lastOutput
  })
  const deadline = performance.now() + START_TIMEOUT_MS
  while (failure === undefined) {
    if (((await stat(program.pidFile).catch(() => undefined))?.size ?? 0) > 0) return undefined
    if (performance.now() > deadline) {
      await started.end([])
      return `${program.service} did not start within ${START_TIMEOUT_MS} ms`
    }
    await Promise.race([watch, wait(PID_POLL_MS)])
  }
  return failure
}

// A proxy that was killed leaves its pid file and its unix sockets.
async function removeLeftovers({ runtime }: InstanceFolder): Promise<void> {
  for (const name of await readdir(runtime)) await rm(join(runtime, name), { recursive: true, force: true })
}
