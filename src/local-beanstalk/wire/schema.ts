/** The SDK packages' own schemas as this server uses them: to find an operation, to decode its request, to encode its answer. */

import { NormalizedSchema } from '@smithy/core/schema'

export type Schema = NormalizedSchema

/** A package of the SDK, as `import *` gives it: each shape and operation is exported as `Name$`. */
export type SdkModule = Readonly<Record<string, unknown>>

export interface OperationSchema {
  readonly name: string
  readonly input: Schema
  readonly output: Schema
  /** Names of the members that a caller must send. */
  readonly required: readonly string[]
}

export function findOperation(sdk: SdkModule, name: string): OperationSchema | undefined {
  const found = Object.hasOwn(sdk, `${name}$`) ? sdk[`${name}$`] : undefined
  // An operation's schema reads [9, namespace, name, traits, input, output]; 3 marks a structure.
  if (!Array.isArray(found) || found[0] !== 9) return undefined
  const [input, output] = [unwrap(found[4]), unwrap(found[5])]
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    required: requiredMembers(input),
  }
}

/** In a structure's schema [3, namespace, name, traits, members, schemas, N] the first N members are required. */
export function requiredMembers(structure: unknown): readonly string[] {
  if (!Array.isArray(structure) || !Array.isArray(structure[4])) return []
  return structure[4].slice(0, typeof structure[6] === 'number' ? structure[6] : 0)
}

function unwrap(schema: unknown): Parameters<typeof NormalizedSchema.of>[0] {
  return typeof schema === 'function' ? schema() : (schema as Parameters<typeof NormalizedSchema.of>[0])
}
