/** YAML as plain maps, lists and scalars with the lines they stand in. Nothing in it may refer to anything else. */

import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Pair, parseDocument } from 'yaml'

export type YamlTree = YamlMap | YamlList | YamlScalar

export interface YamlMap {
  readonly kind: 'map'
  /** Counted from 1. */
  readonly line: number
  /** No key is there twice. */
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: string
  readonly line: number
  readonly value: YamlTree
}

export interface YamlList {
  readonly kind: 'list'
  readonly line: number
  readonly items: readonly YamlTree[]
}

export interface YamlScalar {
  readonly kind: 'scalar'
  readonly line: number
  readonly value: string | number | boolean | null
  /** As it is written there. */
  readonly source: string
}

export interface YamlProblem {
  readonly kind: 'problem'
  readonly line: number
  /** In the past tense, with what to do. */
  readonly problem: string
}

const DEEPEST = 20
const MOST_COLUMNS = 200

/** Never throws. Of several problems the first is told: what comes after it may be read wrongly. */
export function readYamlTree(text: string): YamlTree | YamlProblem {
  const lines = new LineCounter()
  const lineOf = (offset = 0) => Math.max(1, lines.linePos(offset).line)
  try {
    const tooDeepLine = findTooDeep(text)
    if (tooDeepLine !== undefined) return refuse(tooDeepLine, TOO_DEEP)
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])
    if (error) {
      const what = error.message.split('\n')[0]
      return refuse(lineOf(error.pos[0]), `was not valid YAML: ${what}. Correct that, there or above`)
    }
    return toTree(document.contents, { lineOf, line: 1, depth: 0 })
  } catch (error) {
    if (error instanceof Unfit) return error.problem
    // The parser recurses: a file that is nested deeply enough ends its stack.
    return refuse(1, TOO_DEEP)
  }
}

/** As JSON has it. */
export function toJson(tree: YamlTree): unknown {
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(toJson)
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, toJson(value)]))
}

const TOO_DEEP = `was nested more than ${DEEPEST} deep. Write "targets:" and below it a list of maps`

class Unfit extends Error {
  readonly problem: YamlProblem

  constructor(problem: YamlProblem) {
    super(problem.problem)
    this.problem = problem
  }
}

interface Place {
  readonly lineOf: (offset?: number) => number
  /** Of what it stands in, for a value that is not there. */
  readonly line: number
  readonly depth: number
}

function toTree(node: unknown, { lineOf, line: outer, depth }: Place): YamlTree {
  const isNode = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)
  const line = isNode && node.range ? lineOf(node.range[0]) : outer
  const unfit = (problem: string) => new Unfit(refuse(line, problem))
  if (depth > DEEPEST) throw unfit(TOO_DEEP)
  if (isAlias(node))
    throw unfit('had an alias ("*name"). Write out what it stands for, or write it once under "defaults"')
  const inner = { lineOf, line, depth: depth + 1 }
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map(item => toTree(item, inner)) }
  if (isMap(node)) return { kind: 'map', line, entries: refuseTwice(node.items.map(pair => toEntry(pair, inner))) }
  if (!isScalar(node)) return { kind: 'scalar', line, value: null, source: '' }
  const { value, source } = node
  const isPlain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  if (!isPlain) throw unfit('had a value that JSON does not have. Write it in quotes')
  return { kind: 'scalar', line, value: value as YamlScalar['value'], source: source ?? '' }
}

function toEntry({ key, value }: Pair, place: Place): YamlEntry {
  const name = toTree(key, place)
  const isName = name.kind === 'scalar' && name.value !== null
  if (!isName) throw new Unfit(refuse(name.line, 'had a key that is no word. Write the name of a field'))
  return { key: String(name.value), line: name.line, value: toTree(value, { ...place, line: name.line }) }
}

// The parser compares each with each, and takes minutes where there are many.
function refuseTwice(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const seen = new Map<string, number>()
  for (const { key, line } of entries) {
    const before = seen.get(key)
    const problem = `had "${key}" again, which is in line ${before} already. Leave one of them out`
    if (before !== undefined) throw new Unfit(refuse(line, problem))
    seen.set(key, line)
  }
  return entries
}

/**
 * The line in which more is open than anything has that is meant. The parser cannot be asked: it recurses, and so deeply
 * that the process may end. The lexer does not.
 */
function findTooDeep(text: string): number | undefined {
  let [line, column, openCount] = [1, 0, 0]
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') openCount += 1
    if (lexeme === ']' || lexeme === '}') openCount -= 1
    // What stands within something in blocks stands further to the right.
    const isFarIn = column > MOST_COLUMNS && (lexeme === '-' || lexeme === '?')
    if (openCount > DEEPEST || isFarIn || (column === 0 && /^ +$/.test(lexeme) && lexeme.length > MOST_COLUMNS))
      return line
    const breaks = lexeme.split('\n')
    line += breaks.length - 1
    column = (breaks.length > 1 ? 0 : column) + (breaks.at(-1)?.length ?? 0)
  }
  return undefined
}

function refuse(line: number, problem: string): YamlProblem {
  return { kind: 'problem', line, problem }
}
