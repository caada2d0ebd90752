/** Says in options of the command line what a remedy says in inputs of a workflow. Pure. */

import { COMMAND_OPTIONS, type CommandOption, toInput } from '../inputs/command-options.ts'
import { toShellWord } from '../untrusted.ts'
import { splitRemedy } from './verdict.ts'

/** `options`: of the command. What is no input of it, such as `option-settings` of `check`, stays as it is: it is told of the deploy action. */
export function sayAsOptions(remedy: string, options: readonly CommandOption[] = COMMAND_OPTIONS): string {
  const { instruction, paste } = splitRemedy(remedy)
  const names = new Map(options.filter(({ value }) => value).map(option => [toInput(option), `--${option.name}`]))
  const told = instruction
    .replaceAll(/\binput "([a-z-]+)"/g, (words, input) => (names.has(input) ? `option ${names.get(input)}` : words))
    .replaceAll(/"([a-z-]+)(?:: ([^"]*))?"/g, (words, input, value) => {
      const option = names.get(input)
      if (option === undefined) return words
      return value === undefined ? option : `"${option} ${value}"`
    })
  return paste ? `${told}\n\n${writeArguments(paste, names)}` : told
}

/** A line `input: value`, or `input: |` and its lines, as arguments. */
function writeArguments(paste: string, names: ReadonlyMap<string, string>): string {
  const [first = '', ...lines] = paste.split('\n')
  const [, input = '', value = ''] = /^([a-z-]+): (.+)$/.exec(first) ?? []
  const option = names.get(input)
  if (option === undefined || (value !== '|' && lines.length > 0)) return paste
  const values = value === '|' ? lines.map(line => line.trim()) : [value]
  return values.map(one => `${option} ${writeValue(one)}`).join('\n')
}

/** A secret of a workflow is a variable of the shell. */
function writeValue(value: string): string {
  const inShell = value.replaceAll(/\$\{\{ secrets\.(\w+) \}\}/g, '$$$1')
  return inShell === value ? toShellWord(value) : `"${inShell}"`
}
