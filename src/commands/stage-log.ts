/**
 * The log of the stories for a terminal: a line for each stage when it is over, for what it runs, and for a long silence.
 * What else they tell is in the report.
 */

import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { renderStage, renderStageBegun, renderStep } from '../report/local-progress.ts'
import type { Terminal } from '../terminal.ts'
import { tellDuring } from '../wait.ts'

export interface StageLog extends Log {
  /** A program runs from now on, as it would be typed; told once in a stage, however many instances run it. */
  tellProgram(command: string): void
}

export interface StageLogOptions {
  /** Undefined: nothing is told. */
  readonly out: Terminal | undefined
  /** Hears of a stage that begins, where somebody looks. */
  readonly err: Terminal
  /** Of this machine: its programs take their time. */
  readonly clock: Clock
  onStage(title: string): Promise<void>
}

/** What is over sooner needs no line that it goes on. */
const TOLD_AFTER_MS = 1000

export function openStageLog({ out, err, clock, onStage }: StageLogOptions): StageLog {
  const silent = () => {}
  const told = { lines: 0 }
  let programs: string[] = []
  const info = (text: string) => {
    told.lines += 1
    void out?.show(renderStep(text))
  }
  return {
    ...{ info: silent, debug: silent, notice: silent, warning: silent, error: silent, quote: silent, mask: silent },
    told,
    tellProgram(command) {
      if (!programs.includes(command)) info(`Running ${command}`)
      programs.push(command)
    },
    async group(title, work) {
      const startedMs = clock.monotonicMs()
      programs = []
      const wait = { what: `the end of "${title}"`, lastSeen: () => programs.at(-1) }
      const telling = setTimeout(() => void err.show(renderStageBegun(title)), TOLD_AFTER_MS)
      if (!out || !err.isInteractive) clearTimeout(telling)
      try {
        await onStage(title)
        return await tellDuring({ clock, log: { info, told } }, wait, work)
      } finally {
        clearTimeout(telling)
        if (out) await out.show(renderStage(title, clock.monotonicMs() - startedMs))
      }
    },
  }
}
