import { describe, expect, it } from 'vitest'
import type { IncidentData } from '../../src/history/incident-data.ts'
import { readIncidentData } from '../../src/history/incident-data.ts'
import {
  type IncidentFacts,
  type KnownIncident,
  type PlannedIncident,
  planIncident,
  REOPEN_WINDOW_MS,
} from '../../src/history/plan-incident.ts'

const HOUR_MS = 3_600_000
const NOW_MS = Date.UTC(2026, 10, 26, 12, 7)

const DATA: IncidentData = {
  sinceMs: NOW_MS - 2 * HOUR_MS,
  lastMs: NOW_MS - HOUR_MS,
  checks: 2,
  finding: 'proxy-drops-upgrade',
  layer: 'proxy',
  told: ['proxy-drops-upgrade/proxy'],
  comments: 0,
  outages: 1,
}

const OPEN: KnownIncident = { number: 7, isOpen: true, createdMs: DATA.sinceMs, closedMs: undefined, data: DATA }
const ENDED_MS = NOW_MS - HOUR_MS / 2
const ENDED: KnownIncident = {
  ...OPEN,
  isOpen: false,
  closedMs: ENDED_MS,
  data: { ...DATA, endedMs: ENDED_MS, comments: 1 },
}
const LEFT: KnownIncident = { ...OPEN, isOpen: false, closedMs: ENDED_MS }

const SAME = { finding: DATA.finding, layer: DATA.layer }

function plan(state: IncidentFacts['state'], incidents: readonly KnownIncident[], more: Partial<IncidentFacts> = {}) {
  return planIncident({ incidents, state, ...SAME, nowMs: NOW_MS, ...more })
}

/** What it knows after a plan, as the next check finds it. */
function follow({ plan }: PlannedIncident, before: KnownIncident): KnownIncident {
  return 'data' in plan ? { ...before, data: plan.data } : before
}

describe('the issue about a target', () => {
  it('is opened when it is down and there is none', () => {
    expect(plan('down', [])).toEqual({
      plan: {
        kind: 'open',
        data: { ...DATA, sinceMs: NOW_MS, lastMs: NOW_MS, checks: 1 },
      },
      duplicates: [],
    })
  })

  it('is not needed when it is up, nor when nobody knows', () => {
    for (const state of ['up', 'unknown'] as const) expect(plan(state, []).plan.kind).toBe('nothing')
  })

  it('counts the checks in silence while nothing changes', () => {
    const { plan: planned } = plan('down', [OPEN])
    expect(planned).toEqual({ kind: 'note', number: 7, before: DATA, data: { ...DATA, lastMs: NOW_MS, checks: 3 } })
  })

  it('has a comment when the finding changes, once', () => {
    const other = { finding: 'app-not-listening', layer: 'application' }
    const changed = plan('down', [OPEN], other)
    expect(changed.plan).toMatchObject({ kind: 'comment', before: DATA, data: { ...other, comments: 1, checks: 3 } })
    const next = follow(changed, OPEN)
    expect(plan('down', [next], other).plan.kind).toBe('note')
    expect(plan('down', [next]).plan.kind, 'back to the one before, which people know').toBe('note')
  })

  it('has a comment when the same finding is of another layer', () => {
    expect(plan('down', [OPEN], { layer: 'application' }).plan.kind).toBe('comment')
  })

  it('has no comment about a change of what nobody can read any more, and is told of the next', () => {
    const broken = { ...OPEN, data: undefined }
    const rebuilt = plan('down', [broken])
    expect(rebuilt.plan).toMatchObject({ kind: 'note', before: undefined, data: { ...SAME, sinceMs: OPEN.createdMs } })
    expect(plan('down', [follow(rebuilt, broken)], { finding: 'app-failed' }).plan.kind).toBe('comment')
  })

  it('is closed when the target is up, and knows when', () => {
    const closed = plan('up', [OPEN], { finding: '', layer: '' })
    expect(closed.plan).toEqual({
      kind: 'close',
      number: 7,
      before: DATA,
      data: { ...DATA, endedMs: NOW_MS, comments: 1 },
    })
  })

  it('is closed also where its data cannot be read', () => {
    const { plan: planned } = plan('up', [{ ...OPEN, data: undefined }])
    expect(planned).toMatchObject({ kind: 'close', data: { sinceMs: OPEN.createdMs, endedMs: NOW_MS, finding: '' } })
  })

  it('does not change when nobody knows the state of the target', () => {
    for (const incident of [OPEN, ENDED, LEFT]) expect(plan('unknown', [incident]).plan).toEqual({ kind: 'nothing' })
  })

  it('is opened again when it is down again within a day, as a further outage', () => {
    const { plan: planned } = plan('down', [ENDED], { finding: 'app-failed', layer: 'application' })
    expect(planned).toEqual({
      kind: 'reopen',
      number: 7,
      before: ENDED.data,
      data: {
        sinceMs: NOW_MS,
        lastMs: NOW_MS,
        checks: 1,
        finding: 'app-failed',
        layer: 'application',
        told: ['app-failed/application'],
        comments: 2,
        outages: 2,
      },
    })
  })

  it.each([
    [REOPEN_WINDOW_MS, 'reopen'],
    [REOPEN_WINDOW_MS + 1, 'open'],
  ])('is the same until a day after its end: %d ms after it, %s', (afterMs, kind) => {
    expect(plan('down', [ENDED], { nowMs: ENDED_MS + afterMs }).plan.kind).toBe(kind)
  })

  it('stays closed while the target stays up', () => {
    expect(plan('up', [ENDED]).plan.kind).toBe('nothing')
  })

  it('stays closed when a person closed it while the target is down, however often that is checked', () => {
    let incident = LEFT
    for (let hour = 1; hour <= 48; hour += 1) {
      const planned = plan('down', [incident], { finding: `finding-${hour % 3}`, nowMs: NOW_MS + hour * HOUR_MS })
      expect(planned.plan.kind).toBe('note')
      incident = follow(planned, incident)
    }
    expect(incident.data?.checks).toBe(50)
  })

  it('is opened again after a person closed it, once the target was up in between', () => {
    const up = plan('up', [LEFT])
    expect(up.plan).toMatchObject({ kind: 'note', data: { endedMs: NOW_MS } })
    expect(plan('down', [follow(up, LEFT)], { nowMs: NOW_MS + HOUR_MS }).plan.kind).toBe('reopen')
  })

  it('is none of a person where a check closed it, though a run that overlapped wrote over its data', () => {
    expect(plan('down', [{ ...LEFT, isClosedByUs: true }]).plan.kind).toBe('reopen')
    expect(plan('up', [{ ...LEFT, isClosedByUs: true }]).plan.kind).toBe('nothing')
  })

  it('is left open when a person has opened it again and the target is up', () => {
    const reopened = { ...ENDED, isOpen: true, closedMs: undefined }
    expect(plan('up', [reopened]).plan.kind).toBe('nothing')
    expect(plan('down', [reopened]).plan).toMatchObject({ kind: 'reopen', data: { outages: 2, sinceMs: NOW_MS } })
  })

  it('is the last of several that are closed; one that cannot be read is none', () => {
    const older = { ...ENDED, number: 5, data: { ...DATA, endedMs: ENDED_MS - HOUR_MS } }
    expect(plan('down', [ENDED, older]).plan).toMatchObject({ kind: 'reopen', number: 7 })
    expect(plan('down', [older, ENDED]).plan).toMatchObject({ kind: 'reopen', number: 7 })
    expect(plan('down', [{ ...ENDED, data: undefined }]).plan.kind).toBe('open')
  })
})

