/** Which of the locations that nginx has answers at a path. */

import type { FoundLocation } from './find-locations.ts'

export interface LocationChoice {
  /** The exact one, else the longest prefix. */
  readonly prefix: FoundLocation | undefined
  /** The regular expressions that nginx tries before it settles for `prefix`, in its order; none is tried out here. */
  readonly patterns: readonly FoundLocation[]
}

/**
 * As nginx chooses, locations inside of others included.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export function chooseLocation(locations: readonly FoundLocation[], path: string): LocationChoice {
  const exact = locations.find(location => location.modifier === '=' && location.path === path)
  if (exact) return { prefix: exact, patterns: [] }
  const prefixes = locations.filter(({ modifier }) => /^(\^~)?$/.test(modifier))
  const [longest] = prefixes
    .filter(({ path: prefix }) => path.startsWith(prefix))
    .toSorted((a, b) => b.path.length - a.path.length)
  // nginx sends a client that asks for "/ws" to "/ws/" where something is behind the latter.
  const redirecting = prefixes.find(location => location.handsOn && location.path === `${path}/`)
  if (redirecting && longest?.path !== path) return { prefix: redirecting, patterns: [] }
  const inner = longest ? chooseLocation(longest.inner, path) : NOTHING
  if (inner.prefix?.modifier === '=') return inner
  const beside = longest?.modifier === '^~' ? [] : locations.filter(({ modifier }) => modifier.startsWith('~'))
  return { prefix: inner.prefix ?? longest, patterns: [...inner.patterns, ...beside] }
}

const NOTHING: LocationChoice = { prefix: undefined, patterns: [] }
