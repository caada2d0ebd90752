import { describe, expect, it } from 'vitest'
import type { EnvironmentEvent } from '../../src/environment/event-feed.ts'
import { FIRST_LOOK_MS, openPace } from '../../src/environment/pace-looks.ts'

/** At least; it asks AWS nothing. */
const HANDSHAKE_MS = 300

/** Times of the events, by AWS's clock, in seconds from the beginning; the last one is the end. */
interface Operation {
  readonly eventsS: readonly number[]
  /** How much AWS's clock is ahead. */
  readonly skewS?: number
}

/** Looks as a run does until the end is seen, each request taking 50 ms. */
function follow({ eventsS, skewS = 0 }: Operation) {
  let nowMs = 0
  const pace = openPace({ now: () => 0, monotonicMs: () => nowMs, sleep: async () => {} })
  const endMs = 1000 * (eventsS.at(-1) ?? 0)
  const looksMs: number[] = []
  let requests = 0
  const ask = () => {
    pace.count()
    requests += 1
    nowMs += 50
  }
  nowMs = FIRST_LOOK_MS
  for (;;) {
    const isStateDue = pace.isStateDue()
    looksMs.push(nowMs)
    ask()
    const isSeen = nowMs >= endMs
    const seen = eventsS.filter(atS => atS * 1000 <= nowMs).map(atS => toEvent(atS + skewS))
    if (!isStateDue) pace.seeEvents(seen)
    if (isSeen) break
    nowMs += pace.pauseMs(false)
  }
  ask()
  ask()
  return { looksMs, delayMs: nowMs - endMs, requestsASecond: (1000 * requests) / (nowMs + HANDSHAKE_MS) }
}

function toEvent(atS: number): EnvironmentEvent {
  return { atMs: atS * 1000, severity: 'INFO', message: 'x', requestId: 'r' }
}

/** As S1 of the recorded streams, on instances that take until `doneS`. */
const recorded = (doneS: number, endS: number) => ({ eventsS: [0, 4, doneS, endS - 0.1, endS] })

describe('the looks at an operation', () => {
  it('take half a request a second at most, and see the end of one of 15 s within 1.5 s mostly', () => {
    const delaysMs = Array.from({ length: 41 }, (_, step) => {
      const endS = 13.5 + step / 10
      const { delayMs, requestsASecond } = follow(recorded(endS - 3.2, endS))
      expect(requestsASecond, `${endS} s`).toBeLessThanOrEqual(0.5)
      return delayMs
    }).toSorted((a, b) => a - b)
    expect(delaysMs[20]).toBeLessThan(1000)
    expect(delaysMs.at(-1)).toBeLessThan(4000)
  })

  it('stay at half a request a second however long it lasts, and however busy it is', () => {
    for (const endS of [60, 350, 1090]) {
      const busy = Array.from({ length: endS }, (_, second) => second)
      expect(follow(recorded(endS - 20, endS)).requestsASecond).toBeLessThanOrEqual(0.5)
      expect(follow({ eventsS: [0, 4, ...busy.slice(5), endS] }).requestsASecond).toBeLessThanOrEqual(0.5)
    }
  })

  it('come quickly where the first steps follow each other within a second, whatever the runner calls the time', () => {
    for (const skewS of [0, -86_400, 86_400]) {
      const { looksMs, delayMs } = follow({ eventsS: [0, 0.1, 0.9, 1], skewS })
      expect(looksMs.slice(0, 3)).toEqual([500, 800, 1100])
      expect(delayMs).toBeLessThan(400)
    }
  })

  it('turn to the status where no event comes, at first or any more', () => {
    let nowMs = 0
    const pace = openPace({ now: () => 0, monotonicMs: () => nowMs, sleep: async () => {} })
    expect(pace.isStateDue()).toBe(false)
    pace.pauseMs(false)
    expect(pace.isStateDue()).toBe(true)
    pace.seeEvents([toEvent(0)])
    expect(pace.isStateDue()).toBe(false)
    nowMs = 10_000
    expect(pace.isStateDue()).toBe(true)
    expect(pace.isStateDue()).toBe(false)
  })
})
