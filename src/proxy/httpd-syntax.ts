/** Reads httpd's configuration language: its statements, and the tree of directives that they make, with the line of each. */

export interface HttpdDirective {
  /** In lower case: httpd does not tell them apart. */
  readonly name: string
  readonly args: readonly string[]
  /** Counted from 1. */
  readonly line: number
  /** What is between `<Name ...>` and `</Name>`; undefined for a line of its own. */
  readonly section: readonly HttpdDirective[] | undefined
}

export interface HttpdSyntax {
  /** All that was read before the problem. */
  readonly directives: readonly HttpdDirective[]
  readonly problem: { readonly line: number; readonly text: string } | undefined
}

export interface HttpdStatement {
  readonly kind: 'directive' | 'opening' | 'closing'
  /** As it is written, without quotes and without what makes it a section's. */
  readonly name: string
  readonly args: readonly string[]
  /** Counted from 1, of its first line. */
  readonly line: number
  /** False for an opening or a closing that lacks its ">". */
  readonly isWhole: boolean
}

/**
 * Never throws. The grammar, a line at a time; a backslash at the end of a line joins the next one to it:
 *
 *     file      = { line }
 *     line      = comment | directive | section
 *     comment   = "#" any                          (a whole line: a "#" further on is part of an argument)
 *     directive = name { argument }
 *     section   = "<" name { argument } ">"  { line }  "</" name ">"
 *     argument  = '"' { any but '"', or "\" and '"' or "\" } '"'  |  the same with "'"  |  { any but white space }
 *
 * A name is an argument too: it may have quotes.
 *
 * @see https://httpd.apache.org/docs/2.4/configuring.html#syntax
 */
export function parseHttpd(text: string): HttpdSyntax {
  const top: HttpdDirective[] = []
  const open: OpenSection[] = [{ name: '', line: 1, directives: top }]
  for (const { kind, name: written, args, line } of readStatements(text.replace(/^\uFEFF/, ''))) {
    const name = written.toLowerCase()
    if (kind === 'closing') {
      if (open.length === 1 || open.at(-1)?.name !== name) return problem(top, line, `a </${name}> too many`)
      open.pop()
    } else if (kind === 'opening') {
      if (open.length > DEEPEST_SECTION) return problem(top, line, `sections more than ${DEEPEST_SECTION} deep`)
      const section: HttpdDirective[] = []
      open.at(-1)?.directives.push({ name, args, line, section })
      open.push({ name, line, directives: section })
    } else {
      open.at(-1)?.directives.push({ name, args, line, section: undefined })
    }
  }
  const last = open.at(-1)
  return open.length > 1 && last ? problem(top, last.line, `a <${last.name}> that is not closed`) : clean(top)
}

/** All directives below `directives`, those inside of sections included. */
export function* walkHttpd(directives: readonly HttpdDirective[]): Generator<HttpdDirective> {
  for (const directive of directives) {
    yield directive
    if (directive.section) yield* walkHttpd(directive.section)
  }
}

/** In their order, without comments and empty lines. What fits together is not looked at. */
export function* readStatements(text: string): Generator<HttpdStatement> {
  for (const { text: content, line } of joinLines(text)) {
    const { word: first, rest } = takeWord(content)
    if (first.startsWith('</')) {
      yield { kind: 'closing', name: first.slice(2).replace(/>$/, ''), args: [], line, isWhole: first.endsWith('>') }
    } else if (first.startsWith('<')) {
      const end = first.endsWith('>') ? 0 : rest.lastIndexOf('>')
      const args = splitWords(rest.slice(0, Math.max(end, 0)))
      yield { kind: 'opening', name: first.slice(1).replace(/>$/, ''), args, line, isWhole: end >= 0 }
    } else {
      yield { kind: 'directive', name: first, args: splitWords(rest), line, isWhole: true }
    }
  }
}

interface OpenSection {
  readonly name: string
  readonly line: number
  readonly directives: HttpdDirective[]
}

const DEEPEST_SECTION = 32

function clean(directives: readonly HttpdDirective[]): HttpdSyntax {
  return { directives, problem: undefined }
}

function problem(directives: readonly HttpdDirective[], line: number, text: string): HttpdSyntax {
  return { directives, problem: { line, text } }
}

/** Without comments and empty lines; each with the number of its first line. */
function* joinLines(text: string): Generator<{ readonly text: string; readonly line: number }> {
  const lines = text.split('\n')
  let joined = ''
  let start = 1
  let isOpen = false
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (!isOpen) start = index + 1
    isOpen = line.endsWith('\\') && index + 1 < lines.length
    joined += isOpen ? line.slice(0, -1) : line
    if (isOpen) continue
    const content = joined.replace(/^[ \t\r\v\f]+/, '')
    joined = ''
    if (content !== '' && !content.startsWith('#')) yield { text: content, line: start }
  }
}

// White space is that of httpd, which knows nothing of Unicode's.
const WORD = /^(?:"((?:\\["\\]|[^"])*)(?:"|$)|'((?:\\['\\]|[^'])*)(?:'|$)|([^ \t\n\r\v\f]+))[ \t\n\r\v\f]*/

function takeWord(text: string): { readonly word: string; readonly rest: string } {
  const [found = text, double, single, bare] = WORD.exec(text) ?? []
  const word = bare?.replaceAll('\\\\', '\\') ?? unquote(double, '"') ?? unquote(single, "'") ?? ''
  return { word, rest: text.slice(found.length) }
}

function unquote(text: string | undefined, quote: string): string | undefined {
  return text?.replaceAll(/\\(.)/gs, (found, next: string) => (next === quote || next === '\\' ? next : found))
}

function splitWords(text: string): string[] {
  const words: string[] = []
  let left = text.replace(/^[ \t\n\r\v\f]+/, '')
  while (left !== '') {
    const { word, rest } = takeWord(left)
    words.push(word)
    left = rest
  }
  return words
}
