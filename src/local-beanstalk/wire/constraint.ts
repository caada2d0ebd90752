/** Checks decoded parameters as the services' front does, before any handler sees them. */

import { ServiceError } from '../service-error.ts'
import { type OperationSchema, requiredMembers, type Schema } from './schema.ts'

export interface Constraint {
  readonly min?: number
  readonly max?: number
  readonly oneOf?: readonly string[]
}

/** By the name of the member, which stands for the name of its shape. */
export type Constraints = Readonly<Record<string, Constraint>>

/** @throws ServiceError ValidationError, with every fault in one message, as Elastic Beanstalk words it. */
export function validate(
  parameters: Readonly<Record<string, unknown>>,
  operation: OperationSchema,
  constraints: Constraints,
): void {
  const faults: string[] = []
  validateStructure(
    parameters,
    { schema: operation.input, required: operation.required, path: '' },
    { constraints, faults },
  )
  if (faults.length === 0) return
  const count = faults.length === 1 ? '1 validation error' : `${faults.length} validation errors`
  throw new ServiceError('ValidationError', `${count} detected: ${faults.join('; ')}`)
}

interface Place {
  readonly schema: Schema
  readonly required: readonly string[]
  readonly path: string
}

interface Findings {
  readonly constraints: Constraints
  readonly faults: string[]
}

function validateStructure(value: Readonly<Record<string, unknown>>, place: Place, findings: Findings): void {
  for (const [name, schema] of place.schema.isStructSchema() ? place.schema.structIterator() : []) {
    const path = `${place.path}${name.charAt(0).toLowerCase()}${name.slice(1)}`
    const member = value[name]
    if (member === undefined) {
      if (place.required.includes(name)) findings.faults.push(fault('null', path, 'Member must not be null'))
    } else if (schema.isStructSchema()) {
      validateStructure(
        asRecord(member),
        { schema, required: requiredMembers(schema.getSchema()), path: `${path}.` },
        findings,
      )
    } else if (Array.isArray(member)) {
      validateList(member, { schema: schema.getValueSchema(), required: [], path }, { name, findings })
    } else {
      const broken = brokenConstraint(member, findings.constraints[name])
      if (broken !== undefined) findings.faults.push(fault(`'${member}'`, path, broken))
    }
  }
}

function validateList(
  items: readonly unknown[],
  place: Place,
  of: { readonly name: string; readonly findings: Findings },
): void {
  const { name, findings } = of
  if (place.schema.isStructSchema()) {
    const required = requiredMembers(place.schema.getSchema())
    items.forEach((item, index) => {
      validateStructure(
        asRecord(item),
        { schema: place.schema, required, path: `${place.path}.${index + 1}.member.` },
        findings,
      )
    })
    return
  }
  const constraint = findings.constraints[name] ?? findings.constraints[name.replace(/s$/, '')]
  const broken = items.map(item => brokenConstraint(item, constraint)).find(found => found !== undefined)
  if (broken !== undefined)
    findings.faults.push(fault(`'[${items.join(', ')}]'`, place.path, `Member must satisfy constraint: [${broken}]`))
}

function brokenConstraint(value: unknown, constraint: Constraint | undefined): string | undefined {
  if (constraint === undefined) return undefined
  const { min, max, oneOf } = constraint
  if (oneOf !== undefined && !oneOf.includes(String(value)))
    return `Member must satisfy enum value set: [${oneOf.join(', ')}]`
  const isNumber = typeof value === 'number'
  const size = isNumber ? value : String(value).length
  if (min !== undefined && size < min)
    return `Member must have ${isNumber ? 'value' : 'length'} greater than or equal to ${min}`
  if (max !== undefined && size > max)
    return `Member must have ${isNumber ? 'value' : 'length'} less than or equal to ${max}`
  return undefined
}

function fault(value: string, path: string, broken: string): string {
  return `Value ${value} at '${path}' failed to satisfy constraint: ${broken}`
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
