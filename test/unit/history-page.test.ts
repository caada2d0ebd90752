import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { appendLines } from '../../src/history/append-lines.ts'
import type { HistoryLine } from '../../src/history/history-line.ts'
import { placeOf } from '../../src/history/history-place.ts'
import { lookBack } from '../../src/history/look-back.ts'
import { describeBadge, renderBadge, renderEndpoint } from '../../src/report/badge.ts'
import { renderHistoryChart } from '../../src/report/history-chart.ts'
import { renderHistoryPage } from '../../src/report/history-page.ts'
import type { PageTarget } from '../../src/report/target-history.ts'
import { ODD_TEXTS } from '../fuzz/random.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { listTags, renderGfm } from '../support/rendered-markdown.ts'
import { emptyHistory, hourly, START_MS } from './history-samples.ts'

const HOUR_MS = 3_600_000
const FOREIGN = ['not \uFFFE in \uFFFF XML', ...ODD_TEXTS, ...HOSTILE_TEXTS.map(({ text }) => text)]

function targetOf(
  hours: string,
  id = 'chat',
  facts: (hour: number) => HistoryLine['facts'] = () => undefined,
): PageTarget {
  const lines = hourly(hours, id).map((line, hour) => {
    const known = facts(hour)
    return known ? { ...line, facts: known } : line
  })
  const past = lookBack(appendLines(emptyHistory(id), lines), START_MS + hours.length * HOUR_MS)
  if (!past) throw new Error('no history')
  return { id, place: placeOf(id), past }
}

function pageOf(hours: string, ...targets: readonly PageTarget[]): string {
  return renderHistoryPage({ nowMs: START_MS + hours.length * HOUR_MS, targets })
}

const WEEK = `${'u'.repeat(70)}ddddd${'u'.repeat(30)}..........?${'u'.repeat(52)}`

