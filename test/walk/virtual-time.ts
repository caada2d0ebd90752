/**
 * Time that passes only while everybody waits for it, so that hours take milliseconds and no outcome depends on how fast
 * this machine is. It is the clock of Local Beanstalk and of the run, the date of this process, and the timers of the SDK.
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { Transform } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createDeflateRaw } from 'node:zlib'
import { vi } from 'vitest'
import type { Clock as RunClock } from '../../src/clock.ts'
import type { Clock } from '../../src/local-beanstalk/clock.ts'

export interface VirtualTime {
  nowMs(): number
  /** Of the services: time passes without anybody of the run waiting for it only when the run waits, too. */
  readonly clock: Clock
  /** Of the run that is followed. */
  readonly runClock: RunClock
  /** Counts the client's requests: no time passes while one of them is under way. */
  watch(client: WatchedClient): void
  /** Calls back in so many milliseconds; no wait of the run. */
  after(ms: number, act: () => void): () => void
  /** No time passes until the work is done, which is other processes' work. */
  hold<T>(work: Promise<T>): Promise<T>
  /** Follows the run to its end: time passes while it waits. @throws Error when it waits for nothing that could come. */
  follow<T>(run: () => Promise<T>): Promise<T>
  /** Begins a run among others, which `passUntil` brings to its end: time passes only while all of them wait. */
  begin<T>(run: () => Promise<T>): Promise<T>
  /** Lets time pass, at most so much of it, until it is done. Answers whether it is. */
  passUntil(isDone: () => boolean, atMostMs: number): Promise<boolean>
  /** Connections to there are no probes: requests have been counted otherwise. */
  ignorePort(port: number): void
  /** Called after each step of time, before what waits for it goes on. */
  onStep: () => void
  /** Gives the process its own time back. */
  close(): void
}

/** What the clients of the SDK have in common. */
export interface WatchedClient {
  readonly middlewareStack: { add(middleware: unknown, where: object): void }
}

interface Timer {
  readonly atMs: number
  readonly act: () => void
}

/** Turns of the event loop in which nothing happens, before time may pass: what has been read is worked on in them. */
const CALM_TURNS = 6
/** In real time: longer than any socket or file of this process takes. */
const STUCK_AFTER_MS = 60_000
/** An answer that a fault delays waits for a number of milliseconds that ends so, and nothing else does. */
export const SLOW_ANSWER_ENDS_WITH = 7

export function openVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs
  const timers = new Set<Timer>()
  const counts = { calls: 0, exchanges: 0, parked: 0, sleeps: 0, held: 0 }
  const begun = new Set<Begun>()
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs })
  const probes = watchProbes()
  const fetches = watchFetches()
  const compressions = watchCompressions()

  const after = (ms: number, act: () => void) => {
    const timer = { atMs: nowMs + Math.max(0, ms), act }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const sleep = async (ms: number, signal: AbortSignal | undefined, counted: 'parked' | 'sleeps' | undefined) => {
    signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const onAbort = () => reject(signal?.reason)
    const cancel = after(ms, resolve)
    signal?.addEventListener('abort', onAbort, { once: true })
    const run = counted === 'sleeps' ? beginner.getStore() : undefined
    if (counted) counts[counted] += 1
    if (run) run.waits += 1
    try {
      await promise
    } finally {
      if (counted) counts[counted] -= 1
      if (run) run.waits -= 1
      cancel()
      signal?.removeEventListener('abort', onAbort)
    }
  }
  const restore = replaceTimers(after)
  const time: VirtualTime = {
    nowMs: () => nowMs,
    clock: {
      now: () => nowMs,
      sleep: (ms, signal) => sleep(ms, signal, ms % 10 === SLOW_ANSWER_ENDS_WITH ? 'parked' : undefined),
    },
    runClock: {
      now: () => nowMs,
      monotonicMs: () => nowMs - startMs,
      sleep: (ms, signal) => sleep(ms, signal, 'sleeps'),
    },
    watch: ({ middlewareStack }) => {
      middlewareStack.add(counting('calls'), { step: 'initialize', priority: 'high', name: 'countCalls' })
      middlewareStack.add(counting('exchanges'), { step: 'deserialize', priority: 'high', name: 'countExchanges' })
    },
    after,
    async hold(work) {
      counts.held += 1
      try {
        return await work
      } finally {
        counts.held -= 1
      }
    },
    ignorePort: probes.ignorePort,
    onStep: () => {},
    async follow(run) {
      let isOver = false
      const settled = caller.run('run', run).finally(() => {
        isOver = true
      })
      settled.catch(() => {})
      await drive(
        () => isOver,
        () => counts.sleeps + counts.calls + counts.parked > 0,
      )
      return await settled
    },
    async begin(run) {
      const own: Begun = { waits: 0 }
      begun.add(own)
      try {
        return await beginner.run(own, () => caller.run('run', run))
      } finally {
        begun.delete(own)
      }
    },
    async passUntil(isDone, atMostMs) {
      const endMs = nowMs + atMostMs
      await drive(
        () => isDone() || nowMs >= endMs,
        () => [...begun].every(({ waits }) => waits > 0),
      )
      return isDone()
    },
    close() {
      probes.close()
      fetches.close()
      compressions.close()
      restore()
    },
  }

  function counting(counted: 'calls' | 'exchanges') {
    return <Args, Output>(next: (args: Args) => Promise<Output>) =>
      async (args: Args): Promise<Output> => {
        const run = counted === 'calls' ? beginner.getStore() : undefined
        counts[counted] += 1
        if (run) run.waits += 1
        try {
          return await caller.run('sdk', () => next(args))
        } finally {
          counts[counted] -= 1
          if (run) run.waits -= 1
        }
      }
  }

  async function drive(isOver: () => boolean, mayPass: () => boolean): Promise<void> {
    let movedAtMs = performance.now()
    let calmTurns = 0
    for (;;) {
      await nextTurn()
      // Only what is calm is looked at: what is over when everything has happened that happens now.
      calmTurns = isBusy() ? 0 : calmTurns + 1
      if (calmTurns < CALM_TURNS) continue
      if (isOver()) return
      if (mayPass() && timers.size > 0) {
        step()
        movedAtMs = performance.now()
        calmTurns = 0
      } else if (performance.now() - movedAtMs > STUCK_AFTER_MS)
        throw new Error(`Nothing moves any more: ${JSON.stringify({ ...counts, timers: timers.size })}`)
    }
  }

  // Files are read and written, and bytes compressed, by other threads, whose speed is nobody's to know.
  function isBusy(): boolean {
    const outside = probes.count() + fetches.count() + compressions.count()
    if (counts.exchanges - counts.parked > 0 || counts.held > 0 || outside > 0) return true
    return process.getActiveResourcesInfo().some(name => /^(FSReq|CloseReq)/.test(name))
  }

  // One at a time, the one that was set first first, so that the order is always the same.
  function step(): void {
    let next: Timer | undefined
    for (const timer of timers) if (next === undefined || timer.atMs < next.atMs) next = timer
    if (next === undefined) return
    timers.delete(next)
    nowMs = Math.max(nowMs, next.atMs)
    vi.setSystemTime(nowMs)
    time.onStep()
    next.act()
  }

  return time
}

