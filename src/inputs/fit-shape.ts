/** Whether a value of a file of targets has the shape of its field. Pure. */

import type { Shape } from './target-fields.ts'
import type { YamlEntry, YamlScalar, YamlTree } from './yaml-tree.ts'

type ShapeOf<Kind extends Shape['kind']> = Extract<Shape, { kind: Kind }>

/** The part that has not; undefined where all of it has. */
export function findMisfit(tree: YamlTree, shape: Shape): YamlTree | undefined {
  switch (shape.kind) {
    case 'text':
      return hasText(tree, shape.pattern) ? undefined : tree
    case 'choice':
      return shape.choices.some(choice => toText(tree) === choice) ? undefined : tree
    case 'count':
      return isWhole(tree, shape) ? undefined : tree
    case 'time':
      return hasText(tree, shape.pattern) || isWhole(tree, { min: 0, max: shape.max }) ? undefined : tree
    case 'message':
      return hasText(tree, shape.pattern) || tree.kind !== 'scalar' ? undefined : tree
    case 'texts':
      return findMisfitItem(tree, shape)
    case 'headers':
      return findMisfitHeader(tree, shape)
  }
}

/** Of a scalar that YAML takes for a text. */
export function toText(tree: YamlTree | undefined): string | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined
}

function hasText(tree: YamlTree, pattern: RegExp): boolean {
  const text = toText(tree)
  return text !== undefined && pattern.test(text)
}

function isWhole(tree: YamlTree, { min, max }: { readonly min: number; readonly max: number }): boolean {
  if (tree.kind !== 'scalar' || typeof tree.value !== 'number') return false
  return Number.isInteger(tree.value) && tree.value >= min && tree.value <= max
}

function findMisfitItem(tree: YamlTree, { pattern, most }: ShapeOf<'texts'>): YamlTree | undefined {
  if (tree.kind !== 'list') return hasText(tree, pattern) ? undefined : tree
  return tree.items.length > most ? tree : tree.items.find(item => !hasText(item, pattern))
}

function findMisfitHeader(tree: YamlTree, { namePattern, pattern, most }: ShapeOf<'headers'>): YamlTree | undefined {
  if (tree.kind !== 'map' || tree.entries.length > most) return tree
  const fits = ({ key, value }: YamlEntry) =>
    namePattern.test(key) && value.kind === 'scalar' && value.value !== null && pattern.test(writeScalar(value))
  return tree.entries.find(entry => !fits(entry))?.value
}

/** A number as it is written there: 1.0 is no 1. */
export function writeScalar({ value, source }: YamlScalar): string {
  return typeof value === 'string' ? value : source
}
