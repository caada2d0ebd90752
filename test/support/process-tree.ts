/** What a process and its descendants hold on Linux, as /proc tells it. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface Holdings {
  readonly pids: readonly number[]
  /** Inodes of the sockets on which they listen. */
  readonly listening: readonly string[]
}

/** Of the process and all that descend from it. Stop it before, so that it starts nothing meanwhile. */
export function takeStock(root: number): Holdings {
  const pids = [root]
  const parents = new Map(allPids().map(pid => [pid, parentOf(pid)]))
  for (const pid of pids) pids.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child))
  const listening = listeningInodes()
  return { pids, listening: pids.flatMap(socketsOf).filter(inode => listening.has(inode)) }
}

/** What of it is still there, and which processes name the folder, in words. */
export function findRemains({ pids, listening }: Holdings, folder: string): string[] {
  const left = listeningInodes()
  return [
    ...pids.filter(pid => isAlive(pid)).map(pid => `process ${pid}: ${read(pid, 'cmdline')}`),
    ...allPids().flatMap(pid =>
      namesFolder(pid, folder) ? [`process ${pid} in the folder: ${read(pid, 'cmdline')}`] : [],
    ),
    ...listening.filter(inode => left.has(inode)).map(inode => `a port (socket ${inode})`),
  ]
}

function allPids(): number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).filter(pid => pid !== process.pid)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\t(\d+)$/m.exec(read(pid, 'status'))?.[1])
}

// One that has ended and that nobody has waited for yet holds nothing.
function isAlive(pid: number): boolean {
  return /^State:\t[^ZX]/m.test(read(pid, 'status'))
}

function namesFolder(pid: number, folder: string): boolean {
  return isAlive(pid) && [read(pid, 'cmdline'), read(pid, 'environ'), link(`/proc/${pid}/cwd`)].join().includes(folder)
}

function socketsOf(pid: number): string[] {
  const descriptors = list(`/proc/${pid}/fd`).map(name => link(`/proc/${pid}/fd/${name}`))
  return descriptors.flatMap(target => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [])
}

/** The ports of those sockets. */
export function listPorts({ listening }: Holdings): number[] {
  const own = listeningRows().filter(row => listening.includes(row[INODE] ?? ''))
  return own.map(row => Number.parseInt(row[ADDRESS]?.split(':')[1] ?? '', 16))
}

const [ADDRESS, STATE, INODE] = [1, 3, 9] as const

function listeningInodes(): Set<string> {
  return new Set(listeningRows().map(row => row[INODE] ?? ''))
}

function listeningRows(): string[][] {
  const tables = ['tcp', 'tcp6'].map(name => readFileSync(`/proc/net/${name}`, 'utf8'))
  const rows = tables.flatMap(table =>
    table
      .split('\n')
      .slice(1)
      .map(row => row.trim().split(/ +/)),
  )
  return rows.filter(row => row[STATE] === '0A')
}

function read(pid: number, name: string): string {
  return attempt(() => readFileSync(`/proc/${pid}/${name}`, 'utf8'), '').replaceAll('\0', ' ')
}

function link(path: string): string {
  return attempt(() => readlinkSync(path), '')
}

function list(path: string): string[] {
  return attempt(() => readdirSync(path), [])
}

// A process may end between two looks.
function attempt<Value>(look: () => Value, otherwise: Value): Value {
  try {
    return look()
  } catch {
    return otherwise
  }
}
