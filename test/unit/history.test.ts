import { describe, expect, it } from 'vitest'
import { appendLines, LEAST_LINES, MOST_BYTES, MOST_LINES } from '../../src/history/append-lines.ts'
import { parseHistory, writeHistory } from '../../src/history/history.ts'
import { type HistoryLine, readFacts, toHistoryTime } from '../../src/history/history-line.ts'
import { placeOf } from '../../src/history/history-place.ts'
import { lookBack } from '../../src/history/look-back.ts'
import { whatChanged } from '../../src/history/what-changed.ts'
import { openRandom, SEED } from '../fuzz/random.ts'
import { scaled } from '../support/scale.ts'
import { emptyHistory, historyOf, hourly, START_MS } from './history-samples.ts'

const HOUR_MS = 3_600_000
const at = (hour: number) => toHistoryTime(START_MS + hour * HOUR_MS)

describe('the file of a history', () => {
  it('has a heading, and a line of JSON for each check with the facts that differ from those before', () => {
    const facts = { versionLabel: 'v41', listeners: '80 http, 443 https' }
    const lines: HistoryLine[] = [
      { at: at(0), target: 'chat', state: 'up', ms: 41, facts },
      { at: at(1), target: 'chat', state: 'up', ms: 39, facts },
      {
        at: at(2),
        target: 'chat',
        state: 'down',
        finding: 'proxy-drops-upgrade',
        layer: 'proxy',
        facts: { ...facts, versionLabel: 'v42' },
      },
      { at: at(3), target: 'chat', state: 'unknown' },
    ]
    const text = writeHistory(appendLines(emptyHistory('chat'), lines))
    expect(text).toMatchInlineSnapshot(`
      "{"version":1,"target":"chat"}
      {"at":"2026-11-02T00:00:00Z","state":"up","ms":41,"facts":{"versionLabel":"v41","listeners":"80 http, 443 https"}}
      {"at":"2026-11-02T01:00:00Z","state":"up","ms":39}
      {"at":"2026-11-02T02:00:00Z","state":"down","finding":"proxy-drops-upgrade","layer":"proxy","facts":{"versionLabel":"v42","listeners":"80 http, 443 https"}}
      {"at":"2026-11-02T03:00:00Z","state":"unknown","facts":{}}
      "
    `)
    expect(parseHistory(text, 'chat').lines).toEqual(lines)
  })

  it('is read without what is broken, of another target or of nobody, and that is counted', () => {
    const good = '{"at":"2026-11-26T12:00:00Z","state":"up"}'
    const bad = [
      ...['{"at":"2026-11-26T12:00:00Z","sta', '<<<<<<< HEAD', '[]', 'null', '{}', '{"at":"yesterday","state":"up"}'],
      ...['{"at":"2026-11-31T12:00:00Z","state":"up"}', '{"at":"2026-11-26T12:00:00Z","state":"fine"}'],
      ...['{"at":"2026-11-26T12:00:00Z","target":"other","state":"up"}', '{"day":"2026-11-31","checks":1}'],
    ]
    const history = parseHistory([bad[0], good, '', ...bad.slice(1)].join('\r\n'), 'chat')
    expect(history).toMatchObject({ lines: [{ at: '2026-11-26T12:00:00Z', state: 'up' }], skippedCount: bad.length })
  })

  it('has facts that nobody knows as it has none', () => {
    const lines = hourly('uu').map(line => ({ ...line, facts: {} }))
    const history = appendLines(emptyHistory('chat'), lines)
    expect(history.lines).toEqual(hourly('uu'))
    expect(parseHistory(writeHistory(history), 'chat')).toEqual(history)
  })

  it('stays as it is where a later version has written it', () => {
    const history = parseHistory('{"version":2}\n', 'chat')
    expect(history.isForeign).toBe(true)
    expect(appendLines(history, hourly('u'))).toBe(history)
  })

  it('has a name of its own for each target, and a readable one', () => {
    const ids = [
      'wss://chat.example.com/ws',
      'https://chat.example.com/ws',
      'chat',
      'Chat',
      '../..',
      '漢字',
      'a'.repeat(300),
    ]
    const places = ids.map(id => placeOf(id).history)
    expect(places[0]).toMatch(/^history\/chat-example-com-ws-[0-9a-f]{8}\.jsonl$/)
    expect(new Set(places).size).toBe(ids.length)
    for (const place of places) expect(place).toMatch(/^history\/[a-z0-9-]{8,60}\.jsonl$/)
  })
})

