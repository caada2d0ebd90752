/** The files of a history on its branch: the checks, and what people see of them. Pure. */

import { type History, writeHistory } from '../history/history.ts'
import { placeOf } from '../history/history-place.ts'
import { lookBack } from '../history/look-back.ts'
import { describeBadge, renderBadge, renderEndpoint } from '../report/badge.ts'
import { renderHistoryChart } from '../report/history-chart.ts'
import { renderHistoryPage } from '../report/history-page.ts'

export const PAGE = 'README.md'

/** None where every line is there already: then the page is, too. */
export function makeHistoryFiles(
  before: ReadonlyMap<string, string>,
  histories: readonly History[],
  nowMs: number,
): Map<string, string> {
  const own = histories.filter(({ isForeign }) => !isForeign)
  const texts = own.map(history => [placeOf(history.target).history, writeHistory(history)] as const)
  if (texts.every(([path, text]) => before.get(path) === text)) return new Map()
  const shown = own.flatMap(history => {
    // The check of this very second is over.
    const past = lookBack(history, nowMs + 1000)
    return past ? [{ id: history.target, place: placeOf(history.target), past }] : []
  })
  const all = describeBadge(shown.map(({ past }) => past.lastState))
  return new Map([
    ...texts,
    ...shown.flatMap(({ id, place, past }) => {
      const badge = { ...describeBadge([past.lastState]), label: id }
      return [
        [place.chart, renderHistoryChart(id, past, nowMs)],
        [place.badge, renderBadge(badge)],
        [place.endpoint, renderEndpoint(badge)],
      ] as const
    }),
    [PAGE, renderHistoryPage({ nowMs, targets: shown })],
    ['badge.svg', renderBadge(all)],
    ['badge.json', renderEndpoint(all)],
  ])
}
