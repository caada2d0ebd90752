import { describe, expect, it } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import { actionsLog } from '../../src/log.ts'
import type { NoticeTarget } from '../../src/report/notice.ts'
import { notify, readRetryAfter } from '../../src/stories/notify.ts'
import { tellWebhooks } from '../../src/stories/tell-webhooks.ts'
import { listenProxy } from '../handshake/http-proxy.ts'
import { listenAnswering, listenTcp } from '../support/listening.ts'
import { listenWebhook, type ServeHook } from '../support/webhook.ts'

const SECRET = '/services/T0SECRET99/B0SECRET99/abcdefghijklmnopqrstuvwx'
/** After which an attempt is given up. */
const ATTEMPT_TIMEOUT_MS = 10_000
const NEWS = JSON.stringify({ text: 'chat is down' })

/** Of a minute of patience, what is gone when the first attempt begins: what is left goes by as it does on a clock. */
const LITTLE_LEFT_MS = 59_700
const ENOUGH_LEFT_MS = 58_000

/** Time that goes by only where somebody waits; `aheadMs` of it is gone when the first attempt begins. */
function openClock(aheadMs = 0) {
  const pauses: number[] = []
  let looks = 0
  const clock: Clock = {
    now: () => Date.parse('2026-11-26T12:00:00Z'),
    monotonicMs: () => pauses.reduce((sum, ms) => sum + ms, looks++ === 0 ? 0 : aheadMs),
    sleep: async ms => void pauses.push(ms),
  }
  return { clock, pauses }
}

interface Situation {
  readonly aheadMs?: number
  readonly signal?: AbortSignal
  readonly httpProxy?: string
}

async function tell(webhooks: readonly string[], { aheadMs, signal, httpProxy = '' }: Situation = {}) {
  const { clock, pauses } = openClock(aheadMs)
  const lines: string[] = []
  const warnings: string[] = []
  const debug: string[] = []
  const log = {
    ...actionsLog,
    debug: (text: string) => void debug.push(text),
    info: (text: string) => void lines.push(text),
    warning: (text: string) => void warnings.push(text),
  }
  const context = { clock, log, signal: signal ?? new AbortController().signal, proxyVariables: { httpProxy } }
  await notify(context, webhooks, NEWS)
  return { pauses, lines, warnings, debug }
}

const openWebhook = (serve: ServeHook) => listenWebhook(SECRET, serve)

const answer =
  (...statuses: readonly number[]): ServeHook =>
  (_, response, number) =>
    void response.writeHead(statuses[number - 1] ?? statuses.at(-1) ?? 200).end('what it says')

