import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { Clock } from '../../src/clock.ts'
import type { OutageReport } from '../../src/handshake/outage-tally.ts'
import { type OutageWatch, WATCH_INTERVAL_MS, watchOutages } from '../../src/handshake/watch-outages.ts'
import { listenTcp } from '../support/listening.ts'
import { listenWebSocket } from './websocket-server.ts'

/** Pauses take no time, and the time that they would take has passed after them. */
function makeFastClock(): Clock {
  let nowMs = 1_000_000
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      nowMs += ms
    },
  }
}

/** Takes or refuses each WebSocket as `answers` say; the watch is stopped while the last of them is asked for. */
async function watchServer(
  answers: readonly boolean[],
  onAttempt: (count: number, watch: OutageWatch<'one' | 'two'> | undefined) => void = () => {},
): Promise<OutageReport> {
  const { promise, resolve } = Promise.withResolvers<Promise<OutageReport> | undefined>()
  let count = 0
  await using server = await listenWebSocket({
    verifyClient: () => {
      const isTaken = answers[count] ?? answers.at(-1) ?? false
      count += 1
      onAttempt(count, watch)
      if (count === answers.length) resolve(watch?.stop())
      return isTaken
    },
  })
  const signal = new AbortController().signal
  const watch = watchOutages<'one' | 'two'>(`ws://127.0.0.1:${server.port}/`, {
    clock: makeFastClock(),
    signal,
    phase: 'one',
  })
  const report = await promise
  if (!report) throw new Error('Nothing was watched')
  return report
}

describe('the watch for outages', () => {
  it('counts from the first WebSocket that was refused to the first that was opened again', async () => {
    const report = await watchServer([true, false, false, false, true, true])
    expect(report).toMatchObject({
      outageCount: 1,
      totalMs: 3 * WATCH_INTERVAL_MS,
      attemptCount: 6,
      longestGapMs: WATCH_INTERVAL_MS,
    })
    expect(report.outages).toEqual([
      {
        startedAtMs: 1_000_000 + WATCH_INTERVAL_MS,
        lastedMs: 3 * WATCH_INTERVAL_MS,
        startedIn: 'one',
        endedIn: 'one',
        findings: [expect.any(String)],
      },
    ])
  })

  it('tells what was going on when an outage began and ended', async () => {
    const report = await watchServer([true, false, false, true], (count, watch) => {
      if (count === 3) watch?.enter('two')
    })
    expect(report.outages).toMatchObject([{ startedIn: 'one', endedIn: 'two' }])
  })

  it('tries once more where an outage has not ended when it is stopped', async () => {
    const over = await watchServer([true, false])
    expect(over).toMatchObject({ attemptCount: 3, outages: [{ startedIn: 'one', lastedMs: 0 }] })
    expect(over.outages[0]).not.toHaveProperty('endedIn')
    const good = await watchServer([true, true])
    expect(good).toMatchObject({ attemptCount: 2, outages: [], totalMs: 0 })
  })

  it('takes silence for an outage, and ends at once when it is aborted', async () => {
    const ending = new AbortController()
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    await using server = await listenTcp(() => resolve())
    const url = `ws://127.0.0.1:${server.port}/`
    const watch = watchOutages(url, { clock: makeFastClock(), signal: ending.signal, phase: 'one' })
    await asked
    ending.abort()
    expect(await watch?.stop()).toMatchObject({ attemptCount: 0, outages: [] })

    const patient = watchOutages(url, { clock: makeFastClock(), signal: new AbortController().signal, phase: 'one' })
    expect(await patient?.stop()).toMatchObject({ outages: [{ findings: ['application-not-answering'] }] })
  })

  it('begins attempts at equal distances, and ends in the midst of a pause', async () => {
    let nowMs = 0
    const { promise: paused, resolve } = Promise.withResolvers<number>()
    const clock: Clock = {
      now: () => nowMs,
      monotonicMs: () => nowMs,
      sleep: (ms, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
          resolve(ms)
        }),
    }
    const verifyClient = () => {
      nowMs += 150
      return true
    }
    await using server = await listenWebSocket({ verifyClient })
    const options = { clock, signal: new AbortController().signal, phase: 'one' }
    const watch = watchOutages(`ws://127.0.0.1:${server.port}/`, options)
    expect(await paused).toBe(WATCH_INTERVAL_MS - 150)
    expect(await watch?.stop()).toMatchObject({ attemptCount: 1, outages: [] })
  })

  it("asks for what the app's own client asks for", async () => {
    const { promise: asked, resolve } = Promise.withResolvers<string | undefined>()
    await using server = await listenWebSocket({
      verifyClient: ({ req }: { req: IncomingMessage }) => {
        resolve(req.url)
        return true
      },
    })
    const protocol = { name: 'socket.io', isGuess: false } as const
    const options = { clock: makeFastClock(), signal: new AbortController().signal, phase: 'one', protocol }
    const watch = watchOutages(`ws://127.0.0.1:${server.port}/`, options)
    expect(await asked).toMatch(/[?&]EIO=4/)
    await watch?.stop()
  })

  it('is not begun where nothing can be asked', () => {
    const options = { clock: makeFastClock(), signal: new AbortController().signal, phase: 'one' }
    expect(watchOutages('not a URL', options)).toBeUndefined()
  })
})
