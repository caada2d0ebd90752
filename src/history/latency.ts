/** How long the opening handshake took: percentiles, what is usual, and what is beyond it. Pure. */

import type { HistoryLine } from './history-line.ts'

export interface UsualLatency {
  readonly medianMs: number
  /** Slower than this is beyond the usual. */
  readonly mostMs: number
  /** So many checks it comes from. */
  readonly count: number
}

/** Checks that were up: the last ones tell what is usual now. */
const MOST_CHECKS = 50

/** With fewer the next check may well be slower than all of them, and nothing has happened. */
const LEAST_CHECKS = 20

/**
 * Half of all checks are within one median deviation, and of a normal distribution one in 500 million is beyond nine.
 * What is less than twice the median or within 100 ms of it nobody notices.
 */
const DEVIATIONS = 9
const LEAST_BAND_MS = 100

/** Of the last checks that were up; undefined with fewer than 20. */
export function findUsualLatency(lines: readonly HistoryLine[]): UsualLatency | undefined {
  const known = lines.flatMap(({ state, ms }) => (state === 'up' && ms !== undefined ? [ms] : [])).slice(-MOST_CHECKS)
  if (known.length < LEAST_CHECKS) return undefined
  const medianMs = findMedian(known)
  const deviation = findMedian(known.map(ms => Math.abs(ms - medianMs)))
  const mostMs = Math.round(medianMs + Math.max(DEVIATIONS * deviation, medianMs, LEAST_BAND_MS))
  return { medianMs: Math.round(medianMs), mostMs, count: known.length }
}

/** Of at least one value; in milliseconds, of latencies and of steps alike. */
export function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}

export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** By nearest rank: each is a latency that was measured. Undefined where none was. */
export function findPercentiles(values: readonly number[]): Percentiles | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
