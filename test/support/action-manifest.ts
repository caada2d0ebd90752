/** action.yml as the runner uses it: which file it runs, and which INPUT_ variables it gives. */

import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'

export interface ActionManifest {
  /** Absolute path of `runs.main`. */
  readonly mainPath: string
  /** Name of an input to its default, undefined when it has none. */
  readonly inputs: Readonly<Record<string, string | undefined>>
  readonly outputs: readonly string[]
}

/** Values for `${{ ... }}` in defaults: "github.token" and the like. */
export type ExpressionValues = Readonly<Record<string, string>>

export async function readActionManifest(path: string): Promise<ActionManifest> {
  const { runs, inputs, outputs } = parse(await readFile(path, 'utf8')) as RawManifest
  if (runs?.using !== 'node24' || !runs.main) throw new Error(`"${path}" is no action that runs on node24.`)
  const defaults = Object.entries(inputs ?? {}).map(([name, input]) => [name, toText(input?.default)])
  return {
    mainPath: resolve(dirname(path), runs.main),
    inputs: Object.fromEntries(defaults),
    outputs: Object.keys(outputs ?? {}),
  }
}

/**
 * The INPUT_ variables of a step: the given values over the defaults. Every declared input is there, empty without
 * either. The name is upper-cased, spaces become underscores, hyphens stay (Handler.cs).
 * The runner only warns of an unknown input; in a test it is a mistake, and thrown.
 */
export function makeInputVariables(
  manifest: ActionManifest,
  given: Readonly<Record<string, string>>,
  values: ExpressionValues,
): Record<string, string> {
  const unknown = Object.keys(given).filter(name => !(name in manifest.inputs))
  if (unknown.length > 0) {
    throw new Error(`The action has no input "${unknown.join('", "')}". It has: ${Object.keys(manifest.inputs)}.`)
  }
  const variables: Record<string, string> = {}
  for (const [name, byDefault] of Object.entries(manifest.inputs)) {
    const value = given[name] ?? evaluate(byDefault ?? '', values)
    variables[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value
  }
  return variables
}

function evaluate(text: string, values: ExpressionValues): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = values[expression]
    if (value === undefined) throw new Error(`The default "${text}" needs a value for "${expression}".`)
    return value
  })
}

function toText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}

interface RawManifest {
  readonly runs?: { readonly using?: string; readonly main?: string }
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>
  readonly outputs?: Readonly<Record<string, unknown>>
}
