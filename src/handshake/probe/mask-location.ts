/** Hides what a redirect carries along: a token in the query of a Location is as secret as one that was sent. Pure. */

import type { AnsweredEvidence } from '../evidence.ts'

type Written = Pick<AnsweredEvidence, 'headers' | 'body' | 'isBodyCut'>

/**
 * The answer with `***` for the Location's query and fragment, in the header and where the body repeats the whole of
 * it. Names are hidden as well as values: which part of a foreign text is a name, the text itself decides.
 */
export function maskLocation({ headers, body, isBodyCut }: Written): Written {
  const locations = headers.filter(([name]) => isLocation(name)).map(([, value]) => value)
  return {
    headers: headers.map(([name, value]) => [name, isLocation(name) ? maskUrl(value) : value] as const),
    body: locations.flatMap(listSpellings).reduce((text, url) => text.replaceAll(url, maskUrl(url)), body),
    isBodyCut,
  }
}

function isLocation(name: string): boolean {
  return name.toLowerCase() === 'location'
}

function maskUrl(url: string): string {
  return url.replace(/([?#]).*/s, '$1***')
}

/** As it is, and as HTML has it. */
function listSpellings(url: string): string[] {
  return /[?#]/.test(url) ? [url, url.replaceAll('&', '&amp;')] : []
}
