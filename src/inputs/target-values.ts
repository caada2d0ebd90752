/** What the fields of one map of a file of targets mean: a target's, or those of the defaults. */

import type { Expectation } from '../handshake/expectation.ts'
import type { PinnedAddress } from '../handshake/probe/dns.ts'
import type { ProtocolName } from '../handshake/protocol/protocols.ts'
import { type Expanded, expandVariables, hasVariables, type Variables } from './expand-variables.ts'
import type { FieldPlace, FieldReader } from './field-reader.ts'
import { checkHeaders, type Header, parseWebSocketPath, parseWebSocketUrl } from './handshake-inputs.ts'
import { cutLastBreak, parseExpected, parseHold, parseOrigin, parseResolve } from './probe-inputs.ts'

/** Each undefined where nothing is said, or what is said cannot be used. */
export interface TargetValues {
  readonly name: string | undefined
  readonly url: Filled<string> | undefined
  readonly application: string | undefined
  readonly environment: string | undefined
  readonly region: string | undefined
  readonly path: Filled<string> | undefined
  readonly protocol: ProtocolName | 'auto' | undefined
  readonly headers: Filled<readonly Header[]> | undefined
  readonly send: Filled<string> | undefined
  readonly expectation: Expectation | undefined
  readonly holdMs: number | undefined
  readonly subprotocols: readonly string[] | undefined
  readonly origin: string | undefined
  readonly resolve: readonly PinnedAddress[] | undefined
  readonly attempts: number | undefined
  readonly labels: readonly string[] | undefined
  readonly assignees: readonly string[] | undefined
}

/** Into which variables of the step may have been put. */
export interface Filled<T> {
  readonly value: T
  readonly secrets: readonly string[]
}

export function readTargetValues(fields: FieldReader, variables: Variables): TargetValues {
  const filling = { fields, variables }
  const resolve = fields.texts('resolve')
  return {
    name: fields.text('name'),
    url: readPlace(filling, 'url', parseWebSocketUrl),
    application: fields.text('application'),
    environment: fields.text('environment'),
    region: fields.text('region'),
    path: readPlace(filling, 'path', parseWebSocketPath),
    // Its shape is that it is one of them.
    protocol: fields.text('protocol') as ProtocolName | 'auto' | undefined,
    headers: readHeaders(filling),
    send: readSend(filling),
    expectation: readExpectation(fields),
    holdMs: fields.parsed('hold', fields.text('hold'), parseHold),
    subprotocols: fields.texts('subprotocols'),
    origin: fields.parsed('origin', fields.text('origin'), parseOrigin),
    resolve: fields.parsed('resolve', resolve, lines => lines.map(parseResolve)),
    attempts: fields.count('attempts'),
    labels: fields.texts('labels'),
    assignees: fields.texts('assignees'),
  }
}

interface Filling {
  readonly fields: FieldReader
  readonly variables: Variables
  /** What a variable's value becomes where it is put in. */
  readonly encode?: (value: string) => string
}

/** Undefined when a variable could not be put in, which is told. */
function fill({ fields, variables, encode }: Filling, place: FieldPlace, text: string) {
  const expanded = expandVariables(text, variables, encode)
  for (const { message, hint } of expanded.problems) fields.problem(place, message, hint)
  return expanded.problems.length > 0 ? undefined : expanded
}

/** A URL or a path: before its query, where what is put in would be shown, there may be no variable. */
function readPlace(filling: Filling, name: string, parse: (text: string) => string): Filled<string> | undefined {
  const { fields } = filling
  const text = fields.text(name)
  if (text === undefined) return undefined
  if (hasVariables(text.replace(/\?.*/s, ''))) {
    fields.problem(name, 'had "${" before its query', 'Write it out: variables are for queries, headers and send.')
    return undefined
  }
  const expanded = fill({ ...filling, encode: encodeURIComponent }, name, text)
  const value = fields.parsed(name, expanded?.text, parse)
  return value === undefined || !expanded ? undefined : { value, secrets: expanded.secrets }
}

function readHeaders(filling: Filling): Filled<readonly Header[]> | undefined {
  const { fields } = filling
  const pairs = fields.pairs('headers')
  if (!pairs) return undefined
  const filled = pairs.flatMap(({ key, value: text, line }) => {
    const place = { name: 'headers', line }
    const expanded = fill(filling, place, text)
    const header = expanded && fields.parsed(place, expanded, ({ text: value }: Expanded) => checkHeader(key, value))
    return expanded && header ? { header, secrets: expanded.secrets } : []
  })
  const value = filled.map(({ header }) => header)
  fields.parsed('headers', value, checkHeaders)
  return { value, secrets: filled.flatMap(({ secrets }) => secrets) }
}

function checkHeader(name: string, value: string): Header {
  checkHeaders([[name, value]])
  return [name, value]
}

function readSend(filling: Filling): Filled<string> | undefined {
  const text = filling.fields.text('send')
  const expanded = text === undefined ? undefined : fill(filling, 'send', text)
  return expanded && { value: cutLastBreak(expanded.text), secrets: expanded.secrets }
}

function readExpectation(fields: FieldReader): Expectation | undefined {
  const message = fields.message('expect')
  if (message && 'json' in message) return { kind: 'json', value: message.json }
  return fields.parsed('expect', message?.text, parseExpected)
}
