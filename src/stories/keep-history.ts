/** The history of checks on a branch: read, added to and shown there, in one commit for all targets. */

import { ActionError } from '../action-error.ts'
import type { Clock } from '../clock.ts'
import type { BranchFile } from '../github/branch-files.ts'
import { changeBranch } from '../github/change-branch.ts'
import type { GitHub } from '../github/client.ts'
import { placeOf } from '../history/history-place.ts'
import type { TargetPast } from '../history/look-back.ts'
import type { Log } from '../log.ts'
import { quoteForeign } from '../untrusted.ts'
import { addChecks, type Found, type NewChecks } from './add-checks.ts'
import type { Former } from './find-former.ts'
import { PAGE } from './history-files.ts'

export interface HistoryContext {
  readonly github: GitHub
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
}

export interface HistoryOrder extends NewChecks {
  readonly branch: string
  /** Of GitHub: two runs that find the same in the same second would otherwise make one commit, and both take it for theirs. */
  readonly run?: string
}

/** By the id of the target; one without history is not there. */
export type Pasts = ReadonlyMap<string, TargetPast>

export interface KeptHistory {
  /** Undefined where the history could not be read. */
  readonly pasts: Pasts | undefined
  /** Of the targets of which this run is in the history: whoever comes next compares with it, and nobody else tells of it. */
  readonly formers: ReadonlyMap<string, Former>
  /** False where this run is missing in it. */
  readonly isKept: boolean
}

/** Rejects only with the end of the run: what GitHub refuses is a warning, and the check goes on. */
export async function keepHistory(context: HistoryContext, order: HistoryOrder): Promise<KeptHistory> {
  const attempts: Found[] = []
  const change = (files: AsyncIterable<BranchFile>) => {
    const found: Found = {
      pasts: new Map(),
      formers: new Map(),
      foreign: [],
      skipped: [],
      isTaken: false,
      isRead: false,
    }
    attempts.push(found)
    return addChecks(files, { ...order, nowMs: context.clock.now(), found })
  }
  const { branch, targets, run = '' } = order
  const message = `check: ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}${run && `\n\nRun ${run}`}`
  const paths = [PAGE, ...targets.map(target => placeOf(target).history)]
  try {
    await changeBranch(context.github, { branch, message, paths, change })
  } catch (error) {
    context.signal.throwIfAborted()
    if (!(error instanceof ActionError)) throw error
    context.log.warning(`${error.message}\n${error.hint}`, NOT_KEPT)
    const last = attempts.at(-1)
    return { pasts: last?.isRead ? last.pasts : undefined, formers: new Map(), isKept: false }
  }
  return tellFound(context.log, branch, attempts.at(-1))
}

const NOT_KEPT = 'The history was not written'

function tellFound(log: Log, branch: string, found: Found | undefined): KeptHistory {
  if (!found || found.isTaken) {
    log.warning(
      `The branch ${quoteForeign(branch)} has a README.md that is no history of checks, so nothing was written to it.\nSet 'history-branch' to a branch of its own, such as 'websocket-history': it is made when it is not there.`,
      NOT_KEPT,
    )
    return { pasts: undefined, formers: new Map(), isKept: false }
  }
  for (const target of found.foreign) {
    log.warning(
      `A later version of this action has written the history of ${quoteForeign(target)}, so it was left as it is.\nUse the same version in all workflows that write to ${quoteForeign(branch)}.`,
      NOT_KEPT,
    )
  }
  for (const { target, count } of found.skipped) {
    log.info(`${count} lines in the history of ${quoteForeign(target)} were not readable, and are left out.`)
  }
  return { pasts: found.pasts, formers: found.formers, isKept: found.foreign.length === 0 }
}
