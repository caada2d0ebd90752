/** Tells in the log how much of an upload has gone out. */

import { setInterval as every } from 'node:timers/promises'
import type { Context } from '../context.ts'

const PROGRESS_EVERY_MS = 5000
const MIB = 1024 * 1024

/** Hears of bytes that go out; of a negative number when they have to go again. */
export type CountBytes = (bytes: number) => void

/** A line every five seconds while `work` runs. */
export async function tellProgress<T>(
  context: Context,
  sizeBytes: number,
  work: (count: CountBytes) => Promise<T>,
): Promise<T> {
  let sentBytes = 0
  const done = new AbortController()
  const telling = tellNow(context, () => describeProgress(sentBytes, sizeBytes), done.signal)
  try {
    return await work(bytes => {
      sentBytes += bytes
    })
  } finally {
    done.abort()
    await telling
  }
}

export function describeProgress(sentBytes: number, sizeBytes: number): string {
  const percent = Math.floor((100 * sentBytes) / sizeBytes)
  return `Uploaded ${toMiB(sentBytes)} of ${toMiB(sizeBytes)} MiB (${percent} %).`
}

function toMiB(bytes: number): string {
  return bytes < 10 * MIB ? (bytes / MIB).toFixed(1) : String(Math.floor(bytes / MIB))
}

async function tellNow(context: Context, describe: () => string, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of every(PROGRESS_EVERY_MS, undefined, { signal })) context.log.info(describe())
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
