/** The nginx that is installed on this machine, and one running proxy of it. */

import { execFile } from 'node:child_process'
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { InstanceFolder } from './instance-folder.ts'
import { runProcess } from './run-process.ts'
import type { SupervisedProcess, Supervisor } from './supervisor-client.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

export interface Nginx {
  readonly command: string
  readonly version: string
  /** Where it keeps its own files, such as mime.types. */
  readonly folder: string
}

export interface InstanceProxy {
  isRunning(): boolean
  /** Tests the staged files. Answers with what nginx wrote when it refuses them. */
  test(): Promise<string | undefined>
  /** Starts on the live files; resolves when it accepts connections. Answers with what nginx wrote when it did not start. */
  start(): Promise<string | undefined>
  /** Stops as `systemctl stop nginx` does: established connections get a moment, then they are cut. */
  stop(): Promise<void>
}

const SEARCH_PATH = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin`
const ENVIRONMENT = { PATH: SEARCH_PATH }
const QUERY_TIMEOUT_MS = 5000
const TEST_TIMEOUT_MS = 20_000
const START_TIMEOUT_MS = 10_000
const PID_POLL_MS = 10
const STOP_SIGNALS = [
  { signal: 'SIGQUIT', waitMs: 200 },
  { signal: 'SIGTERM', waitMs: 1000 },
] as const

/** Looks at the installed nginx. @throws Error that says how to install it. */
export async function findNginx(command = 'nginx'): Promise<Nginx> {
  const query = promisify(execFile)(command, ['-V'], { env: ENVIRONMENT, timeout: QUERY_TIMEOUT_MS })
  const { stderr } = await query.catch((cause: unknown) => {
    const hint = 'Install it: sudo apt-get install --no-install-recommends nginx-light, or brew install nginx.'
    throw new Error(`Local Beanstalk's instances run nginx, and "${command}" could not be run. ${hint}`, { cause })
  })
  const version = /nginx version: \S+\/([\d.]+)/.exec(stderr)?.[1] ?? '0'
  const configuration = /--conf-path=(\S+)/.exec(stderr)?.[1] ?? '/etc/nginx/nginx.conf'
  return { command, version, folder: dirname(configuration) }
}

/** Is the version, such as "1.25.1", at least the other? */
export function isVersionAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0
}

/** An instance's proxy. `onChange` is awaited, so that who connects after `start` or `stop` finds it as it is. */
export function createProxy(
  nginx: Nginx,
  supervisor: Supervisor,
  folder: InstanceFolder,
  onChange: () => Promise<void>,
): InstanceProxy {
  let running: SupervisedProcess | undefined
  const setRunning = async (now: SupervisedProcess | undefined) => {
    if (running === now) return
    running = now
    await onChange()
  }
  return {
    isRunning: () => running !== undefined,
    async test() {
      const spec = specify(nginx, folder, join(folder.proxyStaging, 'nginx.conf'), ['-t'])
      const { code, lastOutput } = await runProcess(supervisor, spec, TEST_TIMEOUT_MS)
      return code === 0 ? undefined : lastOutput
    },
    async start() {
      await removeLeftovers(folder)
      const started = await supervisor.start(specify(nginx, folder, join(folder.proxyLive, 'nginx.conf'), []))
      const failure = await awaitStart(started, folder)
      if (failure !== undefined) return failure
      void started.exited.then(() => (running === started ? setRunning(undefined) : undefined))
      await setRunning(started)
      return undefined
    },
    async stop() {
      const stopping = running
      await setRunning(undefined)
      await stopping?.end(STOP_SIGNALS)
    },
  }
}

function specify(nginx: Nginx, folder: InstanceFolder, configuration: string, extra: readonly string[]): ProcessSpec {
  // Before 1.19.5 there was no -e: then nginx says that it cannot open its compiled-in log, and goes on.
  const errorLog = isVersionAtLeast(nginx.version, '1.19.5') ? ['-e', folder.proxyErrorLog] : []
  const globals = `daemon off; pid "${folder.proxyPid}";`
  return {
    command: nginx.command,
    args: [...extra, '-c', configuration, '-p', `${folder.proxyPrefix}/`, ...errorLog, '-g', globals],
    cwd: folder.root,
    environment: ENVIRONMENT,
  }
}

// nginx writes its pid file when it listens on all its sockets.
async function awaitStart(started: SupervisedProcess, { proxyPid }: InstanceFolder): Promise<string | undefined> {
  let failure: string | undefined
  const watch = started.exited.then(({ lastOutput }) => {
    failure = lastOutput
  })
  const deadline = performance.now() + START_TIMEOUT_MS
  while (failure === undefined) {
    if (((await stat(proxyPid).catch(() => undefined))?.size ?? 0) > 0) return undefined
    if (performance.now() > deadline) {
      await started.end([])
      return `nginx did not start within ${START_TIMEOUT_MS} ms`
    }
    await Promise.race([watch, wait(PID_POLL_MS)])
  }
  return failure
}

// A proxy that was killed leaves its pid file and its unix sockets.
async function removeLeftovers({ runtime }: InstanceFolder): Promise<void> {
  for (const name of await readdir(runtime)) await rm(join(runtime, name), { recursive: true, force: true })
}
