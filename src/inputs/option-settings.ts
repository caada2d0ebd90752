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
      throw invalid(`had no Namespace, OptionName or Value in entry ${index + 1}`)
    }
    return { namespace: Namespace, optionName: OptionName, value: String(Value) }
  })
}

function parseArray(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[]
  } catch (error) {
    // The message of JSON.parse quotes what is around the place, which may be secret.
    const place = /position (\d+)/.exec(String(error))?.[1]
    throw invalid(`was not valid JSON (${place ? `see its character ${Number(place) + 1}` : 'it ended too early'})`)
  }
}

// The namespace has colons of its own; the option's name has neither a colon nor an equals sign.
function parseLine(line: string): OptionSetting {
  const match = /^([^=\s]+):([^:=\s]+)=(.*)$/.exec(line)
  if (!match) throw invalid(`had the line "${line.replace(/=.*/, '=...')}"`)
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
