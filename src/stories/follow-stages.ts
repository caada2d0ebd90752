/** How far a preview has come, told from the stages in the log: each moves the bar of the comment. */

import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

export interface Progress {
  /** Of the log's group. */
  readonly stage: string
  /** From 0 to 1. */
  readonly progress: number
  readonly elapsedMs: number
}

/** Where the bar stands when a stage begins; what is not among them moves nothing. */
const BEGINS: Readonly<Record<string, number>> = {
  'Look at the base environment': 0.02,
  'Publish the version': 0.1,
  'Create the environment': 0.2,
  'Deploy the version': 0.3,
  'Open a WebSocket': 0.85,
  'Wait for the health': 0.95,
}

/** The two that take minutes, and about how long: within them the bar moves with each line of the log. */
const LASTS_MS: Readonly<Record<string, number>> = { 'Create the environment': 200_000, 'Deploy the version': 60_000 }
const END_OF_LONG = 0.85

/** A comment that changes more often is asked of GitHub for nothing. */
const SHORTEST_PAUSE_MS = 15_000

/** The log, and `onProgress` hears of what is told in it. */
export function followStages(log: Log, clock: Clock, onProgress: (progress: Progress) => void): Log {
  const startedMs = clock.monotonicMs()
  let current: { readonly stage: string; readonly beganMs: number } | undefined
  let toldMs = startedMs
  const tell = ({ stage, beganMs }: { readonly stage: string; readonly beganMs: number }) => {
    const nowMs = clock.monotonicMs()
    toldMs = nowMs
    onProgress({ stage, progress: progressOf(stage, nowMs - beganMs), elapsedMs: nowMs - startedMs })
  }
  return {
    ...log,
    info(text) {
      log.info(text)
      if (current && current.stage in LASTS_MS && clock.monotonicMs() - toldMs >= SHORTEST_PAUSE_MS) tell(current)
    },
    async group(title, work) {
      if (title in BEGINS) {
        current = { stage: title, beganMs: clock.monotonicMs() }
        tell(current)
      }
      try {
        return await log.group(title, work)
      } finally {
        current = undefined
      }
    },
  }
}

// Ever slower towards its end, since nobody knows how long it takes.
function progressOf(stage: string, sinceMs: number): number {
  const from = BEGINS[stage] ?? 0
  const lastsMs = LASTS_MS[stage]
  return lastsMs === undefined ? from : from + (END_OF_LONG - from) * (1 - Math.exp(-sinceMs / lastsMs))
}
