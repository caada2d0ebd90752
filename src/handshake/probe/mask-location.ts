/** Hides what a redirect carries along: a token in the query of a Location is as secret as one that was sent. Pure. */

import type { AnsweredEvidence } from '../evidence.ts'
import { maskQuery } from '../target.ts'

type Written = Pick<AnsweredEvidence, 'headers' | 'body' | 'isBodyCut'>

/** More than any URL has: the rest of the body is left as it is. */
const MOST_PAIRS = 100

/** The answer with `***` for the values of the Location's query and its fragment, in the header and where the body repeats it. */
export function maskLocation({ headers, body, isBodyCut }: Written): Written {
  const locations = headers.filter(([name]) => isLocation(name)).map(([, value]) => value)
  const pairs = locations.flatMap(listPairs).slice(0, MOST_PAIRS)
  return {
    headers: headers.map(([name, value]) => [name, isLocation(name) ? maskUrl(value) : value] as const),
    body: pairs.reduce((text, pair) => text.replaceAll(pair, maskQuery(`?${pair}`).slice(1)), body),
    isBodyCut,
  }
}

function isLocation(name: string): boolean {
  return name.toLowerCase() === 'location'
}

function maskUrl(url: string): string {
  const [bare = '', fragment] = url.split(/#(.*)/s)
  return `${maskQuery(bare)}${fragment === undefined ? '' : '#***'}`
}

/** Of query and fragment, as `token=abc`; what has no value is no secret that could be told from a word. */
function listPairs(url: string): string[] {
  return url
    .split(/[?#]/)
    .slice(1)
    .flatMap(part => part.split('&'))
    .filter(pair => /=./.test(pair))
}