describe('a history', () => {
  it.each(
    Array.from({ length: scaled(20, 400) }, (_, index) => index),
  )('is the same in whatever order its checks come, however often and by however many at once (%i)', index => {
    const random = openRandom(SEED, index)
    const lines = makeLines(random, 20 + random.int(300))
    const shuffled = lines.map(line => ({ line, key: random.int(1e9) })).toSorted((a, b) => a.key - b.key)
    let history = emptyHistory('chat')
    for (let start = 0; start < shuffled.length; ) {
      const count = 1 + random.int(20)
      const some = shuffled.slice(Math.max(0, start - random.int(5)), start + count).map(({ line }) => line)
      history = parseHistory(writeHistory(appendLines(history, some)), 'chat')
      start += count
    }
    expect(writeHistory(history)).toBe(writeHistory(appendLines(emptyHistory('chat'), lines)))
  })

  it('is the same when runs overlap while it is folded', () => {
    const random = openRandom(SEED, 0)
    const lines = makeLines(random, LEAST_LINES + 150)
    const late = lines.map((line, index) => ({ line, key: index + random.int(100) })).toSorted((a, b) => a.key - b.key)
    const start = appendLines(emptyHistory('chat'), lines.slice(0, 800))
    const inOrder = lines.slice(750).reduce((history, line) => appendLines(history, [line]), start)
    const overlapping = late.slice(650).reduce((history, { line }) => appendLines(history, [line, line]), start)
    expect(writeHistory(overlapping)).toBe(writeHistory(inOrder))
    expect(inOrder.folded).toBeDefined()
  })

  it('keeps its bound however many checks there are, and remembers what is folded', () => {
    const count = scaled(2100, 100_000)
    const RUNS = 20
    let history = emptyHistory('chat')
    const stepMs = (3000 * 24 * HOUR_MS) / count
    for (let check = 0; check < count; check += RUNS) {
      const lines = Array.from({ length: RUNS }, (_, run): HistoryLine => {
        const time = toHistoryTime(START_MS + (check + run) * stepMs)
        return { at: time, target: 'chat', state: check + run === 10 ? 'down' : 'up', ms: check % 100 }
      })
      history = appendLines(history, lines)
    }
    expect(history.lines.length).toBeLessThanOrEqual(MOST_LINES)
    const [first, last] = [history.days[0]?.day ?? '', history.days.at(-1)?.day ?? '']
    expect((Date.parse(last) - Date.parse(first)) / (24 * HOUR_MS)).toBeCloseTo(730, -1)
    expect(lookBack(history, START_MS + count * stepMs)).toMatchObject({ lastState: 'up', streak: count - 11 })
  })

  it('is folded by whole days, of which each keeps counts and percentiles', () => {
    const history = appendLines(
      emptyHistory('chat'),
      hourly('u'.repeat(30) + 'd?-u'.repeat(5) + 'u'.repeat(LEAST_LINES)),
    )
    const text = writeHistory(history).split('\n')
    expect(text.slice(0, 6)).toMatchInlineSnapshot(`
      [
        "{"version":1,"target":"chat"}",
        "{"folded":{"until":"2026-11-04T00:00:00Z","memory":{"firstAt":"2026-11-02T00:00:00Z","state":"unknown","since":"2026-11-03T23:00:00Z","at":"2026-11-03T23:00:00Z","streak":1,"facts":{},"incident":{"from":"2026-11-03T22:00:00Z","finding":"proxy-drops-upgrade"},"lastGood":{"at":"2026-11-03T21:00:00Z","facts":{}}}}}",
        "{"day":"2026-11-02","checks":24,"up":86400,"down":0,"unknown":0,"gaps":0,"p50":42,"p95":44,"p99":44}",
        "{"day":"2026-11-03","checks":20,"up":36000,"down":18000,"unknown":18000,"gaps":5,"p50":42,"p95":44,"p99":44}",
        "{"at":"2026-11-04T01:00:00Z","state":"up","ms":44}",
        "{"at":"2026-11-04T02:00:00Z","state":"up","ms":40}",
      ]
    `)
    expect(history.lines.length).toBeGreaterThanOrEqual(LEAST_LINES)
    expect(history.lines.length).toBeLessThan(LEAST_LINES + 24)
    expect(parseHistory(text.join('\n'), 'chat')).toEqual(history)
  })

  it('looks no further back than it did when its days are folded', () => {
    const lines = hourly(`${'u'.repeat(40)}ddd${'u'.repeat(LEAST_LINES + 80)}`)
    const nowMs = START_MS + lines.length * HOUR_MS
    const whole = lookBack({ ...emptyHistory('chat'), lines }, nowMs)
    const folded = appendLines(emptyHistory('chat'), lines)
    expect(folded.folded).toBeDefined()
    expect(lookBack(folded, nowMs)).toEqual(whole)
  })

  it('has no second line for a check, and counts the worse one where two runs began in one second', () => {
    const [up] = hourly('u')
    const [down] = hourly('d')
    const either = [
      [up, down],
      [down, up],
    ].map(pair => appendLines(emptyHistory('chat'), pair as HistoryLine[]).lines)
    expect(either).toEqual([[down], [down]])
  })

  it('stays under the bound of the API with the longest texts', () => {
    const fact = (check: number) => `${check}${'\u{1F600}漢"\\'.repeat(60)}`
    const lines = hourly('u'.repeat(MOST_LINES)).map((line, check) => ({
      ...line,
      facts: { versionLabel: fact(check), platform: fact(check), listeners: fact(check), rules: fact(check) },
    }))
    const text = writeHistory(appendLines(emptyHistory('chat'), lines))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES)
    expect(writeHistory(parseHistory(text, 'chat'))).toBe(text)
  })

  it('takes no check that is older than what is folded', () => {
    const history = appendLines(emptyHistory('chat'), hourly('u'.repeat(LEAST_LINES + 50)))
    expect(appendLines(history, hourly('d'))).toEqual(history)
  })
})

