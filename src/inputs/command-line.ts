/** The arguments of the command line, sorted into what the readers of the inputs read. */

import { parseArgs } from 'node:util'
import { DEFAULT_ATTEMPT_TIMEOUT_MS } from '../handshake/try-target.ts'
import { type CheckRequest, readCheckInputs } from './check-request.ts'
import { COMMAND_OPTIONS, type CommandOption, toInput } from './command-options.ts'
import { COMMAND_WORDS, EXAMPLE } from './command-words.ts'
import { openInputReader } from './input-reader.ts'
import { parseAttemptTimeout } from './probe-inputs.ts'

export interface CommandLine {
  readonly kind: 'check' | 'help' | 'version'
  readonly isJson: boolean
  /** As the source of inputs has them. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with the arguments before anybody looks at their values. */
  readonly problems: readonly ArgumentProblem[]
}

export interface ArgumentProblem {
  readonly argument: string
  readonly message: string
  readonly hint: string
}

export interface CommandRequest extends CheckRequest {
  readonly attemptTimeoutMs: number
}

/** Never throws: what is wrong is told by `readCommandRequest`, together with wrong values. */
export function sortArguments(args: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...args],
    options: PARSED,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options = tokens.filter(token => token.kind === 'option').map(sortOption)
  // What follows an option that is not known may be its value, and a secret.
  const doubtful = new Set(options.filter(({ option }) => !option).map(({ index }) => index + 1))
  const words = tokens.filter(token => token.kind === 'positional').filter(({ index }) => !doubtful.has(index))
  const { urls, isHelp, problems } = readWords(words.map(({ value }) => value))
  const isGiven = (name: string) => options.some(({ option }) => option?.name === name)
  return {
    kind: isHelp || isGiven('help') ? 'help' : isGiven('version') ? 'version' : 'check',
    isJson: isGiven('json'),
    values: collectValues(options, urls),
    problems: [...problems, ...options.flatMap(({ problem }) => problem ?? [])],
  }
}

/** Throws one ActionError that names every wrong argument. */
export function readCommandRequest({ values, problems }: CommandLine): CommandRequest {
  const inputs = openInputReader(name => values.get(name) ?? '', COMMAND_WORDS)
  for (const { argument, message, hint } of problems) inputs.problem(argument, message, hint)
  const request = readCheckInputs(inputs, { region: undefined })
  const attemptTimeoutMs = inputs.parsed('timeout', DEFAULT_ATTEMPT_TIMEOUT_MS, parseAttemptTimeout)
  inputs.finish()
  return { ...request, attemptTimeoutMs }
}

const BY_NAME = new Map(COMMAND_OPTIONS.flatMap(option => [option.name, toInput(option)].map(name => [name, option])))

const PARSED = Object.fromEntries(
  [...BY_NAME].map(([name, { value, short, name: own }]) => [
    name,
    { type: value ? ('string' as const) : ('boolean' as const), ...(short && name === own ? { short } : {}) },
  ]),
)

interface SortedOption {
  readonly index: number
  readonly option: CommandOption | undefined
  readonly value: string
  readonly problem?: ArgumentProblem
}

interface OptionToken {
  readonly index: number
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function sortOption({ index, name, rawName, value = '', inlineValue }: OptionToken): SortedOption {
  const option = BY_NAME.get(name)
  const complain = (message: string, hint: string) => ({
    index,
    option,
    value: '',
    problem: { argument: rawName, message, hint },
  })
  if (!option) return complain('was no option', 'All options: beanstalk-websockets check --help')
  if (!option.value) {
    return inlineValue ? complain('was given a value', `Write ${rawName} alone.`) : { index, option, value: 'true' }
  }
  // A value that looks like an option is one whose value was forgotten before it.
  const isOption = !inlineValue && /^--?[a-z]/i.test(value)
  if (!isOption && value.trim() !== '') return { index, option, value }
  const otherwise = isOption ? `, or ${rawName}=VALUE for a value that begins with a hyphen` : ''
  return complain('was given without a value', `Write ${rawName} ${option.value}${otherwise}.`)
}

interface Words {
  readonly urls: readonly string[]
  readonly isHelp?: true
  readonly problems: readonly ArgumentProblem[]
}

// Where there is no word at all, the URL is what is missed.
function readWords(words: readonly string[]): Words {
  const [command = 'check', ...urls] = words
  if (command === 'check') return { urls, problems: [] }
  if (command === 'help') return { urls, isHelp: true, problems: [] }
  const isUrl = /^\w+:\/\//.test(command)
  const message = isUrl ? 'was not given before the URL' : `was "${command}"`
  const problem = { argument: 'The command', message, hint: `Write: ${EXAMPLE}` }
  return { urls: isUrl ? words : urls, problems: [problem] }
}

function collectValues(options: readonly SortedOption[], urls: readonly string[]): Map<string, string> {
  const values = new Map(COMMAND_OPTIONS.map(option => [toInput(option), option.default ?? '']))
  for (const { option, value } of options) {
    if (!option || value === '') continue
    const name = toInput(option)
    const before = option.isRepeatable ? values.get(name) : undefined
    values.set(name, before ? `${before}\n${value}` : value)
  }
  return values.set('url', urls.join('\n'))
}
