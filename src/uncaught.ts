/** Errors that nobody caught: Node.js would print the stack on stderr, and end without outputs and summary. */

import type { DoorLog } from './log.ts'
import { renderAnnotation } from './report/annotation.ts'
import { type Problem, toProblem } from './report/verdict.ts'

export interface Uncaught {
  /** `problems`: what the verdict tells. What ended the run and is not among them is told now; what comes from now on, at once. */
  tellOthers(problems: readonly Problem[]): void
}

const LONGEST_AFTERLIFE_MS = 10_000
const MOST_STACK_LINES = 50

/** The first of them ends the run, by `run`, and is left to the verdict; each of the others is told once, as it comes. */
export function watchUncaught(log: DoorLog, run: AbortController): Uncaught {
  const met = new Set<unknown>()
  let ending: Problem | undefined
  let isVerdictTold = false
  const meet = (error: unknown) => {
    process.exitCode = 1
    log.leaveGroup()
    // Who waits for the run to end, unheard, rejects with what has ended it.
    if (met.has(error) || (run.signal.aborted && error === run.signal.reason)) return
    met.add(error)
    if (run.signal.aborted || isVerdictTold) return tell(log, toProblem(error))
    log.info('An error was not caught: the run takes back what is half done, and ends.')
    ending = toProblem(error)
    run.abort(error)
    setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref()
  }
  const tellOthers = (problems: readonly Problem[]) => {
    const left = ending
    ending = undefined
    isVerdictTold = true
    if (left && !problems.some(({ what }) => what.includes(left.what))) tell(log, left)
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, meet)
  // Where there is no verdict.
  process.on('exit', () => tellOthers([]))
  return { tellOthers }
}

/** A stack is for the report of a bug, and an annotation too short for it. */
export function tellStack(log: DoorLog, { stack }: Problem): void {
  if (!stack) return
  const lines = stack.split('\n')
  // What stands before is the message, which is told.
  const first = Math.max(
    0,
    lines.findIndex(line => /^\s+at /.test(line)),
  )
  log.fold('The stack of the error', lines.slice(first, first + MOST_STACK_LINES))
}

function tell(log: DoorLog, problem: Problem): void {
  tellStack(log, problem)
  log.error(renderAnnotation(problem), 'An error was not caught')
}
