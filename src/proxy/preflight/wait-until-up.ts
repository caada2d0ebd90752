/** Waits for a proxy to listen. A process says nowhere that it does; nginx and httpd write their number when they do. */

import { setTimeout as wait } from 'node:timers/promises'
import type { RunningProxy } from './run-proxy.ts'
import type { TrialFolder } from './trial-folder.ts'

export interface Waiting {
  readonly folder: TrialFolder
  readonly signal: AbortSignal
  /** Below the folder. */
  readonly pidFile: string
  /** Whether its words tell that it will not: both would try a taken address for a while. */
  isRefused(words: string): boolean
}

/** False where it ended, or will not listen. */
export async function waitUntilUp(
  { folder, signal, pidFile, isRefused }: Waiting,
  { ended, words }: RunningProxy,
): Promise<boolean> {
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  for (;;) {
    if (isOver || isRefused(words())) return false
    if (await folder.has(pidFile)) return true
    await wait(5, undefined, { signal })
  }
}
