/**
 * Text from outside (AWS events, server answers, instance logs, file and branch names), made safe for where it is
 * shown. The types are made here alone, and what prints takes nothing else: runner.ts for the log and the outputs,
 * markdown.ts for the summary.
 */

declare const printable: unique symbol
declare const harmless: unique symbol

/** Text in which the runner finds no workflow command and a terminal no escape sequence, line by line. */
export type Printable = string & { readonly [printable]: true }

/** The value of an output: people put outputs into scripts. */
export type OutputValue = string & { readonly [harmless]: true }

/** Longest piece of foreign text in one line of log or summary; the rest is cut and said to be cut. */
const MAX_LINE_LENGTH = 1000
const MAX_QUOTED_LENGTH = 700

/**
 * One line that the runner cannot read as a workflow command and a terminal cannot read as an escape sequence.
 * The runner takes `::name::` at the start of a line (after white space) and `##[name]` anywhere, on stdout and
 * stderr (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
export function toPrintableLine(text: string, maxLength = MAX_LINE_LENGTH): Printable {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text
  const oneLine = cut.replaceAll(LINE_BREAK, '␊').replaceAll(INVISIBLE, '�')
  return oneLine.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ') as Printable
}

export interface LinesOptions {
  readonly maxLines?: number
  /** Stands before each line. */
  readonly gutter?: string
}

/** Each line of `text` by itself, printable; line breaks are kept as line breaks. */
export function toPrintableLines(text: string, { maxLines = 200, gutter = '' }: LinesOptions = {}): Printable[] {
  const lines = text.split(LINE_BREAK)
  const kept = lines.slice(0, maxLines)
  const shown = lines.length > maxLines ? [...kept, `… ${lines.length - maxLines} more lines`] : kept
  return shown.map(line => toPrintableLine(gutter + line, gutter.length + MAX_LINE_LENGTH))
}

export interface TextOptions {
  readonly maxLines: number
  readonly maxLength: number
}

/** Several lines in one text, for annotations: the line breaks between them are escaped by who prints. */
export function toPrintableText(text: string, { maxLines, maxLength }: TextOptions): Printable {
  const joined = toPrintableLines(text, { maxLines }).join('\n')
  return (joined.length > maxLength ? `${joined.slice(0, maxLength).toWellFormed()}…` : joined) as Printable
}

/** Foreign text inside a message of ours, in quotes and in one line, so that it cannot pass for our own words. */
export function quoteForeign(text: string): Printable {
  return `"${toPrintableLine(text, MAX_QUOTED_LENGTH)}"` as Printable
}

/** Foreign text as one word of a command line that a person may paste into a shell. */
export function toShellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${toPrintableLine(text).replaceAll("'", `'\\''`)}'`
}

/** JSON over several lines; what neither runner nor terminal must see stands in it as an escape. */
export function toPrintableJson(data: unknown): Printable {
  const toEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  const text = JSON.stringify(data, undefined, 2).replaceAll('##[', `#${toEscape('#')}[`)
  return text.replace(NOT_IN_JSON, found => found.split('').map(toEscape).join('')) as Printable
}

/** '' for what has not the form that the output must have, and for what the log would not show as it is. */
export function toOutputValue(text: string, form: RegExp): OutputValue {
  const isPlain = text.split('\n').every(line => toPrintableLine(line, line.length) === line)
  return (isPlain && form.test(text) ? text : '') as OutputValue
}

const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/g

/**
 * Controls except tab, zero-width and bidirectional marks, fillers, the byte order mark, lone surrogates; but not the
 * variation selectors that ordinary emoji end in.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\t\uFE0E\uFE0F]]/gv

/** The same and other line breaks, but not those that JSON itself has between its lines. */
const NOT_IN_JSON = /[[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]--[\n\uFE0E\uFE0F]]/gv