describe('a webhook', () => {
  it('is told once, as JSON, and the log names its host', async () => {
    const types: unknown[] = []
    await using webhook = await openWebhook((request, response) => {
      types.push([request.method, request.url, request.headers['content-type']])
      response.end('ok')
    })
    const { lines, warnings } = await tell([webhook.url])
    expect([webhook.bodies, types]).toEqual([[NEWS], [['POST', SECRET, 'application/json']]])
    expect(lines).toEqual([`The webhook at 127.0.0.1:${webhook.port} was told what is new.`])
    expect(warnings).toEqual([])
  })

  it('is told again after a 500 and a 503, each time after a longer pause', async () => {
    await using webhook = await openWebhook(answer(500, 503, 200))
    const { pauses, warnings, debug } = await tell([webhook.url])
    expect([webhook.bodies.length, pauses, warnings]).toEqual([3, [1000, 2000], []])
    // Whoever has its path may write there.
    const host = `127.0.0.1:${webhook.port}`
    const told = debug.map(line => line.replace(/\d+ ms$/, 'N ms'))
    expect(told).toEqual([500, 503, 200].map(status => `HTTP POST ${host}/***: ${status} in N ms`))
  })

  it('is told four times at most', async () => {
    await using webhook = await openWebhook(answer(500))
    const { warnings } = await tell([webhook.url])
    expect(webhook.bodies).toHaveLength(4)
    expect(warnings).toEqual([
      expect.stringMatching(/^The webhook at 127\.0\.0\.1:\d+ was not told .* it answered 500\. /),
    ])
  })

  it('is told again when it wants to be, and not at all where that is too late', async () => {
    const limit = (seconds: string): ServeHook => {
      return (_, response, number) =>
        void response.writeHead(number === 1 ? 429 : 200, number === 1 ? { 'retry-after': seconds } : {}).end()
    }
    await using soon = await openWebhook(limit('7'))
    expect(await tell([soon.url])).toMatchObject({ pauses: [7000], warnings: [] })
    await using late = await openWebhook(limit('3600'))
    expect(await tell([late.url])).toMatchObject({ pauses: [], warnings: [expect.stringContaining('answered 429.')] })
    expect(late.bodies).toHaveLength(1)
  })

  it('that is gone is not told again, and the warning says what to look at', async () => {
    await using webhook = await openWebhook(answer(404))
    const { pauses, warnings } = await tell([webhook.url])
    expect([webhook.bodies.length, pauses]).toEqual([1, []])
    expect(warnings[0]).toContain('Look whether the webhook still exists')
  })

  it.each([301, 302, 307, 308])('is not followed elsewhere by a %d', async status => {
    await using elsewhere = await openWebhook(answer(200))
    await using webhook = await openWebhook(
      (_, response) => void response.writeHead(status, { location: elsewhere.url }).end(),
    )
    const { warnings } = await tell([webhook.url])
    expect([webhook.bodies.length, elsewhere.bodies.length]).toEqual([1, 0])
    expect(warnings[0]).toContain(`answered ${status}, a redirect, which is not followed`)
  })

  it('that goes on without end has taken the notice all the same', async () => {
    await using webhook = await openWebhook((_, response) => {
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', flood)
      }
      flood()
    })
    const startedMs = performance.now()
    expect((await tell([webhook.url])).warnings).toEqual([])
    expect(performance.now() - startedMs).toBeLessThan(ATTEMPT_TIMEOUT_MS)
  })

  it.each([
    ['says nothing', () => listenTcp(() => undefined), 'ETIMEDOUT', LITTLE_LEFT_MS],
    [
      'begins an answer and says no more',
      () => listenAnswering('HTTP/1.1 200 OK\r\n', { staysOpen: true }),
      'ETIMEDOUT',
      LITTLE_LEFT_MS,
    ],
    ['says what is not HTTP', () => listenAnswering('SSH-2.0-OpenSSH_9.9\r\n'), 'HTTPParserError', 0],
    [
      'closes',
      () => listenTcp(socket => void socket.once('data', () => socket.destroy())),
      'UND_ERR_SOCKET|ECONNRESET',
      0,
    ],
    [
      'has a head without end',
      () => listenAnswering(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(99_999)}`),
      'UND_ERR_HEADERS_OVERFLOW',
      0,
    ],
  ])('that %s is a warning', async (_, open, reason, aheadMs) => {
    await using server = await open()
    const { warnings } = await tell([`http://127.0.0.1:${server.port}${SECRET}`], { aheadMs })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(new RegExp(`it did not answer \\((${reason})\\)\\.`))
    expect(warnings[0]).not.toMatch(/services|SECRET/)
  })

  it('that closes once is told again', async () => {
    await using webhook = await openWebhook((request, response, number) =>
      number === 1 ? void request.socket.destroy() : void response.end(),
    )
    expect(await tell([webhook.url])).toMatchObject({ pauses: [1000], warnings: [] })
  })

  it('that does not answer keeps no other from being told', async () => {
    await using silent = await listenTcp(() => undefined)
    await using webhook = await openWebhook(answer(200))
    const { lines, warnings } = await tell([`http://127.0.0.1:${silent.port}/`, webhook.url], {
      aheadMs: ENOUGH_LEFT_MS,
    })
    expect([lines.length, warnings.length, webhook.bodies]).toEqual([1, 1, [NEWS]])
  })

  it('is not waited for when the job is cancelled', async () => {
    await using silent = await listenTcp(() => undefined)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('cancelled')), 50)
    const startedMs = performance.now()
    const { warnings } = await tell([`http://127.0.0.1:${silent.port}/`], { signal: controller.signal })
    expect(warnings).toHaveLength(1)
    expect(performance.now() - startedMs).toBeLessThan(ATTEMPT_TIMEOUT_MS)
  })

  it('is told by the HTTP proxy of the machine, with its credentials', async () => {
    await using webhook = await openWebhook(answer(200))
    await using proxy = await listenProxy({ to: webhook.port })
    const httpProxy = `http://user:word@127.0.0.1:${proxy.port}`
    const { warnings } = await tell(['http://hooks.test/x'], { httpProxy })
    expect([warnings, webhook.bodies, proxy.asked]).toEqual([[], [NEWS], ['hooks.test:80']])
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:word').toString('base64')}`])
  })

  it('is not told past a proxy that is none', async () => {
    const { pauses, warnings } = await tell(['http://hooks.test/x'], { httpProxy: 'socks5://127.0.0.1:1' })
    expect([pauses, warnings]).toEqual([[], [expect.stringContaining('INVALID_PROXY')]])
  })
})

it('Retry-After is a number of seconds or a date', () => {
  const nowMs = Date.parse('2026-11-26T12:00:00Z')
  const read = (text?: string) => readRetryAfter(text, nowMs)
  expect(read(' 30 ')).toBe(30_000)
  expect(read('Thu, 26 Nov 2026 12:00:20 GMT')).toBe(20_000)
  expect(read('Thu, 26 Nov 2026 11:00:00 GMT')).toBe(0)
  expect([read(), read(''), read('soon'), read('-5')]).toEqual([undefined, undefined, undefined, undefined])
})

it('hides what is secret of a target, and no state of it', async () => {
  const { url, bodies } = await openWebhook((_, response) => response.end())
  const context = { ...openClock(), log: actionsLog, signal: new AbortController().signal, proxyVariables: {} }
  const target: NoticeTarget = {
    ...{ id: 'chat', printableUrl: 'wss://chat.example.com/of-mine', state: 'down', since: '2026-11-26T12:00:00Z' },
    before: { state: 'up' },
  }
  const notice = { targets: [target], nowMs: Date.parse('2026-11-26T12:00:00Z') }
  await tellWebhooks(context, { webhooks: [url], notice, secrets: ['down', 'up', 'of-mine', '2026'] })
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    text: '❌ *chat* is down, since 2026-11-26T12:00:00Z',
    targets: [{ url: 'wss://chat.example.com/***', state: 'down', before: { state: 'up' } }],
  })
})
