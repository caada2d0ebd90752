/** The files of a history on its branch: the checks, and what people see of them. Pure. */

import type { WrittenFile } from '../github/branch-files.ts'
import { type History, writeHistory } from '../history/history.ts'
import { placeOf } from '../history/history-place.ts'
import { lookBack } from '../history/look-back.ts'
import { describeBadge, renderBadge, renderEndpoint } from '../report/badge.ts'
import { renderHistoryChart } from '../report/history-chart.ts'
import { renderHistoryPage } from '../report/history-page.ts'
import type { PageTarget } from '../report/target-history.ts'

export const PAGE = 'README.md'

export interface TargetFiles {
  /** None where every line is there already: then what is shown of them is, too. */
  readonly files: readonly WrittenFile[]
  /** Undefined where no check is known. */
  readonly shown: PageTarget | undefined
}

/** Of one target: `before` is the text of its history as it was. */
export function makeTargetFiles(before: string | undefined, history: History, nowMs: number): TargetFiles {
  const place = placeOf(history.target)
  // The check of this very second is over.
  const past = lookBack(history, nowMs + 1000)
  const shown = past && { id: history.target, place, past }
  const text = writeHistory(history)
  if (text === before) return { files: [], shown }
  const file = { path: place.history, text }
  if (!past) return { files: [file], shown }
  const badge = { ...describeBadge([past.lastState]), label: history.target }
  const files = [
    file,
    { path: place.chart, text: renderHistoryChart(history.target, past, nowMs) },
    { path: place.badge, text: renderBadge(badge) },
    { path: place.endpoint, text: renderEndpoint(badge) },
  ]
  return { files, shown }
}

/** Of all of them. */
export function makePageFiles(targets: readonly PageTarget[], nowMs: number): readonly WrittenFile[] {
  const all = describeBadge(targets.map(({ past }) => past.lastState))
  return [
    { path: PAGE, text: renderHistoryPage({ nowMs, targets }) },
    { path: 'badge.svg', text: renderBadge(all) },
    { path: 'badge.json', text: renderEndpoint(all) },
  ]
}
