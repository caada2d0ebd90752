/** Reads one `.ebextensions/*.config` as YAML, with the lines of what is in it. */

import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'

export interface Ebextension {
  readonly file: string
  /** Undefined for a file with nothing but comments. */
  readonly root: YAMLMap | undefined
  /** Counted from 1. */
  toLine(node: unknown): number
}

/** Why it cannot be read, as a string; never throws. */
export function readEbextension(file: string, text: string): Ebextension | string {
  const lines = new LineCounter()
  try {
    const { contents, errors } = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false })
    const error = errors[0]
    if (error) return `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`
    if (contents !== null && !isMap(contents)) return 'it is not a map of keys'
    return { file, root: contents ?? undefined, toLine: node => lines.linePos(offsetOf(node)).line }
  } catch (error) {
    // The parser recurses: a file that is nested deeply enough ends its stack.
    return error instanceof Error ? error.message : String(error)
  }
}

/** The node under `key`, not its value; undefined when `map` is no map. */
export function nodeAt(map: unknown, key: string): unknown {
  return isMap(map) ? map.get(key, true) : undefined
}

/** The text of a scalar, whatever YAML takes it for (8081, true); '' for anything else. */
export function textOf(node: unknown): string {
  return isScalar(node) ? (node.source ?? String(node.value ?? '')) : ''
}

function offsetOf(node: unknown): number {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0
}
