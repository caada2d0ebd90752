/** Ends the wait for a WebSocket of which nobody wants to know any more. */

import type { Context } from '../context.ts'

/** Each look is a request to GitHub, of which all jobs of a repository share a thousand an hour. */
const PAUSE_MS = 10_000

export interface OvertakingHeed extends Disposable {
  /** Aborted by what `confirm` throws; and with the run. */
  readonly signal: AbortSignal
  /** From now on nothing is changed any more, so that it may end at any time. */
  start(): void
}

/**
 * Where another run removes the preview, its address answers nobody, which a fresh deployment is given minutes for.
 * `confirm` throws where the preview is not wanted any more.
 */
export function heedOvertaking({ clock, signal }: Context, confirm: () => Promise<void>): OvertakingHeed {
  const overtaken = new AbortController()
  const ended = new AbortController()
  const look = async () => {
    for (;;) {
      await clock.sleep(PAUSE_MS, ended.signal)
      await confirm()
    }
  }
  let isStarted = false
  return {
    signal: AbortSignal.any([signal, overtaken.signal]),
    start() {
      if (isStarted) return
      isStarted = true
      look().catch(error => {
        if (!ended.signal.aborted) overtaken.abort(error)
      })
    },
    [Symbol.dispose]: () => ended.abort(),
  }
}
