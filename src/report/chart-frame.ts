/** What all parts of a chart have in common: its size, its colours in light and in dark, its calendar. Pure. */

import { DAY_MS } from '../clock.ts'
import type { DayLine } from '../history/day-line.ts'
import { type Svg, svg } from './svg.ts'

export const CHART = { width: 720, height: 300, left: 20, right: 700 } as const

export const DAYS = 90
export const PITCH = (CHART.right - CHART.left) / DAYS

export interface ChartDay {
  /** "2026-11-26" */
  readonly day: string
  readonly x: number
  /** Seconds of it that are over. */
  readonly elapsed: number
  /** Absent where no check ran. */
  readonly line?: DayLine
}

/** The last 90 days, today included, each in its place. */
export function listChartDays(lines: readonly DayLine[], nowMs: number): ChartDay[] {
  const byDay = new Map(lines.map(line => [line.day, line]))
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS
  return Array.from({ length: DAYS }, (_, index) => {
    const dayMs = todayMs - (DAYS - 1 - index) * DAY_MS
    const day = new Date(dayMs).toISOString().slice(0, 10)
    const line = byDay.get(day)
    const elapsed = Math.min(DAY_MS, nowMs - dayMs) / 1000
    return { day, x: CHART.left + index * PITCH, elapsed, ...(line && { line }) }
  })
}

/** "26 Nov" */
export function toShortDate(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * In a page the width is that of the picture as it is shown: shrunk to that of a telephone, the letters are larger and
 * fewer. The colours follow the reader's; the ground is the chart's own, for pages that do not.
 */
export const CHART_STYLE: Svg = svg`<style>
svg { --ground: #ffffff; --edge: #d1d9e0; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0;
  --up: #2da44e; --down: #cf222e; --unknown: #bf8700; --none: #e3e8ed; --p50: #0969da; --p95: #8250df; --p99: #bc4c00 }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --edge: #3d444d; --ink: #f0f6fc; --faint: #9198a1; --grid: #2f353d;
    --up: #2ea043; --down: #ff6a61; --unknown: #d29922; --none: #2a313c; --p50: #58a6ff; --p95: #bc8cff; --p99: #f0883e }
}
text { font: 13px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--ink) }
.heading { font-weight: 600 }
.faint { fill: var(--faint) }
.end { text-anchor: end }
.over { paint-order: stroke; stroke: var(--ground); stroke-width: 5px; stroke-linejoin: round }
.curve { stroke-width: 2px }
.narrow { display: none }
@media (max-width: 540px) {
  text { font-size: 22px }
  .curve { stroke-width: 3.5px }
  .wide { display: none }
  .narrow { display: inline }
}
</style>`
