/**
 * The program that runs a host's processes, as a child of the host and the parent of its apps and proxies.
 * When the channel to the host closes, however the host ended, it kills all of them and removes the host's folder.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { collectOutput, followOutput } from './collect-output.ts'
import type { EndSignal, ProcessSpec, SupervisorReport, SupervisorRequest } from './supervisor-protocol.ts'

// An app's descendants may leave its process group, but seldom change this variable of their environment.
const MARK = 'LOCAL_BEANSTALK_PROCESS'
const OUTPUT_CLOSE_MS = 500
const LAST_WAIT_MS = 2000

const hostFolder = process.argv[2]
const running = new Map<number, ChildProcess>()

if (hostFolder === undefined || process.send === undefined)
  throw new Error('The supervisor was started without a host.')
// Ctrl-C is meant for the host, which may want to stop its instances in order.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('SIGTERM', () => void endEverything(hostFolder))
process.on('disconnect', () => void endEverything(hostFolder))
process.on('message', (request: SupervisorRequest) => {
  if (request.kind === 'start') start(request.id, request.spec)
  else void end(request.id, request.signals)
})
report({ kind: 'ready' })

function start(id: number, spec: ProcessSpec): void {
  const child = launch(id, spec)
  if (child instanceof Error) {
    report({ kind: 'refused', id, reason: child.message })
    return
  }
  child.once('error', error => {
    if (child.pid === undefined) report({ kind: 'refused', id, reason: error.message })
  })
  if (child.pid === undefined) return
  running.set(id, child)
  const output = collectOutput(child, spec.logPath)
  if (spec.isFollowed) followOutput(child, text => report({ kind: 'output', id, text }))
  child.once('exit', (code, signal) => {
    killGroup(id, child)
    const closed = once(child, 'close').catch(() => undefined)
    // A descendant that escaped may hold the output open: the exit is told all the same.
    void Promise.race([closed, wait(OUTPUT_CLOSE_MS)]).then(() => {
      running.delete(id)
      report({ kind: 'exited', id, exit: { code, signal, lastOutput: output.last() } })
    })
  })
  report({ kind: 'started', id, pid: child.pid })
}

function launch(id: number, spec: ProcessSpec): ChildProcess | Error {
  try {
    return spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...spec.environment, [MARK]: mark(id) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function end(id: number, signals: readonly EndSignal[]): Promise<void> {
  const child = running.get(id)
  if (child === undefined) return
  const exited = hasExited(child) ? Promise.resolve() : once(child, 'exit')
  for (const { signal, waitMs } of signals) {
    if (hasExited(child)) return
    signalGroup(child, signal)
    await Promise.race([exited, wait(waitMs)])
  }
  if (!hasExited(child)) killGroup(id, child)
}

async function endEverything(folder: string): Promise<void> {
  const last = [...running]
  const exits = last.map(([id, child]) => {
    const exited = hasExited(child) ? Promise.resolve() : once(child, 'exit')
    killGroup(id, child)
    return exited
  })
  await Promise.race([Promise.all(exits), wait(LAST_WAIT_MS)])
  // Once more: a process that forked while it was being killed may have left a child.
  for (const [id, child] of last) killGroup(id, child)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  process.exit(0)
}

function killGroup(id: number, child: ChildProcess): void {
  signalGroup(child, 'SIGKILL')
  for (const pid of markedProcesses(id)) signalProcess(pid, 'SIGKILL')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) signalProcess(-child.pid, signal)
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

function markedProcesses(id: number): number[] {
  if (process.platform !== 'linux') return []
  const entry = `${MARK}=${mark(id)}\0`
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.filter(pid => readEnvironment(pid).includes(entry)).map(Number)
}

function readEnvironment(pid: string): string {
  try {
    return `${readFileSync(`/proc/${pid}/environ`, 'latin1')}\0`
  } catch {
    return '' // It has ended, or belongs to somebody else.
  }
}

function mark(id: number): string {
  return `${process.pid}-${id}`
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function report(message: SupervisorReport): void {
  if (process.connected) process.send?.(message)
}