describe('a look back', () => {
  it('finds nothing where there is nothing', () => {
    expect(lookBack(emptyHistory('chat'), START_MS)).toBeUndefined()
  })

  it('tells the streak, since when it lasts, the last good check and the incident', () => {
    const past = lookBack(historyOf('uuuddd?dd'), START_MS + 9 * HOUR_MS)
    expect(past).toMatchObject({
      lastState: 'down',
      streak: 2,
      since: at(7),
      lastGoodAt: at(2),
      incident: { from: at(3), finding: 'proxy-drops-upgrade' },
    })
    expect(past?.incident?.until).toBeUndefined()
    expect(lookBack(historyOf('uuddu'), START_MS + 5 * HOUR_MS)?.incident).toMatchObject({ from: at(2), until: at(4) })
  })

  it('does not see checks of its own time and later', () => {
    expect(lookBack(historyOf('uud'), START_MS + 2 * HOUR_MS)).toMatchObject({ lastState: 'up', streak: 2 })
  })

  it('counts a late or skipped run as a gap, not as up', () => {
    const { availability } = lookBack(historyOf('uuuuuuuuuuuu......uuuuud'), START_MS + 24 * HOUR_MS) ?? {}
    expect(availability?.day).toEqual({
      upMs: 17 * HOUR_MS,
      downMs: HOUR_MS,
      unknownMs: 0,
      gapMs: 6 * HOUR_MS,
      share: 17 / 18,
    })
  })

  it('counts a check without an answer as neither up nor down', () => {
    const { availability } = lookBack(historyOf('uu??dd'), START_MS + 6 * HOUR_MS) ?? {}
    expect(availability?.day).toMatchObject({ share: 0.5, unknownMs: 2 * HOUR_MS, gapMs: 0 })
  })

  it('counts a gap from the last check on when none came', () => {
    const { availability } = lookBack(historyOf('uuu'), START_MS + 48 * HOUR_MS) ?? {}
    expect(availability?.day).toEqual({ upMs: 0, downMs: 0, unknownMs: 0, gapMs: 24 * HOUR_MS })
    expect(availability?.week).toMatchObject({ upMs: 3 * HOUR_MS, gapMs: 45 * HOUR_MS, share: 1 })
  })

  it.each([
    ['half an hour late', 1.5, 0],
    ['longer late', 1.6, 0.6],
  ])('learns the interval from the checks: %s', (_, pause, gap) => {
    const lines = [...hourly('uuuuu'), { at: at(4 + pause), target: 'chat', state: 'up' } as const]
    const { availability, intervalMs } =
      lookBack(appendLines(emptyHistory('chat'), lines), START_MS + (5 + pause) * HOUR_MS) ?? {}
    expect(availability?.day.gapMs).toBe(gap * HOUR_MS)
    expect(intervalMs).toBe(HOUR_MS)
  })

  it('learns the interval of a day with few checks from those before', () => {
    const hours = `${'u'.repeat(72)}u.........u`
    const { availability } = lookBack(historyOf(hours), START_MS + hours.length * HOUR_MS) ?? {}
    expect(availability?.day.gapMs).toBe(9 * HOUR_MS)
  })

  it('knows what is usual after 20 checks that were up, and not before', () => {
    const usualOf = (count: number) => lookBack(historyOf('u'.repeat(count)), START_MS + count * HOUR_MS)?.usual
    expect(usualOf(19)).toBeUndefined()
    const usual = usualOf(20)
    expect(usual).toEqual({ medianMs: 42, mostMs: 142, count: 20 })
    expect(usualOf(200)?.count).toBe(50)
  })

  it('remembers what changed last', () => {
    const [first, second] = hourly('uu') as [HistoryLine, HistoryLine]
    const lines = [
      { ...first, facts: { versionLabel: 'v41' } },
      { ...second, facts: { versionLabel: 'v42' } },
      ...hourly('uuu').slice(2),
    ]
    const past = lookBack(appendLines(emptyHistory('chat'), lines), START_MS + 3 * HOUR_MS)
    expect(past).toMatchObject({ change: { at: at(1), what: ['version v41 -> v42'] }, facts: { versionLabel: 'v42' } })
  })
})

