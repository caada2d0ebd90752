/** What a message of the app must be like, and whether one is. */

import { type Context, createContext, runInContext } from 'node:vm'

export type Expectation =
  /** The message holds this text. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  /** The message is JSON that holds this: all of an object's named fields, and arrays as long and in the same order. */
  | { readonly kind: 'json'; readonly value: unknown }

export type ParsedExpectation = Expectation | { readonly kind: 'problem'; readonly problem: string }

export type Comparison = 'fits' | 'differs' | 'too-slow'

/** As much of a message as a text or a pattern is looked for in, in characters. */
const MAX_COMPARED = 64 * 1024

/**
 * `/pattern/flags` is a regular expression; what begins with a brace or a bracket and is JSON is JSON; all else is
 * text. A problem is a sentence in the past tense.
 */
export function parseExpectation(text: string): ParsedExpectation {
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? []
  if (source !== undefined) return parsePattern(source, flags)
  if (!/^\s*[{[]/.test(text)) return { kind: 'text', text }
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch {
    return { kind: 'text', text }
  }
}

/** A pattern may take `budgetMs`: whoever sends the message may send one on which it would take for ever. */
export function compareMessage(expectation: Expectation, message: string, budgetMs: number): Comparison {
  const compared = message.slice(0, MAX_COMPARED)
  if (expectation.kind === 'text') return compared.includes(expectation.text) ? 'fits' : 'differs'
  if (expectation.kind === 'pattern') return testInTime(expectation.pattern, compared, budgetMs)
  return holdsJson(message, expectation.value) ? 'fits' : 'differs'
}

function parsePattern(source: string, flags: string): ParsedExpectation {
  // The others remember where the last search ended, or cut the text into other units.
  if (/[^imsu]/.test(flags)) return { kind: 'problem', problem: `The flags "${flags}" were not among i, m, s and u` }
  try {
    return { kind: 'pattern', pattern: new RegExp(source, flags) }
  } catch {
    return { kind: 'problem', problem: 'The regular expression could not be read' }
  }
}

/** Where patterns are tested, made once: that takes far longer than to test most of them, and an app may say much. */
let room: Context | undefined

function testInTime(pattern: RegExp, text: string, budgetMs: number): Comparison {
  room ??= createContext({})
  room.test = () => pattern.test(text)
  try {
    const isFound: unknown = runInContext('test()', room, { timeout: Math.ceil(budgetMs) })
    return isFound === true ? 'fits' : 'differs'
  } catch (error) {
    if (isTimeout(error)) return 'too-slow'
    throw error
  }
}

// Not by its class: the error may be of the context's own.
function isTimeout(error: unknown): boolean {
  const isObject = typeof error === 'object' && error !== null
  return isObject && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}

function holdsJson(message: string, expected: unknown): boolean {
  try {
    return holds(JSON.parse(message), expected)
  } catch {
    return false
  }
}

function holds(value: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return value === expected
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(expected)) return false
  if (Array.isArray(expected) && Array.isArray(value) && expected.length !== value.length) return false
  return Object.entries(expected).every(
    ([name, part]) => Object.hasOwn(value, name) && holds(Reflect.get(value, name), part),
  )
}
