import { describe, expect, it } from 'vitest'
import { appendLines } from '../../src/history/append-lines.ts'
import { parseHistory } from '../../src/history/history.ts'
import { type HistoryLine, toHistoryTime } from '../../src/history/history-line.ts'
import { lookBack } from '../../src/history/look-back.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { describePast, renderPasts } from '../../src/report/past-summary.ts'
import { silent, up } from './incident-samples.ts'

const NOW_MS = Date.parse('2026-11-26T12:07:00Z')
const HOUR_MS = 3_600_000

/** One check an hour, the last of them an hour ago. */
function pastOf(lines: readonly Partial<HistoryLine>[]) {
  const whole = lines.map((line, index) => ({
    ...{ at: toHistoryTime(NOW_MS - (lines.length - index) * HOUR_MS), target: 'chat', state: 'up' as const, ms: 40 },
    ...line,
  }))
  return lookBack(appendLines(parseHistory('', 'chat'), whole), NOW_MS)
}

function render(past: ReturnType<typeof pastOf>, { report = up(), changes = [] as string[] } = {}): string {
  const pasts = new Map(past ? [['chat', past]] : [])
  const text = renderMarkdown(
    renderPasts({ checked: [{ id: 'chat', report }], pasts, changes: new Map([['chat', changes]]), nowMs: NOW_MS }),
    10_000,
  )
  return text.trim().split('\n').at(-1) ?? ''
}

describe('what a history knew', () => {
  it('is since when, how much of the time, what is usual and what changed', () => {
    const past = pastOf(Array.from({ length: 24 }, () => ({})))
    const line = render(past, { report: silent(), changes: ['version v41 to v42', 'a | b'] })
    expect(line).toMatch(
      / \| down since this check; up since 2026-11-25 12:07 UTC \(1 day, 24 checks\) before \| 100 % \|/,
    )
    expect(line).toMatch(/\| 100 % \| 40 ms \| version v41 to v42; a \\\| b \|$/)
  })

  it('counts this check where the state is as it was', () => {
    const past = pastOf([{ state: 'down' }, { state: 'down' }])
    const line = render(past, { report: silent() })
    expect(line).toContain('down since 2026-11-26 10:07 UTC (2 h, 3 checks in a row)')
    expect(line).toContain('| 0.00 % | 0.00 % | unknown | unknown: it was never up |')
  })

  it('is that nothing is known to have changed where nothing is', () => {
    expect(render(pastOf([{}]))).toContain('| nothing that is known |')
  })

  it('is unknown for a target without a history', () => {
    expect(render(undefined)).toContain('| unknown: no history |')
  })

  it('is told as missing where none is kept, of what is down alone', () => {
    const without = (report: ReturnType<typeof up>) =>
      renderMarkdown(
        renderPasts({ checked: [{ id: 'chat', report }], pasts: undefined, changes: new Map(), nowMs: 0 }),
        10_000,
      )
    expect(without(silent())).toContain('unknown: no history')
    expect(without(up()).trim()).toBe('')
  })

  it('is in the report without its days', () => {
    expect(describePast(pastOf([{}]))).toMatchObject({
      lastState: 'up',
      streak: 1,
      availability: { day: { gapMs: 0 } },
    })
    expect(describePast(pastOf([{}]))).not.toHaveProperty('days')
    expect(describePast(undefined)).toBeNull()
  })
})
