/** In which forms a text comes back: whoever quotes it may encode it, and may break it over lines. Pure. */

import { listReadings, type Reading, readPlainly, squeeze } from './text-reading.ts'

/** Shorter ones are found in longer words, and are hidden only where they stand by themselves. */
export const SHORTEST_PIECE = 8

/** Of a form that is not the text itself. */
const SHORTEST_FORM = 4

/** The text itself, and as it stands in a URL, in HTML, in JSON, in base64 and in hexadecimal digits; the longest first. */
export function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const percents = bytes.toString('hex').replaceAll(/../g, '%$&')
  const inJson = JSON.stringify(secret).slice(1, -1)
  const forms = [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    encodeURIComponent(secret.toWellFormed()).replaceAll('%20', '+'),
    encodeURI(secret.toWellFormed()),
    percents,
    inJson,
    inJson.replaceAll('/', '\\/'),
    escapeHtml(secret, '&#39;'),
    escapeHtml(secret, '&#x27;'),
    bytes.toString('latin1'),
    bytes.toString('hex'),
    ...listBase64(bytes),
  ]
  const all = [...new Set(forms)].filter(form => form === secret || form.length >= SHORTEST_FORM)
  return all.sort((a, b) => b.length - a.length)
}

/**
 * Writes *** for each of the forms in a text, whatever white space stands in them, whatever their case, and whichever of
 * their characters are escaped; also for the beginning of one with which the text ends, because answers are cut.
 */
export function makeHider(forms: readonly string[]): (text: string) => string {
  const squeezed = forms.map(form => squeeze(readPlainly(form)).text).filter(({ length }) => length >= SHORTEST_PIECE)
  const words = forms.filter(({ length }) => length < SHORTEST_PIECE).map(toWordPattern)
  const beginnings = sortByBeginning(squeezed)
  return text => hide(text, beginnings, words)
}

/** By their first characters: many targets have many secrets, and to look for each by itself would take minutes. */
type Beginnings = ReadonlyMap<string, readonly string[]>

function sortByBeginning(forms: readonly string[]): Beginnings {
  const beginnings = new Map<string, string[]>()
  for (const form of new Set(forms)) {
    const beginning = form.slice(0, SHORTEST_PIECE)
    const alike = beginnings.get(beginning)
    if (alike) alike.push(form)
    else beginnings.set(beginning, [form])
  }
  return beginnings
}

/** As a word of its own, without the freedom of white space within it. */
function toWordPattern(form: string): RegExp {
  const characters = [...form].map(character => `\\u{${character.codePointAt(0)?.toString(16)}}`).join('')
  return new RegExp(`(?<![\\p{L}\\p{N}])${characters}(?![\\p{L}\\p{N}])`, 'giu')
}

function hide(text: string, beginnings: Beginnings, words: readonly RegExp[]): string {
  const stretches = listReadings(text).flatMap(reading => {
    const tight = squeeze(reading)
    return [
      ...findForms(tight.text, beginnings).map(found => locate(found, tight)),
      ...words.flatMap(word => findWord(reading.text, word)).map(found => locate(found, reading)),
    ]
  })
  let hidden = ''
  let done = 0
  for (const [from, to] of stretches.sort(([a], [b]) => a - b)) {
    if (from >= done) hidden += `${text.slice(done, from)}***`
    done = Math.max(done, to)
  }
  return stretches.length === 0 ? text : hidden + text.slice(done)
}

type Stretch = readonly [start: number, end: number]

/** Where it is in the text that was read. */
function locate([start, end]: Stretch, { starts, ends }: Reading): Stretch {
  return [starts[start] ?? 0, ends[end - 1] ?? 0]
}

function findWord(text: string, word: RegExp): Stretch[] {
  return [...text.matchAll(word)].map(({ index, 0: found }) => [index, index + found.length])
}

/** Whole, and at the end of the text also the beginning of one. */
function findForms(text: string, beginnings: Beginnings): Stretch[] {
  const found: Stretch[] = []
  if (beginnings.size === 0) return found
  for (let at = 0; at + SHORTEST_PIECE <= text.length; at++) {
    for (const form of beginnings.get(text.slice(at, at + SHORTEST_PIECE)) ?? []) {
      const isCut = at + form.length > text.length
      if (isCut ? form.startsWith(text.slice(at)) : text.startsWith(form, at)) {
        found.push([at, Math.min(text.length, at + form.length)])
      }
    }
  }
  return found
}

/** Where it stands in a longer text, its first and last characters depend on what is beside it. */
function listBase64(bytes: Buffer): string[] {
  const inside = [0, 1, 2].map(offset => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '')
    const isWhole = (offset + bytes.length) % 3 === 0
    return text.slice(Math.ceil((offset * 8) / 6), isWhole ? undefined : -1)
  })
  return inside.flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}

function escapeHtml(text: string, apostrophe: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", apostrophe)
}
