/** The arguments of a command, sorted by its table of options into what the readers of the inputs read. */

import { parseArgs } from 'node:util'
import { type CommandOption, toInput } from './command-options.ts'

export interface ArgumentProblem {
  readonly argument: string
  readonly message: string
  readonly hint: string
}

export interface SortedArguments {
  /** What is no option and no option's value. */
  readonly words: readonly string[]
  /** By input, as the source of inputs has them; those that were not given have their default. */
  readonly values: Map<string, string>
  readonly problems: readonly ArgumentProblem[]
  isGiven(name: string): boolean
}

/** Never throws: what is wrong is told later, together with wrong values. */
export function sortOptions(
  args: readonly string[],
  table: readonly CommandOption[],
  command: string,
): SortedArguments {
  const byName = new Map(table.flatMap(option => [option.name, toInput(option)].map(name => [name, option])))
  const { tokens } = parseArgs({
    args: [...args],
    options: describeOptions(byName),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options = tokens
    .filter(token => token.kind === 'option')
    .map(token => sortOption(token, byName.get(token.name), command))
  // What follows an option that is not known may be its value, and a secret.
  const doubtful = new Set(options.filter(({ option }) => !option).map(({ index }) => index + 1))
  const words = tokens.filter(token => token.kind === 'positional').filter(({ index }) => !doubtful.has(index))
  return {
    words: words.map(({ value }) => value),
    values: collectValues(options, table),
    problems: options.flatMap(({ problem }) => problem ?? []),
    isGiven: name => options.some(({ option }) => option?.name === name),
  }
}

function describeOptions(byName: ReadonlyMap<string, CommandOption>) {
  return Object.fromEntries(
    [...byName].map(([name, { value, short, name: own }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), ...(short && name === own ? { short } : {}) },
    ]),
  )
}

interface SortedOption {
  readonly index: number
  readonly option: CommandOption | undefined
  readonly value: string
  readonly problem?: ArgumentProblem
}

interface OptionToken {
  readonly index: number
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function sortOption(token: OptionToken, option: CommandOption | undefined, command: string): SortedOption {
  const { index, rawName, value = '', inlineValue } = token
  const complain = (message: string, hint: string) => ({
    index,
    option,
    value: '',
    problem: { argument: rawName, message, hint },
  })
  if (!option) return complain('was no option', `All options: beanstalk-websockets ${command} --help`)
  if (!option.value) {
    return inlineValue ? complain('was given a value', `Write ${rawName} alone.`) : { index, option, value: 'true' }
  }
  // A value that looks like an option is one whose value was forgotten before it.
  const isOption = !inlineValue && /^--?[a-z]/i.test(value)
  if (!isOption && value.trim() !== '') return { index, option, value }
  const otherwise = isOption ? `, or ${rawName}=VALUE for a value that begins with a hyphen` : ''
  return complain('was given without a value', `Write ${rawName} ${option.value}${otherwise}.`)
}

function collectValues(options: readonly SortedOption[], table: readonly CommandOption[]): Map<string, string> {
  const values = new Map(table.map(option => [toInput(option), option.default ?? '']))
  for (const { option, value } of options) {
    if (!option || value === '') continue
    const name = toInput(option)
    const before = option.isRepeatable ? values.get(name) : undefined
    values.set(name, before ? `${before}\n${value}` : value)
  }
  return values
}
