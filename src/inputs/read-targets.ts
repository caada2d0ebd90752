/** Reads a file of targets. It is somebody's: whatever is in it, what is wrong is told with its line, all at once. */

import { ActionError } from '../action-error.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { CheckTarget } from './check-target.ts'
import type { Variables } from './expand-variables.ts'
import { type Complain, describeTree, openFieldReader } from './field-reader.ts'
import { joinTarget, type TargetSurroundings } from './join-target.ts'
import { MOST_TARGETS } from './target-fields.ts'
import { readTargetValues, type TargetValues } from './target-values.ts'
import { readYamlTree, type YamlMap, type YamlTree } from './yaml-tree.ts'

export interface TargetsFile {
  /** As the input has it. */
  readonly path: string
  readonly text: string
}

/** Throws one ActionError that names every mistake. */
export function readTargets({ path, text }: TargetsFile, surroundings: TargetSurroundings): CheckTarget[] {
  const problems: { readonly line: number; readonly text: string }[] = []
  const complain: Complain = (line, message, hint) => {
    problems.push({ line, text: `line ${line}: ${toPrintableLine(message, LONGEST_MESSAGE)}. ${hint}`.trimEnd() })
  }
  const targets = readAll(text, surroundings, complain)
  const sorted = problems.toSorted((a, b) => a.line - b.line).map(problem => problem.text)
  if (sorted.length > 0) throw invalid(path, sorted)
  return targets
}

const LONGEST_MESSAGE = 400
const MOST_PROBLEMS = 40

const WHOLE = 'Write "targets:" and below it a list, each with "- url: wss://chat.example.com/ws" or an environment.'

function readAll(text: string, surroundings: TargetSurroundings, complain: Complain): CheckTarget[] {
  const refuse = refuseBy(complain)
  const root = readYamlTree(text)
  if (root.kind === 'problem') return refuse(root.line, `the file ${root.problem}`, '')
  if (root.kind !== 'map') return refuse(root.line, `the file ${describeTree(root)}`)
  for (const { key, line } of root.entries) {
    if (ROOT_KEYS.has(key)) continue
    complain(line, `${quoteForeign(key)} was no field`, 'Use: defaults, targets. All others are those of a target.')
  }
  const defaults = readDefaults(root, surroundings.variables, complain)
  const seen = new Map(surroundings.others.map(({ id }) => [id, 'of the inputs']))
  return listTargets(root, complain).flatMap(map => {
    const fields = openFieldReader(map, 'target', complain)
    const values = readTargetValues(fields, surroundings.variables)
    const target = joinTarget({ fields, own: values, defaults, surroundings })
    const id = target?.id ?? values.name
    if (id === undefined) return []
    const before = seen.get(id)
    if (before) complain(map.line, `the target was called ${quoteForeign(id)}, as the one ${before}`, RENAME)
    seen.set(id, `in line ${map.line}`)
    return target ?? []
  })
}

/** The first is for editors. */
const ROOT_KEYS = new Set(['$schema', 'defaults', 'targets'])

const RENAME = 'Write another "name" for one of them.'

function readDefaults(root: YamlMap, variables: Variables, complain: Complain): TargetValues {
  const entry = root.entries.find(({ key }) => key === 'defaults')
  const isMap = entry?.value.kind === 'map'
  if (entry && !isMap) {
    complain(
      entry.value.line,
      `'defaults' ${describeTree(entry.value)}`,
      'Write fields of targets below it, or leave it out.',
    )
  }
  const map = entry?.value.kind === 'map' ? entry.value : { kind: 'map' as const, line: root.line, entries: [] }
  return readTargetValues(openFieldReader(map, 'defaults', complain), variables)
}

function listTargets(root: YamlMap, complain: Complain): YamlMap[] {
  const refuse = refuseBy(complain)
  const list: YamlTree | undefined = root.entries.find(({ key }) => key === 'targets')?.value
  if (!list) return refuse(root.line, 'the file had no "targets"')
  if (list.kind !== 'list') return refuse(list.line, `'targets' ${describeTree(list)}`)
  if (list.items.length === 0) return refuse(list.line, "'targets' was empty")
  if (list.items.length > MOST_TARGETS) {
    const hint = `Write at most ${MOST_TARGETS} into one file, and the others into another for a step of its own.`
    return refuse(list.line, `'targets' had ${list.items.length} of them`, hint)
  }
  return list.items.flatMap(item =>
    item.kind === 'map' ? item : refuse(item.line, `the target ${describeTree(item)}`),
  )
}

/** For what is nothing to go on with. */
function refuseBy(complain: Complain) {
  return (line: number, message: string, hint = WHOLE): [] => {
    complain(line, message, hint)
    return []
  }
}

function invalid(path: string, problems: readonly string[]): ActionError {
  const more = problems.length - MOST_PROBLEMS
  return new ActionError({
    code: 'invalid-targets',
    message: `The file ${quoteForeign(path)} had ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}.`,
    hint: [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'),
  })
}
