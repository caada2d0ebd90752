/** The arguments of the command `check`, sorted into what the readers of the inputs read. */

import { DEFAULT_ATTEMPT_TIMEOUT_MS } from '../handshake/try-target.ts'
import { type CheckRequest, readCheckInputs } from './check-request.ts'
import { COMMAND_OPTIONS } from './command-options.ts'
import { COMMAND_WORDS, EXAMPLE } from './command-words.ts'
import { openInputReader } from './input-reader.ts'
import { parseAttemptTimeout } from './probe-inputs.ts'
import { type ArgumentProblem, sortOptions } from './sort-options.ts'

export interface CommandLine {
  readonly kind: 'check' | 'help' | 'version'
  readonly isJson: boolean
  /** As the source of inputs has them. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with the arguments before anybody looks at their values. */
  readonly problems: readonly ArgumentProblem[]
}

export interface CommandRequest extends CheckRequest {
  readonly attemptTimeoutMs: number
}

/** Never throws: what is wrong is told by `readCommandRequest`, together with wrong values. */
export function sortArguments(args: readonly string[]): CommandLine {
  const { words, values, problems: ofOptions, isGiven } = sortOptions(args, COMMAND_OPTIONS, 'check')
  const { urls, isHelp, problems } = readWords(words)
  return {
    kind: isHelp || isGiven('help') ? 'help' : isGiven('version') ? 'version' : 'check',
    isJson: isGiven('json'),
    values: values.set('url', urls.join('\n')),
    problems: [...problems, ...ofOptions],
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
  const hint = isUrl ? `Write: ${EXAMPLE}` : `Write: ${EXAMPLE}, or: beanstalk-websockets local ./my-app`
  const problem = { argument: 'The command', message, hint }
  return { urls: isUrl ? words : urls, problems: [problem] }
}
