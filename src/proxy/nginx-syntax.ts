/** Reads nginx's configuration language into a tree of directives, with the place of each. Longer than most: one grammar, in one file. */

export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  /** Counted from 1. */
  readonly line: number
  /** What is between its braces; undefined for one that ends in a semicolon. */
  readonly block: readonly Directive[] | undefined
  readonly place: DirectivePlace
}

/** Offsets in the text. */
export interface DirectivePlace extends Span {
  /** In the order of `args`, with their quotes. */
  readonly args: readonly Span[]
  /** Behind its ";" or its "{". */
  readonly end: number
  /** Behind the "}" of its block, or the end of the text where there is none. */
  readonly close: number
}

export interface Span {
  readonly start: number
  readonly end: number
}

export interface NginxSyntax {
  /** All that was read before the problem. */
  readonly directives: readonly Directive[]
  readonly problem: { readonly line: number; readonly text: string } | undefined
  /** How far nginx reads: the offset behind the problem, or the end of the text. */
  readonly end: number
}

/**
 * Never throws. The grammar, which is that of nginx's ngx_conf_read_token; white space separates words:
 *
 *     file      = { directive }
 *     directive = word { word } ( ";" | "{" { directive } "}" )
 *     word      = '"' { any but '"', or "\" and any } '"'  |  the same with "'"
 *               | { any but white space, ";" and "{", or "\" and any, or "$" and every "{" after it }
 *     comment   = "#" to the end of the line, where a word would begin
 *
 * A "}" is of its own only where a word would begin.
 */
export function parseNginx(text: string): NginxSyntax {
  const top: Directive[] = []
  const open: OpenBlock[] = [{ line: 1, directives: top }]
  let words: Token[] = []
  for (const token of readTokens(text)) {
    const problem = findProblem(token, words, open)
    if (problem) return { directives: top, problem: { line: token.line, text: problem }, end: token.end }
    if (token.kind === 'word') words.push(token)
    else {
      if (token.kind === '}') closeBlock(open, token.end)
      else addDirective(open, words, { token, textEnd: text.length })
      words = []
    }
  }
  const unfinished = words.at(-1) ?? (open.length > 1 ? open.at(-1) : undefined)
  if (!unfinished) return { directives: top, problem: undefined, end: text.length }
  return {
    directives: top,
    problem: { line: unfinished.line, text: words.length > 0 ? NO_END : 'a "{" without its "}"' },
    end: text.length,
  }
}

interface Token extends Span {
  readonly kind: 'word' | ';' | '{' | '}' | 'unclosed'
  readonly text: string
  readonly line: number
}

interface OpenBlock {
  readonly line: number
  readonly directives: Directive[]
  readonly place?: { close: number }
}

const DEEPEST_BLOCK = 32
const NO_END = 'a directive without its ";"'
export const NO_END_BEFORE = 'a "}" behind a directive without its ";"'

function findProblem({ kind }: Token, words: readonly Token[], open: readonly OpenBlock[]): string | undefined {
  if (kind === 'unclosed') return 'a quote that is not closed'
  if (kind === '}' && words.length > 0) return NO_END_BEFORE
  if (kind === '}' && open.length === 1) return 'a "}" too many'
  if ((kind === ';' || kind === '{') && words.length === 0) return `a "${kind}" without a directive`
  if (kind === '{' && open.length > DEEPEST_BLOCK) return `blocks more than ${DEEPEST_BLOCK} deep`
  return undefined
}

function addDirective(open: OpenBlock[], words: readonly Token[], end: Terminator): void {
  const [name, ...args] = words
  const line = name?.line ?? 1
  const block: Directive[] | undefined = end.token.kind === '{' ? [] : undefined
  const spans = args.map(arg => ({ start: arg.start, end: arg.end }))
  const start = name?.start ?? end.token.start
  const place = { start, args: spans, end: end.token.end, close: block ? end.textEnd : end.token.end }
  open.at(-1)?.directives.push({ name: name?.text ?? '', args: args.map(arg => arg.text), line, block, place })
  if (block) open.push({ line, directives: block, place })
}

interface Terminator {
  readonly token: Token
  readonly textEnd: number
}

function closeBlock(open: OpenBlock[], end: number): void {
  const place = open.pop()?.place
  if (place) place.close = end
}

function* readTokens(text: string): Generator<Token> {
  let line = 1
  let at = 0
  while (at < text.length) {
    const token = readToken(text, at)
    if (token.kind !== 'space') yield { kind: token.kind, text: token.text, line, start: at, end: token.end }
    for (let i = at; i < token.end; i++) if (text[i] === '\n') line++
    at = token.end
  }
}

interface RawToken {
  readonly kind: Token['kind'] | 'space'
  readonly text: string
  readonly end: number
}

const SPACE_OR_COMMENT = /[ \t\r\n]+|#[^\n]*/y
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy
const BARE = /(?:\$\{*|\\.|[^ \t\r\n;{\\$]|\\$)+/sy

function readToken(text: string, at: number): RawToken {
  const space = matchAt(SPACE_OR_COMMENT, text, at)
  if (space) return { kind: 'space', text: space, end: at + space.length }
  const first = text[at] ?? ''
  if (first === ';' || first === '{' || first === '}') return { kind: first, text: first, end: at + 1 }
  if (first === '"' || first === "'") {
    const quoted = matchAt(QUOTED, text, at)
    if (!quoted) return { kind: 'unclosed', text: '', end: text.length }
    return { kind: 'word', text: unescapeWord(quoted.slice(1, -1)), end: at + quoted.length }
  }
  const bare = matchAt(BARE, text, at)
  return { kind: 'word', text: unescapeWord(bare), end: at + Math.max(1, bare.length) }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

// nginx takes the backslash away before quotes and itself only; others stay, for regular expressions.
function unescapeWord(word: string): string {
  return word.replaceAll(/\\(["'\\])/g, '$1')
}
