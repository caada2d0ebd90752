/** The log of the stories for a terminal: a line for each stage when it is over. What else they tell is in the report. */

import { systemClock } from '../clock.ts'
import type { Log } from '../log.ts'
import { renderStage, renderStageBegun } from '../report/local-progress.ts'
import type { Terminal } from '../terminal.ts'

export interface StageLogOptions {
  /** Undefined: nothing is told. */
  readonly out: Terminal | undefined
  /** Hears of a stage that begins, where somebody looks. */
  readonly err: Terminal
  onStage(title: string): Promise<void>
}

/** What is over sooner needs no line that it goes on. */
const TOLD_AFTER_MS = 1000

export function openStageLog({ out, err, onStage }: StageLogOptions): Log {
  const silent = () => {}
  return {
    ...{ info: silent, debug: silent, notice: silent, warning: silent, error: silent, quote: silent, mask: silent },
    told: { lines: 0 },
    async group(title, work) {
      const startedMs = systemClock.monotonicMs()
      const telling = setTimeout(() => void err.show(renderStageBegun(title)), TOLD_AFTER_MS)
      if (!out || !err.isInteractive) clearTimeout(telling)
      try {
        await onStage(title)
        return await work()
      } finally {
        clearTimeout(telling)
        if (out) await out.show(renderStage(title, systemClock.monotonicMs() - startedMs))
      }
    },
  }
}
