/** A client that opens WebSockets again and again, and remembers when none could be opened. */

import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'

export interface OpenAttempt {
  readonly atMs: number
  readonly isOpened: boolean
}

export interface Opener {
  /** Oldest first, once it has stopped. */
  stop(): Promise<readonly OpenAttempt[]>
}

const LONGEST_MS = 10_000

/** Connects anew every `ms`, whatever became of the attempts before. */
export function openEvery(ms: number, url: string): Opener {
  const attempts: OpenAttempt[] = []
  const stopping = new AbortController()
  const pending = new Set<Promise<void>>()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const atMs = Date.now()
      const attempt: Promise<void> = open(url).then(isOpened => {
        attempts.push({ atMs, isOpened })
        pending.delete(attempt)
      })
      pending.add(attempt)
      await wait(ms)
    }
    await Promise.all(pending)
    return attempts.toSorted((a, b) => a.atMs - b.atMs)
  }
  const running = run()
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** From the first of the attempts that failed to the next that did not. `toMs` is absent where there was none. */
export function spansOf(attempts: readonly OpenAttempt[]): Array<{ readonly fromMs: number; readonly toMs?: number }> {
  const spans: Array<{ fromMs: number; toMs?: number }> = []
  let open: { fromMs: number; toMs?: number } | undefined
  for (const { atMs, isOpened } of attempts) {
    if (!isOpened && !open) {
      open = { fromMs: atMs }
      spans.push(open)
    }
    if (isOpened && open) {
      open.toMs = atMs
      open = undefined
    }
  }
  return spans
}

/** The longest time between the beginnings of two of them. */
export function longestGapMs(attempts: readonly OpenAttempt[]): number {
  return Math.max(0, ...attempts.slice(1).map(({ atMs }, index) => atMs - (attempts[index]?.atMs ?? atMs)))
}

function open(url: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = new WebSocket(url, { handshakeTimeout: LONGEST_MS, perMessageDeflate: false })
    const end = (isOpened: boolean) => {
      resolve(isOpened)
      socket.terminate()
    }
    socket.once('open', () => end(true))
    // An error follows it when it is terminated before it was open.
    socket.on('error', () => end(false))
  })
}
