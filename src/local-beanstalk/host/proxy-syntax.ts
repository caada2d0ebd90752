/** The syntax of nginx's files: which directive stands where. It knows no directive's meaning, and never fails. */

export interface Token {
  /** As written, without its quotes. */
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface Directive {
  readonly name: string
  readonly start: number
  readonly args: readonly Token[]
  /** Where its ";" stands, or the "{" of its block. */
  readonly end: number
  readonly kind: 'simple' | 'block'
  /** The block around it; undefined at the file's top level. */
  readonly parent: Directive | undefined
}

/** Every directive of the text in its order; what is not finished by ";" or "{" is left out. */
export function readDirectives(text: string): readonly Directive[] {
  const directives: Directive[] = []
  let words: Token[] = []
  let parent: Directive | undefined
  for (const token of tokenize(text)) {
    if (token.kind === 'word') {
      words.push(token)
      continue
    }
    if (token.text === '}') parent = parent?.parent
    const [name, ...args] = words
    words = []
    if (token.text === '}' || name === undefined) continue
    const kind = token.text === ';' ? 'simple' : 'block'
    const directive = { name: name.text, start: name.start, args, end: token.start, kind, parent } as const
    directives.push(directive)
    if (kind === 'block') parent = directive
  }
  return directives
}

interface Piece extends Token {
  readonly kind: 'word' | 'mark'
}

// A word ends at white space, ";" or "{", but "${" is part of it; "}" and "#" count only where a word could begin.
const PIECES = /\s+|#[^\n]*|([;{}])|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|\$\{|[^\s;{\\])+)|./gs

function* tokenize(text: string): Generator<Piece> {
  for (const match of text.matchAll(PIECES)) {
    const [whole, mark, ...words] = match
    const word = words.find(candidate => candidate !== undefined)
    const place = { start: match.index, end: match.index + whole.length }
    if (mark !== undefined) yield { kind: 'mark', text: mark, ...place }
    else if (word !== undefined) yield { kind: 'word', text: word, ...place }
  }
}
