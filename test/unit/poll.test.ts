import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { toActionError } from '../../src/aws/refusals.ts'
import { startDeadline } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { type Poll, pollUntil } from '../../src/poll.ts'

const REQUEST = { operation: 'elasticbeanstalk:DescribeEvents', region: 'eu-central-1' }
const refuse = (name: string, status: number) =>
  toActionError(Object.assign(new Error('No.'), { name, $metadata: { httpStatusCode: status } }), REQUEST)
const THROTTLED = refuse('Throttling', 400)
const BUSY = refuse('InternalFailure', 500)
const DENIED = refuse('AccessDenied', 403)
const UNREADABLE = new ActionError({ code: 'aws-answer-unreadable', message: 'It was HTML.', hint: 'x' })

/** Answers one after the other, an error being thrown; the pauses between them, in milliseconds. */
async function poll(answers: readonly unknown[], more: Partial<Poll<unknown>> = {}) {
  const pausesMs: number[] = []
  let nowMs = 0
  const clock = {
    now: () => 0,
    monotonicMs: () => nowMs,
    sleep: async (ms: number) => {
      pausesMs.push(ms)
      nowMs += ms
    },
  }
  const lines: string[] = []
  const log = { told: { lines: 0 }, info: (text: string) => void lines.push(text) }
  const deadline = startDeadline(clock, 1_800_000)
  const context = { clock, deadline, log, signal: new AbortController().signal } as unknown as Context
  const left = [...answers]
  const read = async () => {
    const answer = left.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  const asked = { what: 'it', read, done: (value: unknown) => value === 'done', describe: String, ...more }
  return { value: await pollUntil(context, asked), pausesMs, lines }
}

describe('waiting', () => {
  it('goes on after throttling, 5xx and single answers that nobody can read', async () => {
    expect((await poll([THROTTLED, BUSY, UNREADABLE, 'not yet', 'done'])).value).toBe('done')
  })

  it('ends with what is denied', async () => {
    await expect(poll([BUSY, DENIED, 'done'])).rejects.toBe(DENIED)
  })

  it('ends with answers that nobody can read, one after the other', async () => {
    const four = Array.from({ length: 4 }, () => UNREADABLE)
    expect((await poll([...four, 'not yet', ...four, 'done'])).value).toBe('done')
    await expect(poll([...four, UNREADABLE, 'done'])).rejects.toBe(UNREADABLE)
  })

  it('waits longer while AWS says that requests are too many, within bounds, and then less again', async () => {
    const throttled = Array.from({ length: 8 }, () => THROTTLED)
    const seen = Array.from({ length: 8 }, () => 'not yet')
    const { pausesMs } = await poll([...throttled, ...seen, 'done'], { pauseMs: () => 1000 })
    expect(pausesMs[0]).toBeGreaterThanOrEqual(1500)
    expect(pausesMs[7]).toBeGreaterThanOrEqual(4000)
    expect(Math.max(...pausesMs)).toBeLessThanOrEqual(4400)
    expect(pausesMs[15]).toBeLessThanOrEqual(1100)
  })

  it('varies its pauses by up to a tenth, so that jobs do not ask in step', async () => {
    const { pausesMs } = await poll([...Array.from({ length: 50 }, () => 'not yet'), 'done'], { pauseMs: () => 1000 })
    expect(new Set(pausesMs).size).toBeGreaterThan(40)
    for (const ms of pausesMs) expect(Math.abs(ms - 1050)).toBeLessThanOrEqual(50)
  })

  it('says what it has seen last when its time is over', async () => {
    const waiting = poll(['a', 'b', 'c'], { pauseMs: () => 1000, atMostMs: 1500 })
    await expect(waiting).rejects.toMatchObject({ code: 'timed-out', message: expect.stringContaining('last seen: b') })
  })

  it('is told in the log when nothing else is for half a minute: what for, since when, until when, and what was seen', async () => {
    const looks = [...Array.from({ length: 7 }, () => 'status Updating'), 'done']
    const { lines } = await poll(looks, { what: 'it to be Ready', pauseMs: () => 5000, atMostMs: 600_000 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      /^Still waiting for it to be Ready: 3\d s so far, at most 9 min 2\d s more\. Last seen: status Updating\.$/,
    )
  })
})