describe('several open issues about one target', () => {
  const younger = { ...OPEN, number: 8 }
  const youngest = { ...OPEN, number: 9, data: undefined }

  it.each(['up', 'down', 'unknown'] as const)('become one, the oldest, when it is %s', state => {
    const { plan: planned, duplicates } = plan(state, [youngest, OPEN, younger])
    expect(duplicates.map(({ number, data }) => [number, data.duplicateOf])).toEqual([
      [8, 7],
      [9, 7],
    ])
    expect('number' in planned ? planned.number : 7).toBe(7)
  })

  it('are no more once they are closed as duplicates', () => {
    const closed = { ...younger, isOpen: false, closedMs: NOW_MS, data: { ...DATA, duplicateOf: 7 } }
    expect(plan('down', [closed]).plan.kind).toBe('open')
    expect(plan('down', [closed, ENDED]).plan).toMatchObject({ kind: 'reopen', number: 7 })
  })
})

describe('what an issue remembers', () => {
  it('is read as it was written', () => {
    const whole = { ...DATA, endedMs: 5, duplicateOf: 3 }
    for (const data of [DATA, whole]) expect(readIncidentData(JSON.parse(JSON.stringify(data)))).toEqual(data)
  })

  it.each([
    undefined,
    null,
    'down',
    [],
    {},
    { ...DATA, sinceMs: 'yesterday' },
    { ...DATA, checks: -1 },
    { ...DATA, comments: Number.NaN },
    { ...DATA, finding: 7 },
    { ...DATA, layer: 'x'.repeat(65) },
    { ...DATA, finding: 'its <b>name</b>' },
  ])('is nothing where it was changed into something else: %j', value => {
    expect(readIncidentData(value)).toBeUndefined()
  })

  it('keeps of a list that was changed what are words', () => {
    expect(readIncidentData({ ...DATA, told: 'all' })?.told).toEqual([])
    expect(readIncidentData({ ...DATA, told: [1, 'a/b', {}] })?.told).toEqual(['a/b'])
  })

  it('stays small, however many findings there were', () => {
    let incident = OPEN
    for (let number = 0; number < 100; number += 1) {
      incident = follow(plan('down', [incident], { finding: `finding-${number}` }), incident)
    }
    expect(incident.data?.told).toHaveLength(20)
    expect(incident.data?.comments).toBe(100)
  })
})
