import { describe, expect, it } from 'vitest'
import { catalogue, type FindingKind } from '../../src/handshake/findings.ts'
import { openTally } from '../../src/handshake/outage-tally.ts'
import { describeOutages } from '../../src/report/describe-roll-back.ts'
import type { DeploymentPhase } from '../../src/report/roll-back-report.ts'

const MIDNIGHT = Date.UTC(2026, 10, 26)

/** An attempt a second: `.` was opened, `x` failed, `>` is the beginning of the roll back. */
function tally(attempts: string, endMs: number) {
  const tally = openTally<DeploymentPhase>('deployment')
  let startedMs = 0
  for (const attempt of attempts) {
    if (attempt === '>') {
      tally.enter('roll-back')
      continue
    }
    const finding = attempt === '.' ? null : 'application-down'
    tally.add({ startedMs, startedAtMs: MIDNIGHT + startedMs, finding })
    startedMs += 1000
  }
  return tally.report(endMs)
}

describe('outages', () => {
  it('are told with what ended them', () => {
    expect(describeOutages({ outage: tally('..xx.', 5000) })).toEqual([
      'A client could open no WebSocket for 2.0 s, from 00:00:02.000 UTC on, until it was possible again by itself (seen: application-down; 5 attempts, at most 1.0 s apart).',
    ])
    expect(describeOutages({ outage: tally('.xx>x.', 5000) })[0]).toContain(
      'for 3.0 s, from 00:00:01.000 UTC on, until the roll back (',
    )
    expect(describeOutages({ outage: tally('.xx', 4500) })[0]).toContain(
      'for 3.5 s, from 00:00:01.000 UTC on, and still not when the run ended',
    )
    expect(describeOutages({ outage: tally('...', 3000) })).toEqual([
      'A client could open a WebSocket all the time (3 attempts, at most 1.0 s apart).',
    ])
  })

  it('are counted where there are many, and the first few are kept', () => {
    const report = tally('.x'.repeat(30), 60_000)
    expect(report).toMatchObject({ outageCount: 30, totalMs: 30_000, attemptCount: 60 })
    expect(report.outages).toHaveLength(21)
    const lines = describeOutages({ outage: report })
    expect(lines).toHaveLength(5)
    expect(lines.slice(-2)).toEqual([
      '… 27 more',
      'All 30 outages together lasted 30.0 s (60 attempts, at most 1.0 s apart).',
    ])
  })

  it('tell the first few things that were wrong, each once', () => {
    const long = openTally<DeploymentPhase>('deployment')
    const kinds = Object.keys(catalogue).slice(0, 10) as FindingKind[]
    for (const finding of [...kinds, ...kinds]) long.add({ startedMs: 0, startedAtMs: 0, finding })
    expect(long.report(0).outages[0]?.findings).toEqual(kinds.slice(0, 5))
  })

  it('are not told where nothing was measured', () => {
    expect(describeOutages({})).toEqual([])
    expect(describeOutages({ outage: tally('', 1000) })).toEqual([])
  })
})
