/** In which forms a text comes back: whoever quotes it may encode it, and may break it over lines. Pure. */

/** Shorter texts are no secrets, and would be found in every text. */
export const SHORTEST_SECRET = 8

/** The text itself, and as it stands in a URL, in HTML, in JSON, in base64 and in hexadecimal digits; the longest first. */
export function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const percents = bytes.toString('hex').replaceAll(/../g, '%$&')
  const inJson = JSON.stringify(secret).slice(1, -1)
  const forms = [
    secret,
    encodeURIComponent(secret.toWellFormed()),
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
  return [...new Set(forms)].filter(form => form.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length)
}

/**
 * `text` with *** for each of the forms, whatever white space stands in them and whatever their case; also for the
 * beginning of one with which the text ends, because answers are cut.
 */
export function hideForms(text: string, forms: readonly string[]): string {
  const { squeezed, places } = squeeze(text)
  const stretches = forms.flatMap(form => findForm(squeezed, squeeze(form).squeezed))
  let hidden = ''
  let done = 0
  for (const [start, end] of stretches.sort(([a], [b]) => a - b)) {
    const [from, to] = [places[start] ?? 0, (places[end - 1] ?? 0) + 1]
    if (from >= done) hidden += `${text.slice(done, from)}***`
    done = Math.max(done, to)
  }
  return stretches.length === 0 ? text : hidden + text.slice(done)
}

function findForm(text: string, form: string): [start: number, end: number][] {
  if (form.length < SHORTEST_SECRET) return []
  const found: [number, number][] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    found.push([at, at + form.length])
  }
  for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_SECRET; length--) {
    if (!text.endsWith(form.slice(0, length))) continue
    found.push([text.length - length, text.length])
    break
  }
  return found
}

/** Without white space and invisible characters, in lower case; and where in the text each character stands. */
function squeeze(text: string): { squeezed: string; places: number[] } {
  const places: number[] = []
  let squeezed = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (/[\s\p{Cc}\p{Cf}]/u.test(character)) continue
    const lower = character.toLowerCase()
    squeezed += lower.length === 1 ? lower : character
    places.push(at)
  }
  return { squeezed, places }
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
