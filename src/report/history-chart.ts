/** Ninety days of a target in one picture, without a script, a font or an address of anybody else's. Pure. */

import type { TargetPast } from '../history/look-back.ts'
import { drawAvailability } from './availability-bars.ts'
import { CHART, CHART_STYLE, DAYS, listChartDays } from './chart-frame.ts'
import { describeDoubts, toPercent } from './describe-availability.ts'
import { drawLatency } from './latency-lines.ts'
import { renderSvg, svg } from './svg.ts'

export function renderHistoryChart(target: string, past: TargetPast, nowMs: number): string {
  const days = listChartDays(past.days, nowMs)
  const { quarter } = past.availability
  const share = [toPercent(quarter), ...describeDoubts(quarter, DAYS)].join(', ').replace(', of', ' of')
  const { width, height } = CHART
  return renderSvg(svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${target}: availability and latency of 90 days</title>
<desc id="description">${describe(past, share)}</desc>
${CHART_STYLE}
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="var(--ground)" stroke="var(--edge)"/>
${drawAvailability(days, share)}
${drawLatency(days)}
</svg>`)
}

function describe({ days, usual }: TargetPast, share: string): string {
  const down = days.filter(({ down }) => down > 0).map(({ day }) => day)
  const downs =
    down.length === 0 ? 'It was down on no day' : `It was down on ${countDays(down.length)}, last on ${down.at(-1)}`
  const latency = usual ? ` The opening handshake usually takes ${usual.medianMs} ms.` : ''
  return `Of the time that was checked it was up ${share}. ${downs}; it was checked on ${days.length} of 90 days.${latency}`
}

function countDays(count: number): string {
  return count === 1 ? 'one day' : `${count} days`
}
