/** What can be said about a regular expression of a location without trying it out, which may take for ever. */

import type { FoundLocation } from './find-locations.ts'

/**
 * Whether it may match `path`, or what is below it: 'file-names' for one that matches only what has a dot below it.
 * What it is not sure of is 'perhaps'.
 */
export function reachOf(location: Pick<FoundLocation, 'modifier' | 'path'>, path: string): PatternReach {
  const isCaseless = location.modifier === '~*'
  const source = location.path
  if (source.length > LONGEST_SOURCE || hasAlternatives(source)) return 'perhaps'
  const literal = readLiteralStart(source)
  const whole = path.endsWith('/') ? path : `${path}/`
  if (literal !== undefined && isElsewhere(literal, whole, isCaseless)) return 'never'
  return needsFileName(source, path) ? 'file-names' : 'perhaps'
}

export type PatternReach = 'never' | 'file-names' | 'perhaps'

const LONGEST_SOURCE = 500

/** Outside of groups, where each of them stands for itself. */
function hasAlternatives(source: string): boolean {
  const plain = source.replaceAll(/\\./gs, '').replaceAll(/\[\^?\]?[^\]]*\]/g, '')
  let depth = 0
  for (const character of plain) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === '|' && depth <= 0) return true
  }
  return false
}

/** "^/ws\.v1/(a|b)": "/ws.v1/". Undefined for one that may begin anywhere. */
function readLiteralStart(source: string): string | undefined {
  const [, text = '', next = ''] = /^\^((?:[\w/~-]|\\[./-])*)(.?)/s.exec(source) ?? []
  if (!source.startsWith('^')) return undefined
  const literal = text.replaceAll('\\', '')
  // What a quantifier stands behind may be missing.
  return /[?*{]/.test(next) ? literal.slice(0, -1) : literal
}

function isElsewhere(literal: string, whole: string, isCaseless: boolean): boolean {
  const [a, b] = isCaseless ? [literal.toLowerCase(), whole.toLowerCase()] : [literal, whole]
  return !a.startsWith(b) && !b.startsWith(a)
}

// "/\.ht", "\.(js|css)$", "^/.+\.php$". A path that is written into a file has no "/." in it.
function needsFileName(source: string, path: string): boolean {
  if (/^\/\\\.(?![?*{])/.test(source)) return true
  const [, ending] = /(?<!\\)\\\.(\w+|\((?:\?:)?[\w|]+\))\$$/.exec(source) ?? []
  return ending !== undefined && !/\.[^/]*$/.test(path)
}
