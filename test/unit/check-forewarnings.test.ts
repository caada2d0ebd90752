import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/handshake/diagnose.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import type { FailOn } from '../../src/inputs/probe-inputs.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { type JudgedTarget, judgeCheck, renderCheckOutputs } from '../../src/report/check-report.ts'
import { renderCheckSummary } from '../../src/report/check-summary.ts'
import type { Forewarning } from '../../src/report/forewarning.ts'
import type { NoticeTarget } from '../../src/report/notice.ts'
import { hasChanged } from '../../src/report/webhook-payload.ts'
import { answer, refusedAlike } from './handshake-evidence.ts'

const report: TargetReport = {
  ...{ printableUrl: 'wss://chat.example.com/', outcome: 'accepted', attempts: [], attemptCount: 1, finding: null },
}
const warning: Forewarning = {
  ...{ kind: 'platform-retired', severity: 'warning', title: 'AWS has retired the platform' },
  ...{ what: 'It gets no updates.', remedy: 'Move the app.' },
}
const note: Forewarning = { ...warning, kind: 'slower-than-usual', severity: 'note', title: 'It was slow' }

function judge(checked: readonly JudgedTarget[], failOn: FailOn = 'error') {
  const verdict = judgeCheck({ checked, failOn }, undefined)
  const outputs = renderCheckOutputs(checked, verdict)
  return { verdict, outputs, summary: renderMarkdown(renderCheckSummary(checked, verdict), 1e6) }
}

describe('a warning of what will break', () => {
  const checked = [{ report, forewarnings: [note, warning] }]

  it('is told, and fails nothing', () => {
    const { verdict, outputs, summary } = judge(checked)
    expect(verdict).toMatchObject({ ok: true })
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ outcome: 'accepted', warnings: ['platform-retired'] }])
    expect(outputs).toMatchObject({ 'failed-targets': '', finding: '' })
    expect(summary).toContain('- AWS has retired the platform. It gets no updates. Move the app.')
    expect(summary).toContain('- It was slow.')
  })

  it('fails the check where warnings do, and is its problem', () => {
    expect(judge(checked, 'warning').verdict).toMatchObject({
      ...{ ok: false, headline: 'A WebSocket opened, but with a warning' },
      problem: {
        code: 'platform-retired',
        what: expect.stringContaining('It gets no updates.'),
        remedy: 'Move the app.',
      },
    })
  })

  it('stands unfolded among many targets, and in their table', () => {
    const { summary } = judge([{ report: { ...report, printableUrl: 'wss://a.example/' } }, ...checked])
    expect(summary).toMatch(/\| ⚠️ \| wss.+chat.example.com\/ \| AWS has retired the platform \|/)
    expect(summary).toMatch(/### ✅ wss.+chat\.example\.com/)
    expect(summary).toMatch(/<details><summary>✅ wss:\/\/a\.example/)
  })

  it('stands beside few pictures of the way there: a page has not many', () => {
    const evidence = refusedAlike(answer(426))
    const attempts = [{ number: 1, startedAtMs: 0, evidence, finding: diagnose(evidence, {}) }]
    const down = { ...report, outcome: 'rejected', attempts, finding: attempts[0]?.finding ?? null } as const
    const { summary } = judge(Array.from({ length: 9 }, () => ({ report: down })))
    expect(summary.match(/```mermaid/g)).toHaveLength(5)
    expect(summary.match(/^client → DNS ✓ → port 80 ✓ → proxy: suspected/gm)).toHaveLength(4)
  })

  it('of a target that is down is told beside its failure', () => {
    const down = [{ report: { ...report, outcome: 'rejected' as const }, forewarnings: [warning] }]
    const { verdict, summary } = judge(down, 'warning')
    expect(verdict.problem?.code).toBe('handshake-unknown')
    expect(summary).toContain('AWS has retired the platform')
  })
})

describe('a note', () => {
  it('decides nothing, and is folded away with its target among many', () => {
    const checked = [{ report }, { report, forewarnings: [note] }]
    const { verdict, outputs, summary } = judge(checked, 'warning')
    expect(verdict.ok).toBe(true)
    expect(JSON.parse(outputs.results ?? '')).toMatchObject([{ warnings: [] }, { warnings: [] }])
    expect(summary).not.toContain('⚠️')
    expect(summary.slice(summary.indexOf('<details>'))).toContain('It was slow.')
  })
})

describe('the output changed', () => {
  const target = (state: NoticeTarget['state'], before?: NoticeTarget['state']): NoticeTarget => ({
    ...{ id: 'chat', printableUrl: '', state, since: '' },
    ...(before ? { before: { state: before } } : {}),
  })

  it('is true when the state of a target that somebody remembers is another', () => {
    expect(hasChanged([target('up', 'up'), target('down', 'up')])).toBe(true)
    expect(hasChanged([target('up', 'up'), target('down')])).toBe(false)
    expect(hasChanged([target('unknown', 'down')])).toBe(false)
  })

  it('is empty when nobody remembers any', () => {
    expect(hasChanged([target('down'), target('up', 'unknown')])).toBeUndefined()
    expect(judge([{ report }]).outputs.changed).toBe('')
    expect(renderCheckOutputs([{ report }], { ok: true, headline: '' }, false).changed).toBe('false')
  })
})

describe('the summary of many targets that are down', () => {
  const evidence = refusedAlike(answer(404, { body: 'Cannot GET /ws' }))
  const down: TargetReport = {
    ...{ printableUrl: 'wss://chat.example.com/', outcome: 'rejected', attemptCount: 1 },
    ...{ attempts: [{ number: 1, startedAtMs: 0, evidence, finding: null }], finding: null },
  }

  it('has a picture of the first five, and the way of each other in words', () => {
    const { summary } = judge(Array.from({ length: 7 }, () => ({ report: down })))
    expect(summary.match(/^```mermaid$/gm)).toHaveLength(5)
    expect(summary.match(/^client → DNS ✓ → /gm)).toHaveLength(2)
  })
})
