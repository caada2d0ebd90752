/** Reads nginx's configuration language into a tree of directives, with the line of each. */

export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  /** Counted from 1. */
  readonly line: number
  /** What is between its braces; undefined for one that ends in a semicolon. */
  readonly block: readonly Directive[] | undefined
}

export interface NginxSyntax {
  /** All that was read before the problem. */
  readonly directives: readonly Directive[]
  readonly problem: { readonly line: number; readonly text: string } | undefined
}

/**
 * Never throws. The grammar, which is that of nginx's ngx_conf_read_token; white space separates words:
 *
 *     file      = { directive }
 *     directive = word { word } ( ";" | "{" { directive } "}" )
 *     word      = '"' { any but '"', or "\" and any } '"'  |  the same with "'"
 *               | { any but white space, ";" and "{", or "\" and any, or "${" }
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
    if (problem) return { directives: top, problem: { line: token.line, text: problem } }
    if (token.kind === 'word') words.push(token)
    else {
      if (token.kind === '}') open.pop()
      else addDirective(open, words, token.kind)
      words = []
    }
  }
  const unfinished = words.at(-1) ?? (open.length > 1 ? open.at(-1) : undefined)
  if (!unfinished) return { directives: top, problem: undefined }
  return {
    directives: top,
    problem: { line: unfinished.line, text: words.length > 0 ? NO_END : 'a "{" without its "}"' },
  }
}

interface Token {
  readonly kind: 'word' | ';' | '{' | '}' | 'unclosed'
  readonly text: string
  readonly line: number
}

interface OpenBlock {
  readonly line: number
  readonly directives: Directive[]
}

const DEEPEST_BLOCK = 32
const NO_END = 'a directive without its ";"'

function findProblem({ kind }: Token, words: readonly Token[], open: readonly OpenBlock[]): string | undefined {
  if (kind === 'unclosed') return 'a quote that is not closed'
  if (kind === '}' && words.length > 0) return NO_END
  if (kind === '}' && open.length === 1) return 'a "}" too many'
  if ((kind === ';' || kind === '{') && words.length === 0) return `a "${kind}" without a directive`
  if (kind === '{' && open.length > DEEPEST_BLOCK) return `blocks more than ${DEEPEST_BLOCK} deep`
  return undefined
}

function addDirective(open: OpenBlock[], words: readonly Token[], end: string): void {
  const [name, ...args] = words.map(word => word.text)
  const line = words[0]?.line ?? 1
  const block: Directive[] | undefined = end === '{' ? [] : undefined
  open.at(-1)?.directives.push({ name: name ?? '', args, line, block })
  if (block) open.push({ line, directives: block })
}

function* readTokens(text: string): Generator<Token> {
  let line = 1
  let at = 0
  while (at < text.length) {
    const token = readToken(text, at)
    if (token.kind !== 'space') yield { kind: token.kind, text: token.text, line }
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
const BARE = /(?:\$\{|\\.|[^ \t\r\n;{\\]|\\$)+/sy

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
