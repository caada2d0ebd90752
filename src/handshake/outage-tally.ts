/** From single attempts to outages: since when, how long, and what was going on when they ended. Pure, and bounded. */

import type { FindingKind } from './findings.ts'

export interface OutageReport<Phase extends string = string> {
  /** The first few of `outageCount`, in their order. */
  readonly outages: readonly Outage<Phase>[]
  readonly outageCount: number
  /** All of them together. */
  readonly totalMs: number
  readonly attemptCount: number
  /** Between the beginnings of two attempts: no outage is known more exactly. */
  readonly longestGapMs: number
}

export interface Outage<Phase extends string = string> {
  /** Milliseconds since 1970: when the first attempt that failed began. */
  readonly startedAtMs: number
  /** Until the first attempt began that was accepted again; until the watch ended, where none was. */
  readonly lastedMs: number
  readonly startedIn: Phase
  /** Absent where it had not ended. */
  readonly endedIn?: Phase
  /** What was wrong, each kind once, in the order in which it was met; the first few. */
  readonly findings: readonly FindingKind[]
}

/** One attempt, told when it is over. */
export interface OutageAttempt {
  /** When it began, on a clock that never jumps. */
  readonly startedMs: number
  /** When that was, since 1970. */
  readonly startedAtMs: number
  /** Null where a WebSocket was opened. */
  readonly finding: FindingKind | null
}

export interface OutageTally<Phase extends string> {
  enter(phase: Phase): void
  add(attempt: OutageAttempt): void
  /** Has the latest attempt failed? */
  isOut(): boolean
  report(nowMs: number): OutageReport<Phase>
}

const MOST_OUTAGES = 20
const MOST_FINDINGS = 5

interface OpenOutage<Phase extends string> {
  readonly startedMs: number
  readonly startedAtMs: number
  readonly startedIn: Phase
  readonly findings: FindingKind[]
}

export function openTally<Phase extends string>(first: Phase): OutageTally<Phase> {
  let phase = first
  let open: OpenOutage<Phase> | undefined
  const outages: Outage<Phase>[] = []
  const counts = { outageCount: 0, totalMs: 0, attemptCount: 0, longestGapMs: 0 }
  let latestMs: number | undefined
  const close = (outage: OpenOutage<Phase>, nowMs: number, ended: Pick<Outage<Phase>, 'endedIn'>) => {
    const { startedMs, ...told } = outage
    const lastedMs = Math.round(nowMs - startedMs)
    return { ...told, lastedMs, ...ended }
  }
  return {
    enter(next) {
      phase = next
    },
    isOut: () => open !== undefined,
    add({ startedMs, startedAtMs, finding }) {
      counts.attemptCount += 1
      counts.longestGapMs = Math.round(Math.max(counts.longestGapMs, startedMs - (latestMs ?? startedMs)))
      latestMs = startedMs
      if (finding === null) {
        if (!open) return
        const outage = close(open, startedMs, { endedIn: phase })
        if (outages.length < MOST_OUTAGES) outages.push(outage)
        counts.totalMs += outage.lastedMs
        open = undefined
        return
      }
      if (!open) {
        counts.outageCount += 1
        open = { startedMs, startedAtMs, startedIn: phase, findings: [] }
      }
      if (!open.findings.includes(finding) && open.findings.length < MOST_FINDINGS) open.findings.push(finding)
    },
    report(nowMs) {
      const last = open ? [close(open, nowMs, {})] : []
      const totalMs = last.reduce((sum, { lastedMs }) => sum + lastedMs, counts.totalMs)
      return { ...counts, totalMs, outages: [...outages, ...last] }
    },
  }
}
