/** Reads inputs one by one and collects what is wrong with them, so that all of it is told at once. */

import { ActionError } from '../action-error.ts'
import { toPrintableLine } from '../untrusted.ts'

/** Where inputs come from; '' for one that was not given. */
export type InputSource = (name: string) => string

/** How inputs are called where they come from. */
export interface InputWords {
  readonly noun: 'input' | 'argument'
  nameOf(name: string): string
  /** What to do there, in the place of what to do in a workflow. */
  hintOf(name: string, hint: string): string
}

const WORKFLOW_WORDS: InputWords = { noun: 'input', nameOf: name => `'${name}'`, hintOf: (_, hint) => hint }

export interface InputReader {
  text(name: string): string | undefined
  required(name: string, hint: string): string
  boolean(name: string, fallback: boolean): boolean
  /** A whole number from `range.min` to `range.max`. */
  number(name: string, range: NumberRange): number
  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T
  /** The lines, trimmed, without empty ones. */
  lines(name: string): string[]
  /** The value that `parse` makes of the text; what it throws becomes a problem with this input. */
  parsed<T>(name: string, fallback: T, parse: (text: string) => T): T
  /** What `parse` makes of each line; what it throws of one becomes a problem, and the others are read all the same. */
  parsedLines<T>(name: string, parse: (line: string, index: number) => T): T[]
  problem(name: string, message: string, hint: string): void
  /** Throws one ActionError that tells every problem. */
  finish(): void
}

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly fallback: number
}

const LONGEST_MESSAGE = 400

export function openInputReader(source: InputSource, words = WORKFLOW_WORDS): InputReader {
  const problems: string[] = []
  const problem = (name: string, message: string, hint: string) =>
    problems.push(`${words.nameOf(name)} ${toPrintableLine(message, LONGEST_MESSAGE)}. ${words.hintOf(name, hint)}`)
  const text = (name: string) => source(name).trim() || undefined
  const parsed = <T>(name: string, fallback: T, parse: () => T): T => {
    try {
      return parse()
    } catch (error) {
      problem(name, error instanceof ActionError ? error.message : String(error), hintOf(error))
      return fallback
    }
  }
  return {
    text,
    problem,
    lines: name => splitLines(source(name)),
    required(name, hint) {
      if (!text(name)) problem(name, 'was not given', hint)
      return text(name) ?? ''
    },
    boolean: (name, fallback) => readBoolean(text(name), fallback, message => problem(name, message, YES_OR_NO)),
    number: (name, range) => readNumber(text(name), range, message => problem(name, message, toRangeHint(range))),
    choice(name, choices, fallback) {
      const found = choices.find(choice => choice === (text(name) ?? fallback))
      if (!found) problem(name, `was "${text(name)}"`, `Use one of: ${choices.join(', ')}.`)
      return found ?? fallback
    },
    parsed: (name, fallback, parse) => (text(name) ? parsed(name, fallback, () => parse(source(name))) : fallback),
    parsedLines: (name, parse) =>
      splitLines(source(name)).flatMap((line, index) => parsed(name, [], () => [parse(line, index)])),
    finish: () => throwProblems(problems, words.noun),
  }
}

/** The lines of an input, trimmed, without empty ones and without comment lines (`# ...`). */
export function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
}

const YES_OR_NO = 'Write true or false.'

function readBoolean(text: string | undefined, fallback: boolean, complain: (message: string) => void): boolean {
  if (text === undefined) return fallback
  const value = text.toLowerCase()
  if (value !== 'true' && value !== 'false') complain(`was "${text}"`)
  return value === 'true'
}

function readNumber(text: string | undefined, range: NumberRange, complain: (message: string) => void): number {
  if (text === undefined) return range.fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value
  complain(`was "${text}"`)
  return range.fallback
}

function toRangeHint({ min, max }: NumberRange): string {
  return `Write a whole number from ${min} to ${max}.`
}

function hintOf(error: unknown): string {
  return error instanceof ActionError ? error.hint : ''
}

function throwProblems(problems: readonly string[], noun: InputWords['noun']): void {
  if (problems.length === 0) return
  throw new ActionError({
    code: 'invalid-inputs',
    message: problems.length === 1 ? `An ${noun} was wrong.` : `${problems.length} ${noun}s were wrong.`,
    hint: problems.join('\n'),
  })
}
