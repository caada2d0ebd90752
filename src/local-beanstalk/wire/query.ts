/** Decodes the form bodies of the awsQuery and ec2Query protocols by the operation's schema. */

import { ServiceError } from '../service-error.ts'
import { decode } from './request.ts'
import type { Schema } from './schema.ts'

export type QueryProtocol = 'awsQuery' | 'ec2Query'

interface Node {
  value: string | undefined
  readonly children: Map<string, Node>
}

const MAX_PARAMETERS = 10_000
const MAX_DEPTH = 12

/** The form's pairs; a plus is a space here, as `aws` sends it. */
export function readForm(body: string): Map<string, string> {
  const pairs = body.split('&')
  if (pairs.length > MAX_PARAMETERS)
    throw new ServiceError('MalformedQueryString', 'The query string has too many parameters.', { status: 404 })
  const form = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    form.set(decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' ')))
  }
  return form
}

/** Parameters that the schema does not know are left out, as the services do. */
export function decodeQuery(
  form: ReadonlyMap<string, string>,
  input: Schema,
  protocol: QueryProtocol,
): Record<string, unknown> {
  const root: Node = { value: undefined, children: new Map() }
  for (const [name, value] of form) plant(root, name, value)
  return input.isStructSchema() ? decodeStructure(root, input, protocol) : {}
}

function plant(root: Node, name: string, value: string): void {
  const steps = name.split('.')
  if (steps.length > MAX_DEPTH) return
  let node = root
  for (const step of steps) {
    const child = node.children.get(step) ?? { value: undefined, children: new Map() }
    node.children.set(step, child)
    node = child
  }
  node.value = value
}

function decodeStructure(node: Node, schema: Schema, protocol: QueryProtocol): Record<string, unknown> {
  const decoded: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(wireName(name, member, protocol))
    if (child !== undefined) decoded[name] = decodeValue(child, member, protocol)
  }
  return decoded
}

function decodeValue(node: Node, schema: Schema, protocol: QueryProtocol): unknown {
  if (schema.isListSchema()) return decodeList(node, schema, protocol)
  if (schema.isStructSchema()) return decodeStructure(node, schema, protocol)
  return decodeScalar(node.value ?? '', schema)
}

function decodeList(node: Node, schema: Schema, protocol: QueryProtocol): unknown[] {
  const member = schema.getValueSchema()
  const flat = protocol === 'ec2Query' || schema.getMergedTraits().xmlFlattened
  const items = flat
    ? node.children
    : (node.children.get(member.getMergedTraits().xmlName ?? 'member')?.children ?? new Map<string, Node>())
  return [...items]
    .filter(([index]) => /^\d{1,5}$/.test(index))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => decodeValue(item, member, protocol))
}

function decodeScalar(text: string, schema: Schema): unknown {
  const malformed = () => new ServiceError('MalformedInput', `Unable to parse '${text}' of '${schema.getMemberName()}'`)
  if (schema.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') throw malformed()
    return text === 'true'
  }
  if (schema.isNumericSchema()) {
    if (!/^-?\d{1,15}(\.\d+)?$/.test(text)) throw malformed()
    return Number(text)
  }
  if (schema.isTimestampSchema()) {
    const date = new Date(text)
    if (Number.isNaN(date.getTime())) throw malformed()
    return date
  }
  return text
}

function wireName(name: string, schema: Schema, protocol: QueryProtocol): string {
  const traits = schema.getMergedTraits()
  if (protocol === 'awsQuery') return traits.xmlName ?? name
  const key = traits.xmlName ?? name
  return typeof traits.ec2QueryName === 'string' ? traits.ec2QueryName : key.charAt(0).toUpperCase() + key.slice(1)
}
