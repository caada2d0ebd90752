/** Reads httpd's configuration language into a tree of directives, with the line of each. */

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

/**
 * Never throws. The grammar, a line at a time; a backslash at the end of a line joins the next one to it:
 *
 *     file      = { line }
 *     line      = comment | directive | section
 *     comment   = "#" any                          (a whole line: a "#" further on is part of an argument)
 *     directive = name { argument }
 *     section   = "<" name { argument } ">"  { line }  "</" name ">"
 *     argument  = '"' { any but '"', or "\" and any } '"'  |  the same with "'"  |  { any but white space }
 *
 * @see https://httpd.apache.org/docs/2.4/configuring.html#syntax
 */
export function parseHttpd(text: string): HttpdSyntax {
  const top: HttpdDirective[] = []
  const open: OpenSection[] = [{ name: '', line: 1, directives: top }]
  for (const { text: content, line } of joinLines(text)) {
    const closing = /^<\/\s*(\w+)\s*>$/.exec(content)?.[1]?.toLowerCase()
    const opening = /^<(\w+)(.*)>$/.exec(content)
    if (closing !== undefined) {
      if (open.length === 1 || open.at(-1)?.name !== closing) return problem(top, line, `a </${closing}> too many`)
      open.pop()
    } else if (opening) {
      if (open.length > DEEPEST_SECTION) return problem(top, line, `sections more than ${DEEPEST_SECTION} deep`)
      const section: HttpdDirective[] = []
      const name = (opening[1] ?? '').toLowerCase()
      open.at(-1)?.directives.push({ name, args: splitWords(opening[2] ?? ''), line, section })
      open.push({ name, line, directives: section })
    } else {
      const [name = '', ...args] = splitWords(content)
      open.at(-1)?.directives.push({ name: name.toLowerCase(), args, line, section: undefined })
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
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  let joined = ''
  let start = 1
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (joined === '') start = index + 1
    if (line.endsWith('\\') && index + 1 < lines.length) {
      joined += `${line.slice(0, -1)} `
      continue
    }
    const content = (joined + line).trim()
    joined = ''
    if (content !== '' && !content.startsWith('#')) yield { text: content, line: start }
  }
}

const WORD = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g

function splitWords(text: string): string[] {
  return [...text.matchAll(WORD)].map(([, double, single, bare]) => {
    return bare ?? (double ?? single ?? '').replaceAll(/\\(["'\\])/g, '$1')
  })
}
