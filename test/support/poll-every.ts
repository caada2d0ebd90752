/** A client that asks again and again, and remembers when it was not answered. */

import { get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface Attempt {
  readonly atMs: number
  /** The status of the answer; undefined: there was none. */
  readonly status: number | undefined
}

export interface Poller {
  readonly attempts: readonly Attempt[]
  stop(): Promise<void>
}

/** Connects anew every `ms`, whatever became of the attempts before. */
export function pollEvery(ms: number, url: string): Poller {
  const attempts: Attempt[] = []
  const stopping = new AbortController()
  const pending = new Set<Promise<void>>()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const atMs = Date.now()
      const attempt: Promise<void> = ask(url).then(status => {
        attempts.push({ atMs, status })
        pending.delete(attempt)
      })
      pending.add(attempt)
      await wait(ms)
    }
    await Promise.all(pending)
    attempts.sort((a, b) => a.atMs - b.atMs)
  }
  const running = run()
  return {
    attempts,
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

/** Spans without a good answer; what lies closer together than `mergeMs` is one. */
export function outagesOf(attempts: readonly Attempt[], mergeMs: number): Array<{ fromMs: number; toMs: number }> {
  const outages: Array<{ fromMs: number; toMs: number }> = []
  for (const { atMs, status } of attempts) {
    if (status === 200) continue
    const last = outages.at(-1)
    if (last !== undefined && atMs - last.toMs < mergeMs) last.toMs = atMs
    else outages.push({ fromMs: atMs, toMs: atMs })
  }
  return outages
}

function ask(url: string): Promise<number | undefined> {
  return new Promise(resolve => {
    const request = get(url, { agent: false, timeout: 10_000, headers: { connection: 'close' } }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}
