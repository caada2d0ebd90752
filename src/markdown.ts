/**
 * Markdown for the job summary. A string that is put into it is taken for foreign text and escaped; only the literal
 * pieces of `markdown` templates are markup, so that no text from outside can become a link, an image or HTML.
 */

import type { Flowchart } from './flowchart.ts'
import { toPrintableLine, toPrintableLines } from './untrusted.ts'

/** Made by this file alone: the class is not exported, and its field makes it like no other type. */
export type Markdown = MarkdownText

export type MarkdownPart = Markdown | string | number

/** markdown`**Version:** ${label}`: strings are escaped, Markdown goes in as it is. */
export function markdown(literals: TemplateStringsArray, ...parts: readonly MarkdownPart[]): Markdown {
  const rest = parts.map((part, index) => `${toMarkup(part)}${literals[index + 1] ?? ''}`)
  return new MarkdownText(`${literals[0] ?? ''}${rest.join('')}`)
}

/** Of our own choosing, never foreign: a line break in a table's cell is `<br>`. */
export type Separator = '' | '\n' | '\n\n' | '<br>' | '<br>\n' | ', '

export function joinMarkdown(parts: readonly MarkdownPart[], separator: Separator): Markdown {
  return new MarkdownText(parts.map(toMarkup).join(separator))
}

/** Foreign text in a code fence that is longer than any run of backticks in it. */
export function fenceMarkdown(text: string, maxLines = 60): Markdown {
  const lines = toPrintableLines(text, { maxLines })
  const fence = '`'.repeat(longestRun(lines.join('\n'), 2) + 1)
  return new MarkdownText(`${fence}text\n${lines.join('\n')}\n${fence}`)
}

/** Drawn by GitHub in summaries, comments and issues. */
export function flowchartMarkdown(chart: Flowchart): Markdown {
  return new MarkdownText(`\`\`\`mermaid\n${chart}\n\`\`\``)
}

/** A command to copy, in one line; not for tables, whose cells end at a `|` even in code. */
export function codeMarkdown(text: string): Markdown {
  const line = toPrintableLine(text)
  if (!/^ |`| $/.test(line)) return new MarkdownText(`\`${line}\``)
  const ticks = '`'.repeat(longestRun(line, 0) + 1)
  return new MarkdownText(`${ticks} ${line} ${ticks}`)
}

/** To a place of our own choosing, never a foreign one. */
export function linkMarkdown(text: string, place: URL): Markdown {
  if (place.protocol !== 'https:') throw new TypeError(`A link must be https, and was ${place.protocol}`)
  // What would end the link, or the cell of a table that it stands in.
  const target = place.href.replaceAll(/[<>|\\]/g, encodeURIComponent)
  return new MarkdownText(`[${escapeText(text)}](<${target}>)`)
}

/**
 * The address of an environment as a link to itself: a host, a port if it has one, and no more. An environment without a
 * certificate has no other scheme than `http`. Anything else is text.
 */
export function siteMarkdown(url: string): Markdown {
  return new MarkdownText(SITE.test(url) ? `[${escapeText(url)}](<${url}>)` : escapeText(url))
}

const SITE = /^http:\/\/[\w.-]{1,253}(:\d{1,5})?\/$/

/** A picture that lies beside the page, in a file that we have named. */
export function imageMarkdown(description: string, path: string): Markdown {
  if (!/^[a-z]+\/[a-z0-9-]+\.svg$/.test(path)) throw new TypeError(`A picture must be a file of ours, and was ${path}`)
  return new MarkdownText(`![${escapeText(description)}](${path})`)
}

/** Folded away behind a title, which is HTML to GitHub: there a backslash would be shown. */
export function foldMarkdown(title: string, content: Markdown): Markdown {
  const shown = toPrintableLine(title).replaceAll(/[&<>@#]|(?<=\bGH)-(?=\d)/gi, mark => REFERENCES[mark] ?? mark)
  return new MarkdownText(`<details><summary>${shown}</summary>\n\n${content.text}\n\n</details>`)
}

/** The blocks in their order. One that would make it longer than `maxBytes` is left out whole, so no fence is cut open. */
export function renderMarkdown(blocks: readonly Markdown[], maxBytes: number): string {
  let text = ''
  let isShort = false
  for (const block of blocks) {
    const longer = `${text}${block.text}\n\n`
    if (Buffer.byteLength(longer) > maxBytes - LEFT_OUT.length) isShort = true
    else text = longer
  }
  return `${text.trimEnd()}\n${isShort ? LEFT_OUT : ''}`
}

const LEFT_OUT = '\n(What was too long to be shown here has been left out; it is in the report file.)\n'

class MarkdownText {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get text(): string {
    return this.#text
  }
}

function toMarkup(part: MarkdownPart): string {
  if (part instanceof MarkdownText) return part.text
  return typeof part === 'number' ? String(part) : escapeText(part)
}

/**
 * No markup, no HTML, no list, heading or table, and nothing that GitHub would make a link of: addresses, mentions and
 * numbers of issues (#1, GH-1). Against the last two a character reference alone does not help, because they are looked
 * for in the text that it stands for, so a word joiner follows.
 */
function escapeText(text: string): string {
  return toPrintableLine(text)
    .replaceAll(
      /[&<>@#\\`*_[\]|~$!]|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)/gi,
      mark => REFERENCES[mark] ?? `\\${mark}`,
    )
    .trim()
    .replace(/^(\d{1,9}(?=[.)](\s|$))|(?=[-+=:]))/, '$&\\')
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '@': '&#64;&#8288;',
  '#': '&#35;&#8288;',
  ':': '&#58;',
  '.': '&#46;',
  '-': '-&#8288;',
}

function longestRun(text: string, atLeast: number): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), atLeast)
}
