/** The history of checks on a branch: read, added to and shown there, in one commit for all targets. */

import { ActionError } from '../action-error.ts'
import type { Clock } from '../clock.ts'
import { changeBranch } from '../github/change-branch.ts'
import type { GitHub } from '../github/client.ts'
import { appendLines } from '../history/append-lines.ts'
import { type History, parseHistory } from '../history/history.ts'
import type { HistoryLine } from '../history/history-line.ts'
import { placeOf } from '../history/history-place.ts'
import { lookBack, type TargetPast } from '../history/look-back.ts'
import type { Log } from '../log.ts'
import { isHistoryPage } from '../report/history-page.ts'
import { quoteForeign } from '../untrusted.ts'
import { makeHistoryFiles, PAGE } from './history-files.ts'

export interface HistoryContext {
  readonly github: GitHub
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export interface HistoryOrder {
  readonly branch: string
  /** Ids; those of all targets of this run. */
  readonly targets: readonly string[]
  /** When this run began to check: of what was later its past knows nothing. */
  readonly startedMs: number
  /** What this run has found, by what was known before. Asked again when another run was faster. */
  makeLines(pasts: Pasts): readonly HistoryLine[]
}

/** By the id of the target; one without history is not there. */
export type Pasts = ReadonlyMap<string, TargetPast>

export interface KeptHistory {
  /** Undefined where the history could not be read. */
  readonly pasts: Pasts | undefined
  /** False where this run is missing in it. */
  readonly isKept: boolean
}

/** Rejects only with the end of the run: what GitHub refuses is a warning, and the check goes on. */
export async function keepHistory(context: HistoryContext, order: HistoryOrder): Promise<KeptHistory> {
  const found: Found = { pasts: undefined, histories: [], isTaken: false }
  try {
    await writeBranch(context, order, found)
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof ActionError)) throw error
    context.log.warning(`${error.message}\n${error.hint}`, NOT_KEPT)
    return { pasts: found.pasts, isKept: false }
  }
  return { pasts: found.pasts, isKept: tellFound(context.log, order.branch, found) }
}

const NOT_KEPT = 'The history was not written'

/** What the last attempt has read. */
interface Found {
  pasts: Pasts | undefined
  histories: readonly History[]
  /** The branch belongs to somebody else. */
  isTaken: boolean
}

async function writeBranch({ github, clock }: HistoryContext, order: HistoryOrder, found: Found): Promise<void> {
  const { branch, targets } = order
  await changeBranch(github, {
    branch,
    message: `check: ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}`,
    paths: [PAGE, ...targets.map(target => placeOf(target).history)],
    change(files) {
      const page = files.get(PAGE)
      found.isTaken = page !== undefined && !isHistoryPage(page)
      if (found.isTaken) return new Map()
      found.histories = targets.map(target => parseHistory(files.get(placeOf(target).history) ?? '', target))
      found.pasts = readPasts(found.histories, order.startedMs)
      return makeHistoryFiles(files, addLines(found.histories, order.makeLines(found.pasts)), clock.now())
    },
  })
}

// Lines have no fractions of a second: one of this very run, written by an attempt before, must not be past.
function readPasts(histories: readonly History[], startedMs: number): Pasts {
  const startedSecond = Math.floor(startedMs / 1000) * 1000
  return new Map(
    histories.flatMap(history => {
      const past = lookBack(history, startedSecond)
      return past ? [[history.target, past] as const] : []
    }),
  )
}

function addLines(histories: readonly History[], lines: readonly HistoryLine[]): History[] {
  const byTarget = Map.groupBy(lines, ({ target }) => target)
  return histories.map(history => appendLines(history, byTarget.get(history.target) ?? []))
}

function tellFound(log: Log, branch: string, { histories, isTaken }: Found): boolean {
  if (isTaken) {
    log.warning(
      `The branch ${quoteForeign(branch)} has a README.md that is no history of checks, so nothing was written to it.\nSet 'history-branch' to a branch of its own, such as 'websocket-history': it is made when it is not there.`,
      NOT_KEPT,
    )
  }
  for (const { target, skippedCount, isForeign } of histories) {
    if (isForeign) {
      log.warning(
        `A later version of this action has written the history of ${quoteForeign(target)}, so it was left as it is.\nUse the same version in all workflows that write to ${quoteForeign(branch)}.`,
        NOT_KEPT,
      )
    } else if (skippedCount > 0) {
      log.info(`${skippedCount} lines in the history of ${quoteForeign(target)} were not readable, and are left out.`)
    }
  }
  return !isTaken && histories.every(({ isForeign }) => !isForeign)
}
