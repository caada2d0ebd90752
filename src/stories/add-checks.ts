/** Adds the checks of a run to the histories of its targets, as their files come. */

import type { BranchFile, WrittenFile } from '../github/branch-files.ts'
import { appendLines } from '../history/append-lines.ts'
import { parseHistory } from '../history/history.ts'
import type { HistoryLine } from '../history/history-line.ts'
import { placeOf } from '../history/history-place.ts'
import { lookBack, type TargetPast } from '../history/look-back.ts'
import { isHistoryPage } from '../report/history-page.ts'
import type { PageTarget } from '../report/target-history.ts'
import { type Former, findFormer } from './find-former.ts'
import { makePageFiles, makeTargetFiles, type TargetFiles } from './history-files.ts'

export interface NewChecks {
  /** Ids; those of all targets of this run. */
  readonly targets: readonly string[]
  /** When this run began to check: of what was later its past knows nothing. */
  readonly startedMs: number
  /** What this run has found, by what was known before. Asked again when another run was faster. */
  makeLine(target: string, past: TargetPast | undefined): HistoryLine | undefined
}

/** What an attempt has read. */
export interface Found {
  readonly pasts: Map<string, TargetPast>
  readonly formers: Map<string, Former>
  /** Ids of targets whose history a later version of the action has written. */
  readonly foreign: string[]
  readonly skipped: { readonly target: string; readonly count: number }[]
  /** The branch belongs to somebody else. */
  isTaken: boolean
  isRead: boolean
}

export interface Adding extends NewChecks {
  readonly nowMs: number
  /** Is filled in on the way. */
  readonly found: Found
}

/** The files to write, by those that are there: one history after the other, for all of them together may have 150 MB. */
export async function* addChecks(files: AsyncIterable<BranchFile>, adding: Adding): AsyncGenerator<WrittenFile> {
  const { targets, nowMs, found } = adding
  const byPath = new Map(targets.map(target => [placeOf(target).history, target]))
  const shown: PageTarget[] = []
  let isNew = false
  for await (const { path, text } of files) {
    const target = byPath.get(path)
    if (target === undefined) {
      found.isTaken = text !== undefined && !isHistoryPage(text)
      if (found.isTaken) return
      continue
    }
    const made = addCheck(target, text, adding)
    if (made?.shown) shown.push(made.shown)
    for (const file of made?.files ?? []) {
      isNew = true
      yield file
    }
  }
  found.isRead = true
  if (isNew) yield* makePageFiles(shown, nowMs)
}

/** Undefined where its history must stay as it is. */
function addCheck(
  target: string,
  text: string | undefined,
  { startedMs, nowMs, found, makeLine }: Adding,
): TargetFiles | undefined {
  const history = parseHistory(text ?? '', target)
  // Lines have no fractions of a second.
  const startedSecond = Math.floor(startedMs / 1000) * 1000
  const past = lookBack(history, startedSecond)
  if (past) found.pasts.set(target, past)
  if (history.isForeign) {
    found.foreign.push(target)
    return undefined
  }
  if (history.skippedCount > 0) found.skipped.push({ target, count: history.skippedCount })
  const line = makeLine(target, past)
  const after = appendLines(history, line ? [line] : [])
  found.formers.set(target, findFormer({ history, after, past, startedSecond, nowMs }))
  return makeTargetFiles(text, after, nowMs)
}
