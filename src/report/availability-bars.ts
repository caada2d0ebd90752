/** A bar for each day: how much of it was up, down, unknown or not checked. Pure. */

import { CHART, type ChartDay, PITCH, toShortDate } from './chart-frame.ts'
import { toPercent } from './describe-availability.ts'
import { joinSvg, type Svg, svg } from './svg.ts'

const TOP = 36
const HEIGHT = 52
const GAP = 1.6

/** What is there is seen, however short it was. */
const LEAST_HEIGHT = 5

export function drawAvailability(days: readonly ChartDay[], share: string): Svg {
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
  const dates = TOP + HEIGHT + 24
  return joinSvg([
    svg`<text class="heading" x="${CHART.left}" y="24">Availability, 90 days</text>`,
    svg`<text class="heading end" x="${CHART.right}" y="24">${share}</text>`,
    ...days.map(drawDay),
    svg`<text class="faint" x="${CHART.left}" y="${dates}">${toShortDate(first)}</text>`,
    drawLegend(dates),
    svg`<text class="faint end" x="${CHART.right}" y="${dates}">${toShortDate(last)}</text>`,
  ])
}

/** From the bottom: down, unknown, up; what is left was not checked. */
function drawDay(day: ChartDay): Svg {
  const parts = divide(day)
  let bottom = TOP + HEIGHT
  const bars = parts.map(({ color, height }) => {
    bottom -= height
    return svg`<rect x="${day.x + GAP / 2}" y="${bottom}" width="${PITCH - GAP}" height="${height}" fill="var(--${color})"/>`
  })
  return svg`<g><title>${describeDay(day)}</title>${joinSvg(bars)}</g>`
}

interface Part {
  readonly color: 'down' | 'unknown' | 'up' | 'none'
  readonly height: number
}

function divide({ line, elapsed }: ChartDay): Part[] {
  if (!line) return [{ color: 'none', height: HEIGHT }]
  const known = line.up + line.down + line.unknown
  const total = line.gaps > 0 ? Math.max(known, elapsed) : known
  const heightOf = (seconds: number) =>
    seconds > 0 ? Math.max(LEAST_HEIGHT, Math.round((HEIGHT * seconds) / Math.max(1, total))) : 0
  const down = heightOf(line.down)
  const unknown = Math.min(HEIGHT - down, heightOf(line.unknown))
  const none = Math.min(HEIGHT - down - unknown, heightOf(total - known))
  const parts = [
    { color: 'down', height: down },
    { color: 'unknown', height: unknown },
    { color: 'up', height: HEIGHT - down - unknown - none },
    { color: 'none', height: none },
  ] as const
  return parts.filter(({ height }) => height > 0)
}

function describeDay({ day, line }: ChartDay): string {
  if (!line) return `${day}: not checked`
  const { checks, up, down, unknown, gaps } = line
  const share = up + down > 0 ? `, up ${toPercent({ share: up / (up + down) })}` : ''
  const doubts = [unknown > 0 ? 'partly unknown' : '', gaps > 0 ? 'with gaps' : ''].filter(Boolean)
  return [`${day}: ${checks} ${checks === 1 ? 'check' : 'checks'}${share}`, ...doubts].join(', ')
}

function drawLegend(y: number): Svg {
  const entries = [
    { color: 'up', label: 'up', x: 206 },
    { color: 'down', label: 'down', x: 262 },
    { color: 'unknown', label: 'unknown', x: 338 },
    { color: 'none', label: 'not checked', x: 432 },
  ]
  const drawn = entries.map(
    ({ color, label, x }) =>
      svg`<rect x="${x}" y="${y - 10}" width="11" height="11" rx="2" fill="var(--${color})"/><text class="faint" x="${x + 17}" y="${y}">${label}</text>`,
  )
  const short = entries.slice(0, 2).concat({ color: 'none', label: 'not checked', x: 372 })
  const narrow = short.map(
    ({ color, label }, index) =>
      svg`<rect x="${[150, 226, 330][index] ?? 0}" y="${y - 15}" width="16" height="16" rx="3" fill="var(--${color})"/><text class="faint" x="${([150, 226, 330][index] ?? 0) + 24}" y="${y}">${label}</text>`,
  )
  return svg`<g class="wide">${joinSvg(drawn)}</g><g class="narrow">${joinSvg(narrow)}</g>`
}
