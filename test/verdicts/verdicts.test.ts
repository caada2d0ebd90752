import { describe, expect, it } from 'vitest'
import { listComplaints } from '../support/read-aloud.ts'
import { findLies } from '../walk/find-lies.ts'
import { type Played, playHistory } from '../walk/play-history.ts'
import { toHistory, type VerdictRow } from './verdict-row.ts'
import { VERDICT_ROWS } from './verdict-rows.ts'

const MOST_LINES = 60

describe.each(Object.entries(VERDICT_ROWS))('%s', (_, rows) => {
  it.each(rows.map(row => [row.happens, row] as const))('%s', { timeout: 120_000 }, async (_happens, row) => {
    const { code, says = '', tells = '' } = row.verdict
    const { played, lies } = await play(row)
    const { verdict, lines } = played
    const told = tell(played)
    expect({ exitCode: verdict.ok || verdict.isTolerated ? 0 : 1, code: verdict.problem?.code }, told).toEqual({
      exitCode: code === undefined ? 0 : 1,
      code,
    })
    expect(verdict.problem?.what ?? '', told).toContain(says)
    const { problem } = verdict
    if (problem) expect(listComplaints({ ...problem, withoutPaste: 'many have none' }), told).toEqual([])
    expect(lines.join('\n')).toContain(tells)
    expect(lies, told).toEqual([])
  })
})

/** The last deployment of the row's history, and what was said of it that was not so. */
async function play(row: VerdictRow): Promise<{ readonly played: Played; readonly lies: readonly string[] }> {
  const history = toHistory(row)
  const all: Played[] = []
  await playHistory(history, { seed: 1, index: 0 }, played => all.push(played))
  const [last, ...before] = all.toReversed()
  if (!last) throw new Error('Nothing was played')
  for (const former of before) expect(former.verdict.ok, tell(former)).toBe(true)
  return { played: last, lies: findLies(last, history) }
}

function tell({ verdict, lines, truth, startedAtMs, endedAtMs }: Played): string {
  return [
    `${verdict.headline}. ${verdict.problem?.code ?? ''} ${verdict.problem?.what ?? ''}`,
    `after ${(endedAtMs - startedAtMs) / 1000} s`,
    ...truth.map(({ fromMs, fact }) => `from ${(fromMs - startedAtMs) / 1000} s: ${JSON.stringify(fact)}`),
    ...lines.slice(-MOST_LINES).map(line => `| ${line}`),
  ].join('\n')
}
