/** Reads the fields of one map of a file of targets, as the table of fields has them, and collects what is wrong. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { findMisfit, toText, writeScalar } from './fit-shape.ts'
import { TARGET_FIELDS, type TargetField } from './target-fields.ts'
import { toJson, type YamlEntry, type YamlMap, type YamlTree } from './yaml-tree.ts'

/** Takes what is wrong in a line: in the past tense, and what to do. */
export type Complain = (line: number, message: string, hint: string) => void

/** What is not there, and what has not the shape of its field, is undefined. */
export interface FieldReader {
  readonly line: number
  has(name: string): boolean
  text(name: string): string | undefined
  count(name: string): number | undefined
  texts(name: string): readonly string[] | undefined
  pairs(name: string): readonly Pair[] | undefined
  /** As it is; as JSON where it is no text. */
  message(name: string): { readonly text: string } | { readonly json: unknown } | undefined
  /** What `parse` makes of a value that is there; what it throws is told of the field. */
  parsed<T, V>(place: FieldPlace, value: V | undefined, parse: (value: V) => T): T | undefined
  problem(place: FieldPlace, message: string, hint: string): void
}

export interface Pair {
  readonly key: string
  readonly value: string
  readonly line: number
}

/** A field, or a line of it. */
export type FieldPlace = string | { readonly name: string; readonly line: number }

export function openFieldReader(map: YamlMap, place: 'target' | 'defaults', complain: Complain): FieldReader {
  const fields = TARGET_FIELDS.filter(({ isDefault }) => place === 'target' || isDefault)
  const entries = new Map(map.entries.map(entry => [entry.key, entry]))
  refuseUnknown(map, fields, complain)
  const fitting = new Map(fields.flatMap(field => pickFitting(field, entries.get(field.name), complain)))
  const problem = (place: FieldPlace, message: string, hint: string) => {
    const name = nameOf(place)
    const line = typeof place === 'string' ? (entries.get(name)?.line ?? map.line) : place.line
    complain(line, `'${name}' ${message}`, hint)
  }
  return {
    line: map.line,
    problem,
    has: name => entries.has(name),
    text: name => toWord(fitting.get(name)),
    count: name => (fitting.has(name) ? Number(toWord(fitting.get(name))) : undefined),
    texts: name => toTexts(fitting.get(name)),
    pairs: name => toPairs(fitting.get(name)),
    message: name => toMessage(fitting.get(name)),
    parsed(place, value, parse) {
      try {
        return value === undefined ? undefined : parse(value)
      } catch (error) {
        if (!(error instanceof ActionError)) throw error
        problem(place, error.message, findField(nameOf(place))?.hint ?? error.hint)
        return undefined
      }
    },
  }
}

/** What was there in the place of something else. */
export function describeTree(tree: YamlTree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'map' ? 'was a map of names and values' : 'was a list'
  return tree.value === null ? 'had no value' : `was ${quoteForeign(writeScalar(tree))}`
}

function nameOf(place: FieldPlace): string {
  return typeof place === 'string' ? place : place.name
}

function findField(wanted: string): TargetField | undefined {
  return TARGET_FIELDS.find(({ name }) => name === wanted)
}

function refuseUnknown(map: YamlMap, fields: readonly TargetField[], complain: Complain): void {
  for (const { key, line } of map.entries) {
    if (fields.some(({ name }) => name === key)) continue
    const hint = `Use: ${fields.map(({ name }) => name).join(', ')}.`
    if (findField(key)) complain(line, `'${key}' stood under "defaults"`, 'Write it at a target.')
    else complain(line, `${quoteForeign(key)} was no field`, hint)
  }
}

function pickFitting(field: TargetField, entry: YamlEntry | undefined, complain: Complain): [string, YamlTree][] {
  if (!entry) return []
  const misfit = findMisfit(entry.value, field.shape)
  if (!misfit) return [[field.name, entry.value]]
  const advice = adviseWritingOut(misfit) || adviseQuotes(misfit, field)
  complain(misfit.line, `'${field.name}' ${describeMisfit(misfit, field)}`, `${field.hint}${advice}`)
  return []
}

function describeMisfit(tree: YamlTree, { quote }: TargetField): string {
  const text = toText(tree)
  if (text === undefined || !quote) return quote && tree.kind === 'scalar' ? 'could not be used' : describeTree(tree)
  const quoted = quote(text)
  return quoted ? `was ${quoteForeign(quoted)}` : 'could not be used'
}

function adviseWritingOut(tree: YamlTree): string {
  return toText(tree)?.includes('${{') ? ' Write it out: GitHub fills in "${{ … }}" in workflows only.' : ''
}

// YAML takes 1.10 for a number and null for nothing.
function adviseQuotes(tree: YamlTree, { shape, quote }: TargetField): string {
  const isOther = tree.kind === 'scalar' && toText(tree) === undefined && tree.value !== null
  return isOther && shape.kind !== 'count' && !quote ? ` Write it in quotes: "${writeScalar(tree)}".` : ''
}

function toWord(tree: YamlTree | undefined): string | undefined {
  return tree?.kind === 'scalar' ? writeScalar(tree) : undefined
}

function toTexts(tree: YamlTree | undefined): readonly string[] | undefined {
  return tree?.kind === 'list' ? tree.items.map(item => toText(item) ?? '') : tree && [toText(tree) ?? '']
}

function toPairs(tree: YamlTree | undefined): readonly Pair[] | undefined {
  return tree?.kind === 'map'
    ? tree.entries.map(({ key, value, line }) => ({ key, value: toWord(value) ?? '', line }))
    : undefined
}

function toMessage(tree: YamlTree | undefined): { text: string } | { json: unknown } | undefined {
  const text = toText(tree)
  return text === undefined ? tree && { json: toJson(tree) } : { text }
}
