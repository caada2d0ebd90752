/** Reads one `.ebextensions/*.config` as YAML, with the lines of what is in it. */

import { type Document, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, visit, type YAMLMap } from 'yaml'

export interface Ebextension {
  readonly file: string
  /** Undefined for a file with nothing but comments. */
  readonly root: YAMLMap | undefined
  /** What a later key of the same name in the same map takes the place of; it is no longer in `root`. */
  readonly lostKeys: readonly LostKey[]
  /** Counted from 1. */
  toLine(node: unknown): number
}

export interface LostKey {
  readonly key: string
  readonly line: number
  readonly lastLine: number
}

/** Why it cannot be read, as a string; never throws. */
export function readEbextension(file: string, text: string): Ebextension | string {
  const lines = new LineCounter()
  try {
    const options = { lineCounter: lines, logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const
    const document = parseDocument(text, options)
    const { contents, errors } = document
    const error = errors[0]
    if (error) return `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`
    if (contents !== null && !isMap(contents)) return 'it is not a map of keys'
    const toLine = (node: unknown) => lines.linePos(offsetOf(node)).line
    return { file, root: contents ?? undefined, lostKeys: dropLostKeys(document, toLine), toLine }
  } catch (error) {
    // The parser recurses: a file that is nested deeply enough ends its stack.
    return error instanceof Error ? error.message : String(error)
  }
}

/** Leaves the last of each key in every map. */
function dropLostKeys(document: Document, toLine: Ebextension['toLine']): LostKey[] {
  const lost: LostKey[] = []
  visit(document, {
    Map(_, map) {
      const last = new Map(map.items.map(pair => [toIdentity(pair), pair]))
      for (const pair of map.items) {
        const winner = last.get(toIdentity(pair))
        if (!winner || winner === pair) continue
        lost.push({ key: textOf(pair.key), line: toLine(pair.key), lastLine: toLine(winner.key) })
      }
      map.items = map.items.filter(pair => last.get(toIdentity(pair)) === pair)
    },
  })
  return lost
}

// The number 1 and the text "1" are two keys.
function toIdentity({ key }: Pair): unknown {
  return isScalar(key) ? key.value : key
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
