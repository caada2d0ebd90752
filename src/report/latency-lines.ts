/** Percentiles of the opening handshake, day by day. Pure. */

import { CHART, type ChartDay, PITCH } from './chart-frame.ts'
import { joinSvg, type Svg, svg } from './svg.ts'

const TOP = 172
const BOTTOM = 282

const CURVES = [
  { name: 'p99', dash: '1.5 3' },
  { name: 'p95', dash: '6 3' },
  { name: 'p50', dash: 'none' },
] as const

type Percentile = (typeof CURVES)[number]['name']

/** A day without a handshake breaks the curve: nothing is drawn that was not measured. */
export function drawLatency(days: readonly ChartDay[]): Svg {
  const heading = svg`<text class="heading" x="${CHART.left}" y="152">Opening handshake</text>`
  const most = Math.max(0, ...days.flatMap(({ line }) => line?.p99 ?? []))
  if (!days.some(({ line }) => line?.p50 !== undefined)) {
    return joinSvg([heading, svg`<text class="faint" x="${CHART.left}" y="182">No WebSocket was opened.</text>`])
  }
  const topMs = roundUp(most)
  const toY = (ms: number) => BOTTOM - ((BOTTOM - TOP) * ms) / topMs
  return joinSvg([
    heading,
    drawKey(),
    ...[topMs, topMs / 2, 0].map(ms => drawGrid(toY(ms))),
    ...CURVES.map(({ name, dash }) => drawCurve({ days, name, dash, toY })),
    ...[topMs, topMs / 2].map(ms => drawLabel(ms, toY(ms))),
  ])
}

/** Of the numbers below, with zeros. */
function roundUp(ms: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, ms)))
  return (STEPS.find(step => step * unit >= ms) ?? 10) * unit
}

const STEPS = [1, 2, 3, 4, 6, 8, 10]

function drawGrid(y: number): Svg {
  return svg`<line x1="${CHART.left}" x2="${CHART.right}" y1="${y}" y2="${y}" stroke="var(--grid)"/>`
}

function drawLabel(ms: number, y: number): Svg {
  const label = ms >= 10_000 ? `${ms / 1000} s` : `${ms} ms`
  return svg`<text class="faint over" x="${CHART.left}" y="${y + 5}">${label}</text>`
}

interface Curve {
  readonly days: readonly ChartDay[]
  readonly name: Percentile
  readonly dash: string
  toY(ms: number): number
}

function drawCurve({ days, name, dash, toY }: Curve): Svg {
  const pieces: { x: number; y: number }[][] = [[]]
  for (const { x, line } of days) {
    const ms = line?.[name]
    if (ms === undefined) pieces.push([])
    else pieces.at(-1)?.push({ x: x + PITCH / 2, y: toY(ms) })
  }
  return joinSvg(
    pieces.flatMap(piece => {
      const [first] = piece
      if (!first) return []
      // A line of one point is not seen.
      if (piece.length === 1) return [svg`<circle cx="${first.x}" cy="${first.y}" r="2" fill="var(--${name})"/>`]
      const points = joinSvg(piece.map(({ x, y }) => svg`${x},${y}`))
      return [
        svg`<polyline points="${points}" fill="none" stroke="var(--${name})" class="curve" stroke-dasharray="${dash}" stroke-linejoin="round"/>`,
      ]
    }),
  )
}

function drawKey(): Svg {
  const entry = ({ name, dash }: (typeof CURVES)[number], x: number, lengthPx: number) =>
    svg`<line x1="${x}" x2="${x + lengthPx}" y1="147" y2="147" stroke="var(--${name})" stroke-width="2.5" stroke-dasharray="${dash}"/><text class="faint" x="${x + lengthPx + 6}" y="152">${name}</text>`
  const wide = CURVES.map((curve, index) => entry(curve, 640 - index * 80, 28))
  const narrow = CURVES.map((curve, index) => entry(curve, 620 - index * 104, 34))
  return svg`<g class="wide">${joinSvg(wide)}</g><g class="narrow">${joinSvg(narrow)}</g>`
}
