import { describe, expect, it } from 'vitest'
import { startDeadline } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { type CountBytes, tellProgress } from '../../src/version/upload-progress.ts'

const MIB = 1024 * 1024

/** What the log says of an upload that sends so much in each second. */
async function upload(
  sizeBytes: number,
  bytesPerSecond: number,
  work?: (count: CountBytes, pass: (ms: number) => void) => void,
) {
  let nowMs = 0
  const lines: string[] = []
  const told = { lines: 0 }
  const info = (text: string) => {
    lines.push(text)
    told.lines += 1
  }
  const { promise: never } = Promise.withResolvers<void>()
  const clock = {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (_: number, signal?: AbortSignal) => raceAbort(never, signal),
  }
  const context = { clock, log: { info, told }, deadline: startDeadline(clock, 1_800_000) } as unknown as Context
  const pass = (ms: number) => {
    nowMs += ms
  }
  await tellProgress(context, sizeBytes, async count => {
    if (work) return work(count, pass)
    for (let left = sizeBytes; left > 0; left -= bytesPerSecond) {
      pass(1000)
      count(Math.min(left, bytesPerSecond))
    }
  })
  return lines
}

function raceAbort(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  return Promise.race([promise, aborted])
}

describe('an upload', () => {
  it('is told in at most ten lines, with size, share and rate, however slow it is', async () => {
    const lines = await upload(200 * MIB, MIB)
    expect(lines.slice(0, 2)).toEqual([
      'Uploading: 20 of 200 MiB (10 %), 1.0 MiB/s.',
      'Uploading: 40 of 200 MiB (20 %), 1.0 MiB/s.',
    ])
    expect(lines).toHaveLength(10)
    expect(lines.at(-1)).toBe('Uploaded 200 MiB in 3 min 20 s.')
  })

  it('is told in fewer lines where it is quick', async () => {
    expect(await upload(200 * MIB, 50 * MIB)).toEqual([
      'Uploading: 100 of 200 MiB (50 %), 50.0 MiB/s.',
      'Uploaded 200 MiB in 4 s.',
    ])
  })

  it('has no bar where it is small', async () => {
    expect(await upload(10 * MIB, MIB / 4)).toEqual(['Uploaded 10 MiB in 40 s.'])
    expect(await upload(2380, 2380)).toEqual(['Uploaded 2.3 KiB in 1 s.'])
  })

  it('is told as a wait while nothing goes out', async () => {
    let nowMs = 0
    const lines: string[] = []
    const told = { lines: 0 }
    const stall = Promise.withResolvers<void>()
    const clock = {
      now: () => nowMs,
      monotonicMs: () => nowMs,
      async sleep(ms: number, signal?: AbortSignal) {
        await new Promise(resolve => setImmediate(resolve))
        signal?.throwIfAborted()
        nowMs += ms
        if (nowMs >= 40_000) stall.resolve()
      },
    }
    const deadline = startDeadline(clock, 1_800_000)
    const context = {
      clock,
      log: { info: (text: string) => void lines.push(text), told },
      deadline,
    } as unknown as Context
    await tellProgress(context, 100 * MIB, () => stall.promise)
    expect(lines[0]).toBe(
      'Still waiting for the upload: 30 s so far, at most 29 min 30 s more. Last seen: 0.0 of 100 MiB (0 %), 0.0 MiB/s.',
    )
  })

  it('is told without its time where it took none', async () => {
    expect(await upload(2380, 0, count => count(2380))).toEqual(['Uploaded 2.3 KiB.'])
  })

  it('is told no step twice where bytes have to go again', async () => {
    const lines = await upload(100 * MIB, 0, (count, pass) => {
      for (const bytes of [25, -25, 25, 25, -25, 25, 50]) {
        pass(10_000)
        count(bytes * MIB)
      }
    })
    expect(lines.map(line => line.replace(/, .*/, ''))).toEqual([
      'Uploading: 25 of 100 MiB (25 %)',
      'Uploading: 50 of 100 MiB (50 %)',
      'Uploaded 100 MiB in 1 min 10 s.',
    ])
  })
})
