/** A badge for a project's README: state of a target, or of all of them, as a picture and for shields.io. Pure. */

import type { TargetState } from '../history/history-line.ts'
import { toPrintableLine } from '../untrusted.ts'
import { renderSvg, type Svg, svg } from './svg.ts'
import { measureText } from './text-width.ts'

export interface Badge {
  readonly label: string
  readonly message: string
  readonly state: TargetState
}

/** Of what was checked last; without any check it is unknown. */
export function describeBadge(states: readonly TargetState[]): Badge {
  const [downCount, unknownCount] = [count(states, 'down'), count(states, 'unknown')]
  const state = downCount > 0 ? 'down' : unknownCount > 0 || states.length === 0 ? 'unknown' : 'up'
  const number = count(states, state)
  const message = states.length <= 1 || number === states.length ? state : `${number} of ${states.length} ${state}`
  return { label: states.length > 1 ? 'WebSockets' : 'WebSocket', message, state }
}

function count(states: readonly TargetState[], wanted: TargetState): number {
  return states.filter(state => state === wanted).length
}

/** For https://shields.io/badges/endpoint-badge */
export function renderEndpoint(badge: Badge): string {
  const { message, state } = badge
  const label = shorten(badge.label)
  const color = { up: 'brightgreen', down: 'red', unknown: 'lightgrey' }[state]
  return `${JSON.stringify({ schemaVersion: 1, label, message, color }, undefined, 2)}\n`
}

/** White on each of them has a contrast of 4.5 at least. */
const COLORS: Readonly<Record<TargetState, string>> = { up: '#1a7f37', down: '#cf222e', unknown: '#59636e' }
const LABEL_COLOR = '#3d444d'
const FONT_PX = 11
const PADDING_PX = 6
const LONGEST_TEXT = 60

/** Flat, as those of shields.io, and as high. */
export function renderBadge(badge: Badge): string {
  const [label, message] = [shorten(badge.label), shorten(badge.message)]
  const [labelPx, messagePx] = [label, message].map(text => Math.ceil(measureText(text, FONT_PX)) + 2 * PADDING_PX)
  const [left = 0, right = 0] = [labelPx, messagePx]
  const width = left + right
  return renderSvg(svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${label}: ${message}">
<title>${label}: ${message}</title>
<clipPath id="round"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="${left}" height="20" fill="${LABEL_COLOR}"/>
<rect x="${left}" width="${right}" height="20" fill="${COLORS[badge.state]}"/>
</g>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${FONT_PX}">
${placeText(label, 0)}
${placeText(message, left)}
</g>
</svg>`)
}

/** As wide as was measured, whatever font there is. */
function placeText(text: string, x: number): Svg {
  return svg`<text x="${x + PADDING_PX}" y="14" textLength="${measureText(text, FONT_PX)}" lengthAdjust="spacingAndGlyphs">${text}</text>`
}

function shorten(text: string): string {
  const line = [...toPrintableLine(text)]
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1).join('')}…` : line.join('')
}