describe('the page of the history', () => {
  it('says of what this very check has seen first that it is so since then, and not for 0 s', () => {
    const target = targetOf('uuud')
    const page = renderHistoryPage({ nowMs: START_MS + 3 * HOUR_MS, targets: [target] })
    expect(page).not.toContain('0 s')
    expect(page.replaceAll('\u00A0', ' ')).toContain('❌ down<br>since this check')
    expect(page).toMatch(/^- \*\*Down\*\* since .* UTC: one check$/m)
    expect(page).toMatch(/^- Incident since .* UTC: [a-z-]+$/m)
  })

  it('tells how each target is and was, with what nobody knows', () => {
    const chat = targetOf(WEEK, 'chat', hour => ({ versionLabel: hour < 80 ? 'v41' : 'v42' }))
    const live = targetOf(`${WEEK.slice(0, -3)}ddd`, 'wss://live.example.com/socket')
    expect(pageOf(WEEK, chat, live)).toMatchInlineSnapshot(`
      "<!-- beanstalk-websockets: history -->

      # ❌ 1 of 2 WebSockets is down

      Checked at **2026-11-09 00:00 UTC**, usually every 1 h. If it is later than **2026-11-09 01:30 UTC** now, checks have stopped coming, and nobody knows how it is.

      | target | state | 24 h | 7 days | 30 days | 90 days | usual latency |
      |---|---|---:|---:|---:|---:|---:|
      | **wss&#58;//live.example.com/socket** | ❌ down<br>for 3 h | 87.50 % | 94.90 %<br>gap: 10 h | 94.90 %<br>of 7 days<br>gap: 10 h | 94.90 %<br>of 7 days<br>gap: 10 h | 42 ms |
      | **chat** | ✅ up<br>for 2 days 4 h | 100 % | 96.81 %<br>gap: 10 h | 96.81 %<br>of 7 days<br>gap: 10 h | 96.81 %<br>of 7 days<br>gap: 10 h | 42 ms |

      ## wss&#58;//live.example.com/socket

      - **Down** since 2026-11-08 21:00 UTC: 3 h, 3 checks in a row
      - Finding: proxy-drops-upgrade (layer: proxy)
      - Last checked 1 h before this page was written, at 2026-11-08 23:00 UTC
      - Incident since 2026-11-08 21:00 UTC, for 3 h until now: proxy-drops-upgrade
      - Usual latency: 42 ms by the last 50 checks that were up; beyond 142 ms is unusual

      ![Chart: up 94.90 % of the time that was checked](charts/live-example-com-socket-6ae50f26.svg)

      ## chat

      - **Up** since 2026-11-06 20:00 UTC: 2 days 4 h, 52 checks in a row
      - Last checked 1 h before this page was written, at 2026-11-08 23:00 UTC
      - Last incident: 2026-11-04 22:00 UTC to 2026-11-05 03:00 UTC, 5 h: proxy-drops-upgrade
      - Last change, seen at 2026-11-05 08:00 UTC: version v41 -&gt; v42
      - Usual latency: 42 ms by the last 50 checks that were up; beyond 142 ms is unusual

      ![Chart: up 96.81 % of the time that was checked](charts/chat-31e06f7d.svg)

      ---

      Availability is the share of the time that was up, of the time that was checked and gave an answer. A check tells until the next one; when that is late by more than half the usual interval, the rest of the time is a gap, which counts as neither up nor down. Times and days are in UTC. Latency is that of the opening handshake of the WebSocket. This page, its charts and its badges are written by the check; changes by hand are lost with the next one.
      "
    `)
  })

  it('says until when it is to be believed, and what the first check does not know', () => {
    const page = pageOf('u', targetOf('u'))
    expect(page).toContain('for the first time')
    expect(page.replaceAll('\u00A0', ' ')).toContain('| ✅ up<br>for 1 h | 100 %<br>of 1 h |')
    expect(page).toContain('- Usual latency: unknown with fewer than 20 checks that were up')
    expect(pageOf('uu', targetOf('uu'))).toContain(
      'If it is later than **2026-11-02 03:30 UTC** now, checks have stopped',
    )
  })

  it('shows a target that this run has not checked with the age of its last check', () => {
    const page = pageOf(WEEK, targetOf(WEEK), targetOf(`${'u'.repeat(20)}${'.'.repeat(WEEK.length - 20)}`, 'former'))
    expect(page).toMatch(/## former\n\n- \*\*Up\*\* since .*\n- Last checked 6 days 5 h before this page was written/)
  })

  it('never rounds up to 100 %', () => {
    const hours = `${'u'.repeat(24 * 90 - 1)}d`
    const page = pageOf(hours, targetOf(hours)).replaceAll('\u00A0', ' ')
    expect(page).toContain('| 95.83 % | 99.40 % | 99.86 % | 99.95 % |')
  })

  it('takes no markup from a name, a version or a finding', () => {
    const targets = FOREIGN.filter(Boolean).map(text =>
      targetOf('uudduu', text, hour => ({ versionLabel: `${hour}${text}`, listeners: `${hour} ${text}` })),
    )
    const html = renderGfm(pageOf('uudduu', ...targets)).replace(/^<!--.*?-->/, '')
    expect([...new Set(listTags(html))].filter(tag => !OUR_TAGS.test(tag))).toEqual([])
  })
})

const OUR_TAGS =
  /^<(\/?(h1|h2|p|strong|table|thead|tbody|tr|th|td|ul|li|br|hr)( \/)?|t[hd] align="right"|img src="charts\/[a-z0-9-]+\.svg" alt="Chart: [\w. %]+" \/)>$/

describe('the chart', () => {
  it('draws a bar for each day, with what was down at its bottom', () => {
    const { id, past } = targetOf(WEEK)
    const chart = renderHistoryChart(id, past, START_MS + WEEK.length * HOUR_MS)
    const bars = chart.match(/<g><title>[\s\S]*?<\/g>/g) ?? []
    expect(bars).toHaveLength(90)
    expect(bars.slice(-7).join('\n')).toMatchInlineSnapshot(`
      "<g><title>2026-11-03: 24 checks, up 100 %</title><rect x="647.91" y="36" width="5.96" height="52" fill="var(--up)"/></g>
      <g><title>2026-11-04: 24 checks, up 91.66 %</title><rect x="655.47" y="83" width="5.96" height="5" fill="var(--down)"/>
      <rect x="655.47" y="36" width="5.96" height="47" fill="var(--up)"/></g>
      <g><title>2026-11-05: 24 checks, up 87.50 %</title><rect x="663.02" y="81" width="5.96" height="7" fill="var(--down)"/>
      <rect x="663.02" y="36" width="5.96" height="45" fill="var(--up)"/></g>
      <g><title>2026-11-06: 14 checks, up 100 %, partly unknown, with gaps</title><rect x="670.58" y="83" width="5.96" height="5" fill="var(--unknown)"/>
      <rect x="670.58" y="58" width="5.96" height="25" fill="var(--up)"/>
      <rect x="670.58" y="36" width="5.96" height="22" fill="var(--none)"/></g>
      <g><title>2026-11-07: 24 checks, up 100 %</title><rect x="678.13" y="36" width="5.96" height="52" fill="var(--up)"/></g>
      <g><title>2026-11-08: 24 checks, up 100 %</title><rect x="685.69" y="36" width="5.96" height="52" fill="var(--up)"/></g>
      <g><title>2026-11-09: not checked</title><rect x="693.24" y="36" width="5.96" height="52" fill="var(--none)"/></g>"
    `)
    expect(chart).toContain(
      '<desc id="description">Of the time that was checked it was up 96.81 % of 7 days, gap: 10 h.',
    )
  })

  it('breaks the curves where nothing was measured', () => {
    const day = 'u'.repeat(24)
    const hours = `${day}${day}${'.'.repeat(48)}${day}${day}`
    const chart = renderHistoryChart('chat', targetOf(hours).past, START_MS + hours.length * HOUR_MS - 1)
    expect(chart.match(/<polyline/g)).toHaveLength(6)
    expect(renderHistoryChart('chat', targetOf('ddd').past, START_MS + 3 * HOUR_MS)).toContain(
      'No WebSocket was opened.',
    )
  })

  it('draws 90 days in full', () => {
    const hours = 'u'.repeat(24 * 95 - 1)
    const chart = renderHistoryChart('chat', targetOf(hours).past, START_MS + hours.length * HOUR_MS)
    expect(
      chart
        .match(/points="([^"]*)"/)?.[1]
        ?.trim()
        .split(/\s+/),
    ).toHaveLength(90)
  })

  it('needs nothing from elsewhere', () => {
    const chart = renderHistoryChart('chat', targetOf(WEEK).past, START_MS)
    expect(chart.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|<script|@import|url\(|href|<foreignObject/,
    )
  })
})

describe('the badge', () => {
  it.each([
    [['up'], 'WebSocket: up'],
    [['down'], 'WebSocket: down'],
    [['up', 'up'], 'WebSockets: up'],
    [['up', 'down', 'unknown'], 'WebSockets: 1 of 3 down'],
    [['up', 'unknown'], 'WebSockets: 1 of 2 unknown'],
    [[], 'WebSocket: unknown'],
  ] as const)('of %o says %s', (states, text) => {
    expect(renderBadge(describeBadge(states))).toContain(`aria-label="${text}"`)
  })

  it('has the form that shields.io takes from an endpoint', () => {
    const { label, message, color, ...rest } = JSON.parse(renderEndpoint(describeBadge(['down'])))
    expect({ label, message, color, ...rest }).toEqual({
      schemaVersion: 1,
      label: 'WebSocket',
      message: 'down',
      color: 'red',
    })
  })

  it('is as wide as its text', () => {
    expect(renderBadge(describeBadge(['up']))).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20" viewBox="0 0 100 20" role="img" aria-label="WebSocket: up">
      <title>WebSocket: up</title>
      <clipPath id="round"><rect width="100" height="20" rx="3"/></clipPath>
      <g clip-path="url(#round)">
      <rect width="74" height="20" fill="#3d444d"/>
      <rect x="74" width="26" height="20" fill="#1a7f37"/>
      </g>
      <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
      <text x="6" y="14" textLength="61.61" lengthAdjust="spacingAndGlyphs">WebSocket</text>
      <text x="80" y="14" textLength="13.81" lengthAdjust="spacingAndGlyphs">up</text>
      </g>
      </svg>
      "
    `)
  })
})

describe('a picture', () => {
  it('is XML whatever the name of the target, and has no element of it', () => {
    const pictures = FOREIGN.flatMap(id => [
      renderHistoryChart(id, targetOf('uudduu').past, START_MS + 6 * HOUR_MS),
      renderBadge({ ...describeBadge(['up']), label: id, message: id }),
    ])
    expect(new Set(readElements(pictures))).toEqual(
      new Set(['svg', 'title', 'desc', 'style', 'rect', 'g', 'text', 'line', 'circle', 'clipPath']),
    )
  })
})

/** By expat, which refuses what is not well-formed. */
function readElements(pictures: readonly string[]): string[] {
  const code = `
import json, sys, xml.etree.ElementTree as tree
names = {e.tag.split('}')[1] for picture in json.load(sys.stdin) for e in tree.fromstring(picture.encode()).iter()}
print(json.dumps(sorted(names)))`
  return JSON.parse(execFileSync('python3', ['-c', code], { input: JSON.stringify(pictures), encoding: 'utf8' }))
}
