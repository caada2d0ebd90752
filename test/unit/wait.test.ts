import { describe, expect, it } from 'vitest'
import { tellDuring, tellWhileAsleep } from '../../src/wait.ts'

const WAIT = { what: 'the deployment to end', leftMs: () => 1_200_000, lastSeen: () => 'status Updating' }

/** A clock that is only slept by; what is due within a sleep happens in it. */
function openWorld() {
  const lines: string[] = []
  const told = { lines: 0 }
  const info = (text: string) => {
    lines.push(`${nowMs / 1000} s: ${text}`)
    told.lines += 1
  }
  let nowMs = 0
  const due: { readonly atMs: number; readonly act: () => void }[] = []
  const clock = {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(ms: number, signal?: AbortSignal) {
      await new Promise(resolve => setImmediate(resolve))
      signal?.throwIfAborted()
      nowMs += ms
      for (const each of due.splice(0)) {
        if (each.atMs <= nowMs) each.act()
        else due.push(each)
      }
    },
  }
  return {
    waiter: { clock, log: { info, told } },
    lines,
    at: (atMs: number, act: () => void) => due.push({ atMs, act }),
  }
}

describe('a wait', () => {
  it('is told after half a minute in which nobody told anything, then each minute', async () => {
    const { waiter, lines } = openWorld()
    await tellWhileAsleep(waiter, WAIT).sleep(180_000)
    expect(lines).toEqual(
      ['30 s: ', '90 s: ', '150 s: '].map(
        (at, index) =>
          `${at}Still waiting for the deployment to end: ${['30 s', '1 min 30 s', '2 min 30 s'][index]} so far, at most 20 min more. Last seen: status Updating.`,
      ),
    )
  })

  it('is told by no one while others tell what happens', async () => {
    const { waiter, lines, at } = openWorld()
    for (let atMs = 20_000; atMs <= 180_000; atMs += 20_000) at(atMs, () => waiter.log.info('An event.'))
    await tellWhileAsleep(waiter, WAIT).sleep(180_000)
    expect(lines.filter(line => line.includes('Still waiting'))).toEqual([])
  })

  it('is told again half a minute after the last that others told', async () => {
    const { waiter, lines, at } = openWorld()
    at(40_000, () => waiter.log.info('An event.'))
    await tellWhileAsleep(waiter, WAIT).sleep(100_000)
    expect(lines.map(line => line.slice(0, 10))).toEqual(['30 s: Stil', '40 s: An e', '70 s: Stil'])
  })

  it('is told once where several are waited for side by side', async () => {
    const { waiter, lines } = openWorld()
    const waits = [tellWhileAsleep(waiter, WAIT), tellWhileAsleep(waiter, { what: 'another' })]
    for (let index = 0; index < 8; index += 1) await waits[index % 2]?.sleep(5000)
    expect(lines).toHaveLength(1)
  })

  it('is told of work that sleeps by no clock, and never after its end', async () => {
    const { waiter, lines, at } = openWorld()
    const { promise, resolve } = Promise.withResolvers<string>()
    at(60_000, () => resolve('done'))
    expect(await tellDuring(waiter, { what: 'an answer' }, () => promise)).toBe('done')
    const told = ['30 s: Still waiting for an answer: 30 s so far.']
    expect(lines).toEqual(told)
    // A minute and a half by this clock, on which a loop that went on would sleep.
    for (let turn = 0; turn < 9; turn += 1) await new Promise(resolve => setImmediate(resolve))
    expect(lines).toEqual(told)
  })

  it('has no bound where nobody knows one', async () => {
    const { waiter, lines } = openWorld()
    await tellWhileAsleep(waiter, { what: 'it', leftMs: () => Number.POSITIVE_INFINITY }).sleep(30_000)
    expect(lines).toEqual(['30 s: Still waiting for it: 30 s so far.'])
  })

  it('hands on what the work throws', async () => {
    const { waiter } = openWorld()
    const fails = () => Promise.reject(new Error('No.'))
    await expect(tellDuring(waiter, WAIT, fails)).rejects.toThrow('No.')
  })
})
