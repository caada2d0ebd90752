import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import type { Attempt } from '../../src/handshake/try-target.ts'
import { judgeCheck } from '../../src/report/check-report.ts'
import { renderCheckForTerminal, renderProgress } from '../../src/report/check-terminal.ts'
import { renderTerminal } from '../../src/terminal-text.ts'
import { answer, opened, refusedAlike } from './handshake-evidence.ts'

const GONE = refusedAlike(answer(426, { reason: 'Upgrade Required' }))

function attemptOf(evidence: Evidence, number = 1): Attempt {
  return { number, startedAtMs: 0, evidence, finding: diagnose(evidence, {}) }
}

function targetOf(evidence: Evidence, more: Partial<TargetReport> = {}): TargetReport {
  const attempt = attemptOf(evidence)
  const outcome = attempt.finding?.severity === 'error' ? 'rejected' : 'accepted'
  return {
    printableUrl: 'ws://app.test/ws',
    outcome,
    attempts: [attempt],
    attemptCount: 1,
    finding: attempt.finding,
    ...more,
  }
}

function show(...targets: TargetReport[]): string {
  const handshake = { targets }
  const checked = targets.map(report => ({ report }))
  const verdict = judgeCheck({ checked, failOn: 'error' }, undefined)
  return renderTerminal(renderCheckForTerminal(handshake, verdict), { columns: 80, hasColours: false })
}

describe('the report in a terminal', () => {
  it('has an empty line between findings, and none between lines that belong together', () => {
    const [good, bad] = [targetOf(opened()), targetOf(GONE)]
    const marks = (text: string) => text.split('\n').flatMap(line => (/^[✓✗!?]|^$/.test(line) ? [line.charAt(0)] : []))
    expect(marks(show(good, good, good))).toEqual(['✓', '✓', '✓', '', ''])
    expect(show(good, bad, good)).toMatch(/^✓ .*\n\n✗ [\s\S]*\n\n✓ .*\n\n1 of 3 WebSockets could not be opened\.\n$/u)
    expect(show(good)).toMatch(/^✓ .*\n$/)
  })

  it('has what to paste as it is, however wide', () => {
    const shown = show(targetOf(GONE))
    expect(shown).toContain('\n  What to do: ')
    expect(shown).toMatch(/\n {4}location \^~ \/ws \{\n {8}proxy_pass {10}http/)
  })

  it('names each finding as its heading in the docs does, whatever the outcome', () => {
    const warned = opened({ end: { kind: 'silent', wasClosing: true } })
    for (const outcome of ['rejected', 'accepted', 'unknown'] as const) {
      const target = targetOf(outcome === 'accepted' ? warned : GONE, { outcome })
      const [line = ''] = show(target).split('\n\n')
      expect(line.replaceAll(/\s+/g, ' '), outcome).toMatch(new RegExp(`finding: ${target.finding?.kind}[,)]`))
    }
  })

  it('tells when silence will be cut, where that is known', () => {
    const shown = show(targetOf(opened(), { cut: { afterSeconds: 60, by: ['proxy'] } }))
    expect(shown).toMatch(/\n {2}A connection on which nobody speaks is cut after 60 s by the proxy/)
  })

  it('says why nothing could be asked', () => {
    const unknown = targetOf(opened(), {
      outcome: 'unknown',
      attempts: [],
      finding: null,
      problems: ['The URL was odd'],
    })
    expect(show(unknown)).toMatch(
      /^\? ws:\/\/app\.test\/ws could not be checked\. The URL was odd\n\n {2}What to do: Correct/,
    )
  })
})

describe('what is told meanwhile', () => {
  const progress = (attempt: Attempt, holdMs = 0) =>
    renderTerminal(renderProgress(attempt, { attempts: 2, holdMs, pauseMs: 20_000 }), {
      columns: undefined,
      hasColours: false,
    })

  it('is that an attempt failed, and when the next one begins', () => {
    expect(progress(attemptOf(GONE))).toMatch(/^app\.test\/ws: attempt 1 of 2 failed \(.*\), the next one in 20 s\n$/)
  })

  it('is that an open WebSocket is held in silence', () => {
    expect(progress(attemptOf(opened()), 75_000)).toBe('app.test/ws: open, now 75 s of silence\n')
  })

  it('is nothing when nothing is awaited', () => {
    expect(progress(attemptOf(GONE, 2)) + progress(attemptOf(opened()))).toBe('')
  })
})
