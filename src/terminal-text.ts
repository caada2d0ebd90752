/**
 * Text for a terminal, line by line. A string that is put into a line is taken for foreign text and made printable; the
 * only escape sequences are those of our styles.
 */

import { toPrintableLine } from './untrusted.ts'

/** Made by this file alone: the class is not exported, and its field makes it like no other type. */
export type TerminalLine = Line

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

export type TerminalPart = string | { readonly text: string; readonly style: Style }

export interface TerminalView {
  /** Where prose is wrapped; undefined where it is not, as in a file. */
  readonly columns: number | undefined
  readonly hasColours: boolean
}

/** Prose: wrapped where the terminal ends, further lines `hanging` columns deeper than the first. */
export function proseLine(parts: readonly TerminalPart[], { indent = 0, hanging = 0 } = {}): TerminalLine {
  return new Line(parts, { indent, hanging, isWrapped: true })
}

/** To be copied as it is. */
export function verbatimLine(text: string, indent: number): TerminalLine {
  return new Line([text], { indent, hanging: 0, isWrapped: false })
}

export function blankLine(): TerminalLine {
  return new Line([], { indent: 0, hanging: 0, isWrapped: false })
}

export function renderTerminal(lines: readonly TerminalLine[], view: TerminalView): string {
  return lines.map(line => `${line.render(view)}\n`).join('')
}

interface Layout {
  readonly indent: number
  readonly hanging: number
  readonly isWrapped: boolean
}

interface Span {
  readonly text: string
  readonly style: Style | undefined
}

class Line {
  readonly #spans: readonly Span[]
  readonly #layout: Layout

  constructor(parts: readonly TerminalPart[], layout: Layout) {
    this.#layout = layout
    this.#spans = parts.map(part => {
      const { text, style } = typeof part === 'string' ? { text: part, style: undefined } : part
      return { text: toPrintableLine(text), style }
    })
  }

  render({ columns, hasColours }: TerminalView): string {
    const { indent, hanging, isWrapped } = this.#layout
    const text = this.#spans.map(span => span.text).join('')
    const widths = { first: (columns ?? 0) - indent, further: (columns ?? 0) - indent - hanging }
    const stretches = isWrapped && columns !== undefined ? breakLines(text, widths) : [[0, text.length] as const]
    const lines = stretches.map(([start, end], index) => {
      const margin = ' '.repeat(index === 0 ? indent : indent + hanging)
      return `${margin}${paint(this.#spans, { start, end, hasColours })}`.trimEnd()
    })
    return lines.join('\n')
  }
}

/**
 * Where each line of prose starts and ends. A word that begins with a colon stays behind the one before it, for the
 * runner of a workflow may read what begins a line.
 */
function breakLines(text: string, widths: { first: number; further: number }): (readonly [number, number])[] {
  const stretches: (readonly [number, number])[] = []
  let start = 0
  let end = 0
  for (const word of text.matchAll(/[^ ]+(?: +:[^ ]*)*/g)) {
    const wordEnd = word.index + word[0].length
    if (end > start && wordEnd - start > (stretches.length === 0 ? widths.first : widths.further)) {
      stretches.push([start, end])
      start = word.index
    }
    end = wordEnd
  }
  return [...stretches, [start, end]]
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly hasColours: boolean
}

function paint(spans: readonly Span[], { start, end, hasColours }: Stretch): string {
  let at = 0
  return spans
    .map(({ text, style }) => {
      const shown = text.slice(Math.max(0, start - at), Math.max(0, end - at))
      at += text.length
      if (!style || !hasColours || shown === '') return shown
      const [on, off] = CODES[style]
      return `\u001b[${on}m${shown}\u001b[${off}m`
    })
    .join('')
}

/** ECMA-48, section 8.3.117: what switches each on, and what off again. */
const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
}
