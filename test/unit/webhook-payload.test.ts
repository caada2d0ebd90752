import { describe, expect, it } from 'vitest'
import type { Notice, NoticeTarget } from '../../src/report/notice.ts'
import { escapeForSlack } from '../../src/report/notice-text.ts'
import { findNews, renderNotice } from '../../src/report/webhook-payload.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'

const DROPPED = { kind: 'upgrade-dropped', title: 'The proxy drops the Upgrade', layer: 'proxy' } as const
const ENDS = { kind: 'certificate-expires-soon', title: 'The certificate expires in 20 days' } as const

const up: NoticeTarget = {
  ...{ id: 'chat', printableUrl: 'wss://chat.example.com/ws', state: 'up', since: '2026-11-26T12:00:00Z' },
  before: { state: 'up' },
}
const down: NoticeTarget = { ...up, state: 'down', finding: DROPPED }

function notice(targets: readonly NoticeTarget[], more: Partial<Notice> = {}) {
  const text = renderNotice({ targets, nowMs: Date.parse('2026-11-26T12:00:00Z'), ...more })
  return text === undefined ? undefined : JSON.parse(text)
}

function textOf(target: NoticeTarget): string {
  return notice([target]).text
}

describe('news', () => {
  const isNews = (target: NoticeTarget) => findNews([target]).length === 1
  const { before: _, ...forgotten } = up

  it('are another state, and another finding', () => {
    expect(isNews(down)).toBe(true)
    expect(isNews({ ...up, before: { state: 'down', finding: 'upgrade-dropped' } })).toBe(true)
    expect(isNews({ ...down, before: { state: 'down', finding: 'connection-refused' } })).toBe(true)
    expect(isNews({ ...up, finding: ENDS })).toBe(true)
    expect(isNews({ ...up, before: { state: 'up', finding: ENDS.kind } })).toBe(true)
  })

  it('are not what is as it was', () => {
    expect(isNews(up)).toBe(false)
    expect(isNews({ ...down, before: { state: 'down', finding: DROPPED.kind } })).toBe(false)
    expect(isNews({ ...up, finding: ENDS, before: { state: 'up', finding: ENDS.kind } })).toBe(false)
  })

  it('of a target that nobody remembers are that it is down', () => {
    expect(isNews({ ...forgotten, state: 'down' })).toBe(true)
    expect(isNews({ ...down, before: { state: 'unknown' } })).toBe(true)
    expect(isNews(forgotten)).toBe(false)
    expect(isNews({ ...forgotten, finding: ENDS })).toBe(false)
  })

  it('are not that nobody knows', () => {
    expect(isNews({ ...up, state: 'unknown', before: { state: 'down' } })).toBe(false)
  })
})

describe('a notice', () => {
  it('is none without news', () => {
    expect(notice([up])).toBeUndefined()
  })

  it('has all targets as data, and says which are new', () => {
    const further = { ...up, id: 'api', printableUrl: 'wss://api.example.com/' }
    const run = { repository: 'octo-org/chat', runUrl: 'https://github.com/octo-org/chat/actions/runs/7' }
    expect(notice([down, further], run)).toEqual({
      text: [
        '❌ *chat* is down: The proxy drops the Upgrade (upgrade-dropped, layer proxy), since 2026-11-26T12:00:00Z',
        '1 of 2 is down. <https://github.com/octo-org/chat/actions/runs/7|the run of octo-org/chat>',
      ].join('\n'),
      version: 1,
      repository: 'octo-org/chat',
      run: 'https://github.com/octo-org/chat/actions/runs/7',
      changed: ['chat'],
      targets: [
        {
          ...{ id: 'chat', url: 'wss://chat.example.com/ws', state: 'down', finding: 'upgrade-dropped' },
          ...{ title: DROPPED.title, layer: 'proxy', since: '2026-11-26T12:00:00Z' },
          before: { state: 'up', finding: null },
        },
        {
          ...{ id: 'api', url: 'wss://api.example.com/', state: 'up', finding: null, title: null, layer: null },
          ...{ since: '2026-11-26T12:00:00Z', before: { state: 'up', finding: null } },
        },
      ],
    })
  })

  it('says in words what happened', () => {
    const was = { state: 'down', finding: 'connection-refused', since: '2026-11-26T08:55:00Z' } as const
    expect(textOf({ ...up, before: was })).toBe('✅ *chat* is up again, after 3 h 5 min')
    expect(textOf({ ...up, before: { state: 'down' } })).toBe('✅ *chat* is up again')
    expect(textOf({ ...up, finding: ENDS, before: was })).toBe(
      '⚠️ *chat* is up again, after 3 h 5 min, with a warning: The certificate expires in 20 days (certificate-expires-soon)',
    )
    expect(textOf({ ...down, before: was })).toBe(
      '❌ *chat* is still down since 2026-11-26T12:00:00Z, and now: The proxy drops the Upgrade (upgrade-dropped, layer proxy)',
    )
    expect(textOf({ ...up, before: { state: 'up', finding: ENDS.kind } })).toBe(
      '✅ *chat* is up, and the warning of before is gone',
    )
  })

  it('says how all are, where there are several', () => {
    const back = { ...up, before: { state: 'down' } } as const
    expect(notice([back, up]).text).toContain('\nAll 2 are up.')
    expect(notice([back, { ...up, state: 'unknown' }]).text).toContain('\n0 of 2 are down.')
  })

  it('stays short, however many targets there are and however long their names', () => {
    const targets = Array.from({ length: 500 }, (_, index) => ({ ...down, id: `${index}${'x'.repeat(5000)}` }))
    const told = notice(targets)
    expect(told.text.split('\n')).toHaveLength(22)
    expect(told.text).toContain('\n… and 480 more\n500 of 500 are down.')
    expect(told.text.length).toBeLessThan(20_000)
    expect(told.targets).toHaveLength(200)
  })

  it('links to no run whose address is not one', () => {
    expect(notice([down], { runUrl: 'https://github.com/x|<!here>' }).text).not.toContain('here')
  })
})

describe('foreign text in a notice', () => {
  it('is nothing that Slack or its like would follow, call or emphasise', () => {
    const shown = escapeForSlack('<!here> <@U1> @channel *b* _i_ ~s~ `c` [x](https://a.example) :bomb: a & b')
    expect(shown).not.toMatch(/[<>]|@(?=\w)|\*(?!\u2060)|_(?!\u2060)|:(?=\/\/)|:(?=bomb)|\]\(/)
    expect(shown).toContain('a &amp; b')
    expect(shown.replaceAll('\u2060', '')).toBe(
      '&lt;!here&gt; &lt;@U1&gt; @channel *b* _i_ ~s~ `c` [x](https://a.example) :bomb: a &amp; b',
    )
  })

  it.each(HOSTILE_TEXTS)('stays within its line: $name', ({ text }) => {
    const told = textOf({ ...down, id: text })
    expect(told.split('\n')).toHaveLength(1)
    expect(told.startsWith('❌ *')).toBe(true)
    expect(told).not.toMatch(/[<>]/)
    expect(told).not.toMatch(/@(channel|here|everyone|\w)/)
  })
})
