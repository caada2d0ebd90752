/** Environment variables of an app, one `NAME=value` a line. Their values are secret. */

import { ActionError } from '../action-error.ts'
import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'
import { isPublicWord } from '../handshake/public-words.ts'
import { quoteForeign } from '../untrusted.ts'
import type { InputReader } from './input-reader.ts'
import type { OptionSetting } from './option-settings.ts'

/** As option settings. A problem tells no more of a line than its name. */
export function readEnvironmentVariables(inputs: InputReader): OptionSetting[] {
  const variables = inputs.parsedLines('environment-variables', parseVariable)
  const names = variables.map(({ optionName }) => optionName)
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    inputs.problem('environment-variables', `had ${quoteForeign(name)} more than once`, 'Write one line for each name.')
  }
  return variables
}

/**
 * What must not be seen in log, summary, comment and report: the values of the variables among the settings, and the
 * passwords of those that are URLs. Not what stands in `shown`, what is short, and words that everybody's variables hold:
 * the runner drops outputs with a secret in them, and nothing is known of an environment whose region or stage is hidden.
 */
export function listVariableSecrets(settings: readonly OptionSetting[], shown: readonly string[]): string[] {
  const variables = settings.filter(({ namespace }) => namespace === ENVIRONMENT_PROPERTIES)
  const values = variables.flatMap(({ value }) => [value, ...readPassword(value)])
  const isSecret = (value: string) =>
    value.length >= SHORTEST_SECRET &&
    !isPublicWord(value) &&
    !COMMON.test(value) &&
    !shown.some(text => text.includes(value))
  return [...new Set(values)].filter(isSecret)
}

/** Shorter values are found in every text. */
const SHORTEST_SECRET = 4
/** Stages, and what becomes of the schema of a database ("DDL_AUTO=update"). */
const COMMON = /^(production|development|staging|preview|testing|create|update|validate)$/i

/**
 * A line `NAME=value`, by the rules of https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html.
 * Throws an ActionError that names the line by its number, for the rest of it may be secret.
 */
export function parseVariable(line: string, index: number): OptionSetting {
  const [, name, value] = /^([^=]*)=(.*)$/.exec(line) ?? []
  if (name === undefined || value === undefined) throw invalid(`had no "NAME=value" in line ${index + 1}`)
  const optionName = name.trim()
  if (!/^[\w.:/+\\@-]{1,128}$/.test(optionName)) throw invalid(`had a name that Beanstalk refuses in line ${index + 1}`)
  return { namespace: ENVIRONMENT_PROPERTIES, optionName, value: value.trim() }
}

function readPassword(value: string): string[] {
  const password = URL.canParse(value) ? new URL(value).password : ''
  return [password, decodeWherePossible(password)]
}

function decodeWherePossible(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text
  }
}

function invalid(message: string): ActionError {
  return new ActionError({
    code: 'invalid-environment-variables',
    message,
    hint: 'Write one variable a line, such as "LOG_LEVEL=debug" or "API_KEY=${{ secrets.API_KEY }}", with a name of letters, digits and underscores.',
  })
}