describe('what changed', () => {
  it.each([
    [{ versionLabel: 'v41' }, { versionLabel: 'v42' }, ['version v41 -> v42']],
    [{ versionLabel: 'v41' }, { platform: 'x' }, []],
    [{ listeners: '80 http, 443 https' }, { listeners: '80 http' }, ['listener 443 https gone']],
    [{ listeners: '80 http' }, { listeners: '80 http, 443 https' }, ['listener 443 https new']],
    [{ listeners: '443 https' }, { listeners: '443 tcp' }, ['listener 443 https -> 443 tcp']],
    [{ rules: '0.0.0.0/0' }, { rules: '10.0.0.0/8' }, ['inbound rules 0.0.0.0/0 -> 10.0.0.0/8']],
    [
      { certificate: 'aa', certificateEnds: '2026-12-01' },
      { certificate: 'bb', certificateEnds: '2027-12-01' },
      ['certificate renewed, it ends 2027-12-01'],
    ],
    [{ certificate: 'aa' }, { certificate: 'bb' }, ['certificate replaced']],
  ])('is told between %o and %o', (before, after, sentences) => {
    expect(whatChanged(before, after)).toEqual(sentences)
  })
})

it('sees a change in what is cut off of a long fact', () => {
  const factsOf = (end: string) => readFacts({ rules: `${'10.0.0.0/8, '.repeat(40)}${end}` }) ?? {}
  expect(factsOf('all').rules).toHaveLength(200)
  expect(readFacts(factsOf('all'))).toEqual(factsOf('all'))
  expect(whatChanged(factsOf('all'), factsOf('nobody'))).toHaveLength(1)
  expect(whatChanged(factsOf('all'), factsOf('all'))).toEqual([])
})

/** Of an uneven schedule; with facts that come and go. */
function makeLines(random: ReturnType<typeof openRandom>, count: number): HistoryLine[] {
  let ms = START_MS
  return Array.from({ length: count }, () => {
    ms += 1000 * (60 + random.int(5000)) * (random.chance(0.02) ? 20 : 1)
    return {
      at: toHistoryTime(ms),
      target: 'chat',
      state: random.pick(['up', 'up', 'up', 'down', 'unknown'] as const),
      ...(random.chance(0.8) && { ms: random.int(500) }),
      ...(random.chance(0.3) && { finding: random.pick(['tcp-refused', 'tls-expired']) }),
      ...(random.chance(0.7) && { facts: { versionLabel: random.chance(0.1) ? random.text() : 'v41', rules: 'all' } }),
    }
  })
}
