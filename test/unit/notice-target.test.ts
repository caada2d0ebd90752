import { describe, expect, it } from 'vitest'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import { appendLines } from '../../src/history/append-lines.ts'
import { parseHistory } from '../../src/history/history.ts'
import type { HistoryLine } from '../../src/history/history-line.ts'
import { lookBack } from '../../src/history/look-back.ts'
import type { Forewarning } from '../../src/report/forewarning.ts'
import { type Noticed, pickNews, toNoticeTarget } from '../../src/report/notice-target.ts'
import { findNews, hasChanged } from '../../src/report/webhook-payload.ts'

const NOW_MS = Date.parse('2026-11-26T12:00:00Z')
const NOW = '2026-11-26T12:00:00Z'

const report = (outcome: TargetReport['outcome'], kind?: string): TargetReport => ({
  ...{ printableUrl: 'wss://chat.example.com/', outcome, attempts: [], attemptCount: 3 },
  finding: kind
    ? ({ kind, title: 'It is so', layer: 'tcp', sure: 'certain' } as unknown as TargetReport['finding'])
    : null,
})
const warning: Forewarning = {
  ...{ kind: 'certificate-expires-soon', severity: 'warning', title: 'It expires', what: '', remedy: '' },
}
const note: Forewarning = { ...warning, kind: 'slower-than-usual', severity: 'note' }

const [UP, DOWN] = [report('accepted'), report('rejected', 'connection-refused')]

function notice(noticed: Partial<Noticed>) {
  const target = toNoticeTarget({ id: 'chat', report: UP, forewarnings: [], ...noticed }, NOW_MS)
  return { ...target, isNews: findNews([target]).length === 1 }
}

/** What a history of these checks tells, one an hour. */
function pastOf(...checks: readonly (readonly [HistoryLine['state'], string?])[]) {
  const lines = checks.map(([state, finding], index) => ({
    ...{ at: `2026-11-26T0${index}:00:00Z`, target: 'chat', state },
    ...(finding === undefined ? {} : { finding }),
  }))
  const past = lookBack(appendLines(parseHistory('', 'chat'), lines), NOW_MS)
  if (!past) throw new Error('There is no past')
  return past
}

describe('what is told of a target', () => {
  it('is its finding, or the first of what will break', () => {
    expect(pickNews(DOWN, [warning])).toEqual({ kind: 'connection-refused', title: 'It is so', layer: 'tcp' })
    expect(pickNews(UP, [note, warning])).toEqual({ kind: 'certificate-expires-soon', title: 'It expires' })
    expect(pickNews(UP, [note])).toBeUndefined()
    expect(pickNews(report('rejected'), [warning])).toBeUndefined()
  })
})

