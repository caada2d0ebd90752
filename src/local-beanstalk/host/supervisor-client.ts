/** The host's side of its supervisor: processes that end with this process, SIGKILL included. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { EndSignal, ProcessExit, ProcessSpec, SupervisorReport, SupervisorRequest } from './supervisor-protocol.ts'

export interface Supervisor {
  /**
   * Starts a process in a process group of its own. Rejects when it could not be started at all.
   * `onOutput` hears what it writes, as it comes.
   */
  start(spec: ProcessSpec, onOutput?: (text: string) => void): Promise<SupervisedProcess>
  /** Kills every process, removes the host's folder, and ends the supervisor. */
  close(): Promise<void>
}

export interface SupervisedProcess {
  readonly pid: number
  readonly exited: Promise<ProcessExit>
  /** Sends the signals to the whole group, one after another until the process has ended, SIGKILL last. */
  end(signals: readonly EndSignal[]): Promise<ProcessExit>
}

/** Starts the supervisor of one host. It removes `folder` when it ends. */
export async function openSupervisor(folder: string): Promise<Supervisor> {
  const child = fork(fileURLToPath(new URL('./supervisor.ts', import.meta.url)), [folder], {
    execArgv: [],
    env: {},
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const processes = followProcesses(child)
  await processes.ready
  let lastId = 0
  return {
    start(spec, onOutput) {
      lastId += 1
      return processes.start(lastId, onOutput ? { ...spec, isFollowed: true } : spec, onOutput)
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      if (child.connected) child.disconnect()
      await exited
    },
  }
}

interface Pending {
  readonly started: PromiseWithResolvers<SupervisedProcess>
  readonly exited: PromiseWithResolvers<ProcessExit>
  readonly onOutput: ((text: string) => void) | undefined
}

function followProcesses(child: ChildProcess) {
  const pending = new Map<number, Pending>()
  const ready = Promise.withResolvers<void>()
  child.on('message', (report: SupervisorReport) => {
    if (report.kind === 'ready') return ready.resolve()
    const one = pending.get(report.id)
    if (one === undefined) return
    if (report.kind === 'started') one.started.resolve(describeProcess(child, report, one.exited.promise))
    if (report.kind === 'refused') one.started.reject(new Error(`The process was not started: ${report.reason}.`))
    if (report.kind === 'output') one.onOutput?.(report.text)
    if (report.kind === 'exited') one.exited.resolve(report.exit)
    if (report.kind === 'refused' || report.kind === 'exited') pending.delete(report.id)
  })
  const giveUp = () => {
    const ended = new Error("The supervisor of Local Beanstalk's processes has ended.")
    ready.reject(ended)
    for (const { started, exited } of pending.values()) {
      started.reject(ended)
      exited.resolve({ code: null, signal: 'SIGKILL', lastOutput: '' })
    }
    pending.clear()
  }
  child.once('exit', giveUp)
  child.once('error', giveUp)
  const start = (id: number, spec: ProcessSpec, onOutput?: (text: string) => void): Promise<SupervisedProcess> => {
    if (!child.connected) return Promise.reject(new Error("The supervisor of Local Beanstalk's processes has ended."))
    const one: Pending = { started: Promise.withResolvers(), exited: Promise.withResolvers(), onOutput }
    pending.set(id, one)
    request(child, { kind: 'start', id, spec })
    return one.started.promise
  }
  return { ready: ready.promise, start }
}

function describeProcess(
  child: ChildProcess,
  { id, pid }: { id: number; pid: number },
  exited: Promise<ProcessExit>,
): SupervisedProcess {
  return {
    pid,
    exited,
    end(signals) {
      request(child, { kind: 'end', id, signals })
      return exited
    },
  }
}

function request(child: ChildProcess, message: SupervisorRequest): void {
  // A supervisor that is gone has killed its processes, and 'exit' settles whatever waits for them.
  if (child.connected) child.send(message, () => {})
}