/** The sockets that probes have opened: real ones, whose answers come in real time. */
function watchProbes() {
  const open = new Set<Socket>()
  const ignored = new Set<number | undefined>()
  const onSocket = (message: unknown) => {
    const { socket } = message as { readonly socket: Socket }
    if (caller.getStore() !== 'run') return
    open.add(socket)
    socket.once('connect', () => ignored.has(socket.remotePort) && open.delete(socket))
    socket.once('close', () => open.delete(socket))
  }
  subscribe('net.client.socket', onSocket)
  return {
    count: () => open.size,
    ignorePort: (port: number) => void ignored.add(port),
    close: () => void unsubscribe('net.client.socket', onSocket),
  }
}

/** What is fetched, until the end of its answer has come: as probes are, with sockets that stay open. */
function watchFetches() {
  const open = new Set<unknown>()
  const listeners = {
    'undici:request:create': message => void open.add(requestOf(message)),
    'undici:request:trailers': message => void open.delete(requestOf(message)),
    'undici:request:error': message => void open.delete(requestOf(message)),
  } satisfies Record<string, (message: unknown) => void>
  for (const [name, listener] of Object.entries(listeners)) subscribe(name, listener)
  return {
    count: () => open.size,
    close() {
      for (const [name, listener] of Object.entries(listeners)) unsubscribe(name, listener)
    },
  }
}

/** What is compressed and decompressed: `getActiveResourcesInfo` does not name the threads that do it. */
function watchCompressions() {
  const working = new Set<Transform>()
  const known = new WeakSet<Transform>()
  const base = findZlibBase()
  const { _transform: transform } = base
  base._transform = function (this: Transform, chunk, encoding, done) {
    working.add(this)
    // One that fails, or is destroyed, does not say that it is done.
    if (!known.has(this)) this.once('close', () => working.delete(this))
    known.add(this)
    transform.call(this, chunk, encoding, (...ended) => {
      working.delete(this)
      done(...ended)
    })
  }
  return {
    count: () => working.size,
    close: () => void Object.assign(base, { _transform: transform }),
  }
}

/** What all streams of node:zlib, and its functions that call back, work by. */
function findZlibBase(): Transform {
  let base: object = createDeflateRaw()
  while (!Object.hasOwn(base, '_transform')) base = Object.getPrototypeOf(base)
  return base as Transform
}

function requestOf(message: unknown): unknown {
  return (message as { readonly request: unknown }).request
}

/** A run that has begun: how much it waits for, in this moment. */
interface Begun {
  waits: number
}

const beginner = new AsyncLocalStorage<Begun>()

/** In whose name this process just acts; neither: the services and their host. */
const caller = new AsyncLocalStorage<'run' | 'sdk'>()

/** The pauses between the SDK's attempts, and its limits, are of the same time. Those of probes are real, as sockets are. */
function replaceTimers(after: VirtualTime['after']): () => void {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const set = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    if (caller.getStore() !== 'sdk') return real.setTimeout(act, ms, ...args)
    const cancel = after(ms, () => act(...args))
    return { cancel, ref() {}, unref() {}, hasRef: () => false }
  }
  const clear = (timer: unknown) => {
    if (typeof timer === 'object' && timer !== null && 'cancel' in timer) (timer.cancel as () => void)()
    else real.clearTimeout(timer as NodeJS.Timeout)
  }
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  return () => {
    Object.assign(globalThis, real)
    vi.useRealTimers()
  }
}
