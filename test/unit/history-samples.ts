/** Histories in short: a letter for each hour. */

import { appendLines } from '../../src/history/append-lines.ts'
import { type History, parseHistory } from '../../src/history/history.ts'
import { type HistoryLine, toHistoryTime } from '../../src/history/history-line.ts'

export const START_MS = Date.parse('2026-11-02T00:00:00Z')

/** `u` up, `d` down, `?` unknown, anything else: no check came. */
export function hourly(hours: string, target = 'chat'): HistoryLine[] {
  return [...hours].flatMap((letter, hour): HistoryLine[] => {
    const at = toHistoryTime(START_MS + hour * 3_600_000)
    if (letter === 'u') return [{ at, target, state: 'up', ms: 40 + (hour % 5) }]
    if (letter === 'd') return [{ at, target, state: 'down', finding: 'proxy-drops-upgrade', layer: 'proxy' }]
    return letter === '?' ? [{ at, target, state: 'unknown' }] : []
  })
}

/** Before the first check. */
export function emptyHistory(target: string): History {
  return parseHistory('', target)
}

export function historyOf(hours: string): History {
  return appendLines(emptyHistory('chat'), hourly(hours))
}
