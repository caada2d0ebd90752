/** Tells in the log how much of an upload has gone out. */

import type { Context } from '../context.ts'
import { toMiB, toSize } from '../describe-size.ts'
import { toDuration } from '../describe-time.ts'
import { tellDuring } from '../wait.ts'

const MIB = 1024 * 1024

/** What is smaller is there in a moment. */
const LEAST_BYTES = 16 * MIB
/** Together with the time that has to lie between two lines: a log holds at most nine of them, and no burst. */
const STEPS = 10
const LEAST_PAUSE_MS = 2000

/** Hears of bytes that go out; of a negative number when they have to go again. */
export type CountBytes = (bytes: number) => void

/** A line at each tenth while `work` runs, where it is large; and one when it is done. */
export async function tellProgress<T>(
  context: Context,
  sizeBytes: number,
  work: (count: CountBytes) => Promise<T>,
): Promise<T> {
  const { clock, log } = context
  const startedMs = clock.monotonicMs()
  const sent = { bytes: 0, step: 0, toldMs: startedMs }
  const elapsedMs = () => clock.monotonicMs() - startedMs
  const describe = () => describeProgress(sent.bytes, sizeBytes, elapsedMs())
  const count: CountBytes = bytes => {
    sent.bytes += bytes
    const step = Math.floor((STEPS * sent.bytes) / sizeBytes)
    const isDue = step > sent.step && step < STEPS && clock.monotonicMs() - sent.toldMs >= LEAST_PAUSE_MS
    if (sizeBytes < LEAST_BYTES || !isDue) return
    // What goes out again is not told again.
    Object.assign(sent, { step, toldMs: clock.monotonicMs() })
    log.info(`Uploading: ${describe()}.`)
  }
  const wait = { what: 'the upload', leftMs: context.deadline.remainingMs, lastSeen: describe }
  const answer = await tellDuring(context, wait, () => work(count))
  log.info(`Uploaded ${toSize(sizeBytes)}${elapsedMs() < 1000 ? '' : ` in ${toDuration(elapsedMs())}`}.`)
  return answer
}

/** "120 of 200 MiB (60 %), 8.4 MiB/s" */
function describeProgress(sentBytes: number, sizeBytes: number, elapsedMs: number): string {
  const percent = Math.floor((100 * sentBytes) / sizeBytes)
  const rate = ((sentBytes / MIB) * 1000) / Math.max(1, elapsedMs)
  return `${toMiB(sentBytes)} of ${toMiB(sizeBytes)} MiB (${percent} %), ${rate.toFixed(1)} MiB/s`
}
