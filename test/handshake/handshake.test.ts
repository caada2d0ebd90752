import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { type Clock, systemClock } from '../../src/clock.ts'
import { checkHandshake, type HandshakeOptions } from '../../src/handshake/handshake.ts'
import { listen, listenTcp } from '../support/listening.ts'
import { listenWebSocket } from './websocket-server.ts'

describe('checkHandshake', () => {
  it('wants two accepted attempts in a row after a deployment', async () => {
    const clock = makeFastClock()
    await using server = await listenWebSocket()
    const [report] = await check([`ws://localhost:${server.port}/`], { clock, policy: fresh(120_000) })
    expect(report).toMatchObject({ outcome: 'accepted', attemptCount: 2 })
    expect(clock.pausesMs).toEqual([250])
  })

  it('retries what a fresh deployment gives, with pauses from one to five seconds', async () => {
    const clock = makeFastClock()
    await using server = await listenFailing({ status: 503, times: 5 })
    const [report] = await check([`ws://localhost:${server.port}/`], { clock, policy: fresh(120_000) })
    expect(report).toMatchObject({ outcome: 'accepted', attemptCount: 7, finding: null })
    expect(clock.pausesMs).toEqual([1000, 2000, 4000, 5000, 5000, 250])
  })

  it('begins again when an accepted attempt is followed by a failed one', async () => {
    await using server = await listenFailing({ status: 502, times: 1, after: 1 })
    const [report] = await check([`ws://localhost:${server.port}/`], { policy: fresh(120_000) })
    expect(report?.attempts.map(({ finding }) => finding === null)).toEqual([true, false, true, true])
    expect(report?.outcome).toBe('accepted')
  })

  it('gives up on a fresh deployment when its time is over', async () => {
    const clock = makeFastClock()
    await using server = await listenFailing({ status: 503, times: Number.POSITIVE_INFINITY })
    const [report] = await check([`ws://localhost:${server.port}/`], { clock, policy: fresh(60_000) })
    expect(report?.outcome).toBe('rejected')
    expect(clock.monotonicMs()).toBeLessThanOrEqual(60_000)
    expect(clock.monotonicMs()).toBeGreaterThan(55_000)
    expect(report?.attemptCount).toBe(14)
    expect(report?.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 10, 11, 12, 13, 14])
  })

  it('takes a refusal for final after three identical answers', async () => {
    await using server = await listenFailing({ status: 401, times: Number.POSITIVE_INFINITY })
    const [report] = await check([`ws://localhost:${server.port}/`], { policy: fresh(120_000) })
    expect(report).toMatchObject({
      outcome: 'rejected',
      attemptCount: 3,
      finding: { kind: 'application-refused-auth' },
    })
  })

  it('stops a scheduled check at the first accepted attempt', async () => {
    const clock = makeFastClock()
    await using server = await listenFailing({ status: 500, times: 1 })
    const policy = { kind: 'attempts', count: 3, pauseMs: 20_000 } as const
    const [report] = await check([`ws://localhost:${server.port}/`], { clock, policy })
    expect(report).toMatchObject({ outcome: 'accepted', attemptCount: 2 })
    expect(clock.pausesMs).toEqual([20_000])
  })

  it('fails a scheduled check when all attempts fail', async () => {
    await using server = await listenFailing({ status: 500, times: 9 })
    const policy = { kind: 'attempts', count: 3, pauseMs: 20_000 } as const
    const [report] = await check([`ws://localhost:${server.port}/`], { policy })
    expect(report).toMatchObject({ outcome: 'rejected', attemptCount: 3, finding: { kind: 'application-error' } })
  })

  it('checks at most ten targets at a time, and reports them in their order', async () => {
    const waiting: (() => void)[] = []
    let most = 0
    // Nobody is answered before ten wait, and then a moment is left for an eleventh.
    const release = () => {
      most = Math.max(most, waiting.length)
      for (const answer of waiting.splice(0)) answer()
    }
    const verifyClient = (_: unknown, answer: (isTaken: boolean) => void) => {
      waiting.push(() => answer(true))
      if (waiting.length === 10) setTimeout(release, 50)
    }
    await using server = await listenWebSocket({ verifyClient })
    const urls = Array.from({ length: 20 }, (_, index) => `ws://localhost:${server.port}/${index}`)
    const reports = await check(urls, { policy: { kind: 'attempts', count: 1, pauseMs: 0 } })
    expect(reports.map(({ printableUrl, outcome }) => [printableUrl, outcome])).toEqual(
      urls.map(url => [url, 'accepted']),
    )
    expect(most).toBe(10)
  })

  it('tells of each attempt when it is over', async () => {
    await using server = await listenWebSocket()
    const seen: unknown[] = []
    const target = { url: `ws://localhost:${server.port}/`, name: 'chat' }
    const options = { policy: fresh(1000), clock: makeFastClock() }
    await checkHandshake([target], { ...options, onAttempt: (attempt, of) => seen.push([attempt.number, of]) }, {})
    expect(seen).toEqual([
      [1, target],
      [2, target],
    ])
  })

  it('ends at once when it is aborted, and leaves the outcome unknown', async () => {
    const controller = new AbortController()
    await using server = await listenTcp(() => setImmediate(() => controller.abort()))
    const startedMs = performance.now()
    const options = { clock: systemClock, signal: controller.signal, policy: fresh(60_000), attemptTimeoutMs: 30_000 }
    const [report] = await check([`ws://localhost:${server.port}/`], options)
    expect(report).toMatchObject({ outcome: 'unknown', attemptCount: 0 })
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })

  it('ends a pause when it is aborted', async () => {
    const controller = new AbortController()
    await using server = await listenFailing({ status: 503, times: 9 })
    const options = { clock: systemClock, signal: controller.signal, policy: fresh(60_000) }
    const checked = checkHandshake(
      [{ url: `ws://localhost:${server.port}/` }],
      { ...options, onAttempt: () => setImmediate(() => controller.abort()) },
      {},
    )
    expect((await checked).targets[0]).toMatchObject({ outcome: 'unknown', attemptCount: 1 })
  })

  it('gives plain data', async () => {
    await using server = await listenWebSocket()
    const report = await check([`ws://localhost:${server.port}/`], { policy: fresh(1000) })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })
})

async function check(urls: readonly string[], options: Partial<HandshakeOptions> & Pick<HandshakeOptions, 'policy'>) {
  const all = { clock: makeFastClock(), attemptTimeoutMs: 15_000, ...options }
  const { targets } = await checkHandshake(
    urls.map(url => ({ url })),
    all,
    {},
  )
  return targets
}

function fresh(withinMs: number) {
  return { kind: 'fresh-deployment', withinMs } as const
}

/** A clock on which nothing passes but pauses, and those at once. */
function makeFastClock(): Clock & { readonly pausesMs: readonly number[] } {
  const pausesMs: number[] = []
  const elapsedMs = () => pausesMs.reduce((sum, ms) => sum + ms, 0)
  return {
    pausesMs,
    now: elapsedMs,
    monotonicMs: elapsedMs,
    async sleep(ms) {
      pausesMs.push(ms)
    },
  }
}

/** Answers some Upgrades with a status, after some that it takes, and then takes all. */
function listenFailing({ status, times, after = 0 }: { status: number; times: number; after?: number }) {
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_, response) => response.end('hello'))
  let count = 0
  server.on('upgrade', (request, socket, head) => {
    count += 1
    const fails = count > after && count <= after + times
    if (fails) socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 2\r\n\r\nno`)
    else sockets.handleUpgrade(request, socket, head, () => undefined)
  })
  return listen(server)
}
