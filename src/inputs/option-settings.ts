/** Option settings as people write them: AWS's JSON, or lines `namespace:Option=value`. */

import { ActionError } from '../action-error.ts'
import { splitLines } from './input-reader.ts'

export interface OptionSetting {
  readonly namespace: string
  readonly optionName: string
  readonly value: string
}

/** Throws an ActionError that names the entry that could not be read. */
export function parseOptionSettings(text: string): OptionSetting[] {
  return text.trimStart().startsWith('[') ? parseJson(text) : splitLines(text).map(parseLine)
}

function parseJson(text: string): OptionSetting[] {
  const entries = parseArray(text)
  return entries.map((entry, index) => {
    const { Namespace, OptionName, Value } = (entry ?? {}) as Record<string, unknown>
    if (typeof Namespace !== 'string' || typeof OptionName !== 'string' || !isScalar(Value)) {
      throw invalid(`has an entry ${index + 1} without Namespace, OptionName or Value: ${JSON.stringify(entry)}`)
    }
    return { namespace: Namespace, optionName: OptionName, value: String(Value) }
  })
}

function parseArray(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[]
  } catch (error) {
    throw invalid(`was not valid JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

// The namespace has colons of its own; the option's name has neither a colon nor an equals sign.
function parseLine(line: string): OptionSetting {
  const match = /^([^=\s]+):([^:=\s]+)=(.*)$/.exec(line)
  if (!match) throw invalid(`has the line "${line}"`)
  const [, namespace = '', optionName = '', value = ''] = match
  return { namespace, optionName, value }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function invalid(message: string): ActionError {
  return new ActionError({
    code: 'invalid-option-settings',
    message,
    hint: 'Write lines such as "aws:elasticbeanstalk:application:environment:LOG_LEVEL=info", or JSON: [{"Namespace":"...","OptionName":"...","Value":"..."}].',
  })
}
