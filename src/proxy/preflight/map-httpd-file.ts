/**
 * Makes a file of httpd that is meant for an instance loadable in a folder of this machine. Every directive is written
 * anew from the words that were read, in the line where it was; what nobody knows, httpd refuses, and what is not
 * understood is left out: nothing of a bundle may read, write, run or reach anything outside of that folder.
 */

import { type HttpdStatement, readStatements } from '../httpd-syntax.ts'
import { IGNORED_BY_TRIAL, PLAIN_DIRECTIVES, UNTRIED_DIRECTIVE, UNTRIED_DIRECTIVES } from './httpd-directives.ts'
import type { HttpdMapping } from './httpd-mapping.ts'
import { HTTPD_RULES } from './httpd-rules.ts'
import { writeHttpdWord, writeRewriteWord } from './httpd-words.ts'
import type { StagedFile } from './map-nginx-file.ts'

export type { HttpdMapping } from './httpd-mapping.ts'

export function mapHttpdFile(file: StagedFile, mapping: HttpdMapping): string {
  const lines: string[] = file.text.split('\n').map(() => '')
  const { statements, left } = findStatements(file.text)
  const removed = [...left]
  let conditions: Written[] = []
  for (const statement of statements) {
    const written: Written = { statement, text: writeStatement(statement, mapping) }
    if (isCalled(statement, 'rewritecond')) conditions.push(written)
    else {
      const group = isCalled(statement, 'rewriterule') ? [...conditions, written] : [written]
      // A rule without one of its conditions is another rule.
      const isLost = group.some(({ text }) => text === undefined)
      for (const { statement: each, text } of group) {
        if (isLost) removed.push(each)
        else lines[each.line - 1] = text ?? ''
      }
      if (isCalled(statement, 'rewriterule')) conditions = []
    }
  }
  for (const { name, line } of removed) mapping.note(name.slice(0, LONGEST_NAME), file, line)
  return lines.join('\n')
}

/** httpd's words about a directive that was marked as unknown, as they would be without the mark. */
export function unmarkUnknown(text: string): string {
  return text.replaceAll(UNKNOWN_MARK, '')
}

/** Whether a newer httpd, or one with more modules, would have it. */
export function isHttpdDirective(name: string): boolean {
  return isKept(name) || isUntried(name) || IGNORED_BY_TRIAL.has(name.toLowerCase())
}

/** No module has a directive that begins so: httpd will refuse it, whatever is loaded into this one. */
const UNKNOWN_MARK = 'preflight:'
const LONGEST_NAME = 60

interface Written {
  readonly statement: HttpdStatement
  /** Undefined for what is left out. */
  readonly text: string | undefined
}

/** Without the sections that are left out as a whole, which are told by their heads. */
function findStatements(text: string): { statements: HttpdStatement[]; left: HttpdStatement[] } {
  const [statements, left]: [HttpdStatement[], HttpdStatement[]] = [[], []]
  let without: { readonly name: string; depth: number } | undefined
  for (const statement of readStatements(text)) {
    const name = statement.name.toLowerCase()
    if (without) {
      if (name === without.name) without.depth += { opening: 1, closing: -1, directive: 0 }[statement.kind]
      if (without.depth === 0) without = undefined
    } else if (statement.kind === 'opening' && isUntriedSection(statement)) {
      left.push(statement)
      without = { name, depth: 1 }
    } else statements.push(statement)
  }
  return { statements, left }
}

function isUntriedSection(statement: HttpdStatement): boolean {
  const name = statement.name.toLowerCase()
  if (!isKept(name)) return isUntried(name)
  const rule = statement.args.length > 0 ? HTTPD_RULES.get(name) : undefined
  return isUnreadable(statement) || (rule !== undefined && rule(statement.args, ASKING) === undefined)
}

/** Whether a rule leaves a directive out does not hang on these. */
const ASKING: HttpdMapping = {
  ...{ folder: '', remote: 0, toListener: () => 0, toApp: () => 0, hasFile: () => true, note: () => {} },
}

function writeStatement(statement: HttpdStatement, mapping: HttpdMapping): string | undefined {
  const { kind, args, isWhole } = statement
  const name = statement.name.toLowerCase()
  if (name === '' && kind === 'directive') return ''
  if (IGNORED_BY_TRIAL.has(name)) return ''
  if (kind !== 'closing' && isUnreadable(statement)) return undefined
  if (!isKept(name)) return isUntried(name) ? undefined : writeHead(statement, UNKNOWN_MARK)
  if (kind === 'closing' || !isWhole) return writeHead(statement, '')
  const rule = HTTPD_RULES.get(name)
  const mapped = rule && args.length > 0 ? rule(args, mapping) : args
  if (mapped === undefined) return undefined
  const write = /^rewrite(cond|rule)$/.test(name) ? writeRewriteWord : writeHttpdWord
  const words = mapped.map(write)
  if (words.includes(undefined)) return undefined
  const inner = [statement.name, ...words].join(' ')
  return kind === 'opening' ? `<${inner}>` : inner
}

// Of a name that only the file knows nothing but the name is handed on: httpd refuses it before it looks at more.
function writeHead({ kind, name, isWhole }: HttpdStatement, mark: string): string | undefined {
  const start = { directive: '', opening: '<', closing: '</' }[kind]
  if (UNWRITABLE.test(name)) return undefined
  const word = start + mark + name + (kind === 'closing' && isWhole ? '>' : '')
  return (mark === '' ? word : writeHttpdWord(word)) + (kind === 'opening' ? (isWhole ? ' x>' : ' x') : '')
}

function isCalled({ kind, name }: HttpdStatement, wanted: string): boolean {
  return kind === 'directive' && name.toLowerCase() === wanted
}

function isKept(name: string): boolean {
  return PLAIN_DIRECTIVES.has(name.toLowerCase()) || HTTPD_RULES.has(name.toLowerCase())
}

function isUntried(name: string): boolean {
  return UNTRIED_DIRECTIVES.has(name.toLowerCase()) || UNTRIED_DIRECTIVE.test(name)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: httpd ends a line at some of them, and not at others.
const UNWRITABLE = /[\0-\x08\n-\x1f\x7f]/

/** A defined name may stand for any path, a function of an expression may read any file. */
const HIDDEN_PATH = /\$\{|file(size)?\s*[(:]/i

function isUnreadable({ name, args }: HttpdStatement): boolean {
  return [name, ...args].some(word => UNWRITABLE.test(word) || HIDDEN_PATH.test(word))
}