describe('by the history', () => {
  it('a target that went down is news, since now', () => {
    expect(notice({ report: DOWN, past: pastOf(['up'], ['up']) })).toMatchObject({
      ...{ state: 'down', since: NOW, isNews: true, before: { state: 'up', since: '2026-11-26T00:00:00Z' } },
    })
  })

  it('one that is as it was is none, since it went so', () => {
    const past = pastOf(['up'], ['down', 'connection-refused'], ['down', 'connection-refused'])
    expect(notice({ report: DOWN, past })).toMatchObject({ since: '2026-11-26T01:00:00Z', isNews: false })
    expect(notice({ past: pastOf(['up']) })).toMatchObject({ isNews: false })
  })

  it('another finding is news', () => {
    expect(notice({ report: DOWN, past: pastOf(['down', 'name-not-found']) })).toMatchObject({ isNews: true })
    expect(notice({ forewarnings: [warning], past: pastOf(['up']) })).toMatchObject({ isNews: true })
    const told = pastOf(['up', 'certificate-expires-soon'])
    expect(notice({ forewarnings: [warning], past: told })).toMatchObject({ isNews: false })
  })

  it('a check that knew nothing changes nothing', () => {
    const down = pastOf(['up'], ['down', 'connection-refused'], ['unknown'])
    expect(notice({ report: DOWN, past: down })).toMatchObject({ isNews: false, since: '2026-11-26T01:00:00Z' })
    expect(notice({ past: down })).toMatchObject({ isNews: true, before: { state: 'down' } })
    expect(notice({ past: pastOf(['up'], ['unknown']) })).toMatchObject({ isNews: false })
    expect(notice({ report: DOWN, past: pastOf(['unknown']) })).toMatchObject({ isNews: true })
  })

  it('a check that knew nothing makes no news of a warning that was told, and keeps none from being gone', () => {
    const past = pastOf(['up', 'certificate-expires-soon'], ['unknown'])
    expect(notice({ forewarnings: [warning], past })).toMatchObject({ isNews: false })
    expect(notice({ past })).toMatchObject({ isNews: true, before: { finding: 'certificate-expires-soon' } })
  })

  it('an outage is since its first check, also after one in it that knew nothing', () => {
    const refused = ['down', 'connection-refused'] as const
    const past = pastOf(['up'], refused, ['unknown'], refused)
    expect(notice({ report: DOWN, past })).toMatchObject({ isNews: false, since: '2026-11-26T01:00:00Z' })
    expect(notice({ past })).toMatchObject({ before: { state: 'down', since: '2026-11-26T01:00:00Z' } })
  })
})

it('what a run that began later has told is no news, and no change', () => {
  const told = { report: DOWN, past: pastOf(['up']), isOvertaken: true }
  expect(notice(told)).toMatchObject({ isNews: false, before: { state: 'up' } })
  expect(hasChanged([toNoticeTarget({ id: 'chat', ...told }, NOW_MS)])).toBe(false)
})

describe('by the issues', () => {
  const whenIssueWas = (done: string | undefined, now = DOWN) => notice({ report: now, incident: { done } })

  it('news are what opens, closes or comments on one', () => {
    expect(whenIssueWas('opened')).toMatchObject({ isNews: true, before: { state: 'up' } })
    expect(whenIssueWas('opened again')).toMatchObject({ isNews: true, before: { state: 'up' } })
    expect(whenIssueWas('commented on')).toMatchObject({ isNews: true, before: { state: 'down' } })
    expect(whenIssueWas('closed', UP)).toMatchObject({ isNews: true, before: { state: 'down' } })
  })

  it('what a run that overlapped has done as well is none: that one tells', () => {
    for (const done of ['opened', 'opened again', 'commented on']) {
      expect(notice({ report: DOWN, incident: { done, isTwin: true } })).toMatchObject({ isNews: false })
    }
    expect(notice({ incident: { done: 'closed', isTwin: true } })).toMatchObject({ isNews: false })
  })

  it('all else is none, nor are warnings, which have no issue', () => {
    expect(whenIssueWas('brought up to date')).toMatchObject({ isNews: false })
    expect(whenIssueWas('left as it was')).toMatchObject({ isNews: false })
    expect(whenIssueWas(undefined, UP)).toMatchObject({ isNews: false })
    expect(notice({ forewarnings: [warning], incident: { done: undefined } })).toMatchObject({ isNews: false })
  })

  it('a target that is down is news where GitHub said nothing of it', () => {
    expect(whenIssueWas(undefined)).toMatchObject({ isNews: true })
  })

  it('are not asked where a history remembers', () => {
    const past = pastOf(['down', 'connection-refused'])
    expect(notice({ report: DOWN, past, incident: { done: 'opened' } })).toMatchObject({ isNews: false })
  })
})

it('nobody who remembers: only what is down is news', () => {
  expect(notice({ report: DOWN })).toMatchObject({ isNews: true, since: NOW })
  expect(notice({})).toMatchObject({ isNews: false })
  expect(notice({ forewarnings: [warning] })).toMatchObject({ isNews: false })
})
