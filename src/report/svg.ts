/**
 * Pictures as SVG. As with Markdown, a string that is put into a template is taken for foreign text and escaped; only
 * the literal pieces are markup. Pure.
 */

import { toPrintableLine } from '../untrusted.ts'

/** Made by this file alone. */
export type Svg = SvgText

export type SvgPart = Svg | string | number

/** svg`<text x="${12}">${label}</text>` */
export function svg(literals: TemplateStringsArray, ...parts: readonly SvgPart[]): Svg {
  const rest = parts.map((part, index) => `${toMarkup(part)}${literals[index + 1] ?? ''}`)
  return new SvgText(`${literals[0] ?? ''}${rest.join('')}`)
}

export function joinSvg(parts: readonly Svg[]): Svg {
  return new SvgText(parts.map(toMarkup).join('\n'))
}

/** As a file. */
export function renderSvg(picture: Svg): string {
  return `${picture.text}\n`
}

class SvgText {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    return this.#text
  }
}

function toMarkup(part: SvgPart): string {
  if (part instanceof SvgText) return part.text
  // Hundredths of a pixel nobody sees.
  if (typeof part === 'number') return String(Math.round(part * 100) / 100)
  const line = toPrintableLine(part).replaceAll(NOT_IN_XML, '�')
  return line.replaceAll(/[&<>"']/g, mark => REFERENCES[mark] ?? mark)
}

/** What XML has no place for, not even as a reference. */
const NOT_IN_XML = /[\uFFFE\uFFFF]/g

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
