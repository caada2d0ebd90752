/** Keeps what was sent out of what is kept: a server may write our own headers into its error page. */

import { isDescribingHeader, isPublicWord } from './public-words.ts'
import type { Header } from './request.ts'
import { listForms, makeHider, SHORTEST_PIECE } from './secret-forms.ts'
import { parseUrl, type Target } from './target.ts'

/** Shorter values are found in every text. */
const SHORTEST_SECRET = 4

/** What is sent, as far as it may be secret. */
export interface Sent {
  readonly headers?: readonly Header[]
  readonly dialogue?: { readonly send?: string }
  readonly proxy?: { readonly authorization?: string }
}

/** The values of the caller's headers and of the query, the message, and the parts of them that stand by themselves. */
export function collectSecrets(target: Target, { headers = [], dialogue, proxy }: Sent): string[] {
  const query = parseUrl(target.requestTarget, 'http://localhost')?.searchParams.values() ?? []
  const describing = headers.filter(([name]) => isDescribingHeader(name)).map(([, value]) => value)
  const credentials = headers.filter(([name]) => !isDescribingHeader(name)).map(([, value]) => value)
  const sent = [...credentials, proxy?.authorization ?? '', ...query, ...readRawQuery(target)]
  const basic = sent.flatMap(readBasic)
  const values = [...sent, ...basic.flatMap(({ user, password }) => [`${user}:${password}`, user])]
  const message = dialogue?.send ?? ''
  const whole = [...values, ...values.flatMap(listParts), message, ...listJsonValues(message)]
  const pieces = [...values, ...describing, message].flatMap(value => [
    value,
    ...listParts(value),
    ...listStrings(value),
  ])
  const secrets = [
    ...whole.filter(secret => secret.length >= SHORTEST_SECRET && !isShown(target, secret)),
    ...[...pieces, ...credentials.flatMap(listTokenParts)].filter(({ length }) => length >= SHORTEST_PIECE),
    ...basic.map(({ password }) => password).filter(password => password !== ''),
  ]
  return [...new Set(secrets)].filter(secret => !isPublicWord(secret)).sort((a, b) => b.length - a.length)
}

/** A short word that stands in the URL before its query is shown there. */
function isShown({ host, requestTarget }: Target, secret: string): boolean {
  if (secret.length >= SHORTEST_PIECE) return false
  const [path = ''] = requestTarget.split('?')
  return `${host}/${path}`
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(secret.toLowerCase())
}

/** A copy of plain JSON data in which no string holds a secret, in whichever form. */
export function redact<T>(data: T, secrets: readonly string[]): T {
  const forms = [...new Set(secrets.flatMap(listForms))]
  if (forms.length === 0) return data
  const hide = makeHider(forms)
  const text = JSON.stringify(data, (key, value: unknown) => {
    return typeof value !== 'string' || key === 'kind' || key === 'layer' ? value : hide(value)
  })
  return JSON.parse(text) as T
}

function readRawQuery({ requestTarget }: Target): string[] {
  const query = requestTarget.split('?').slice(1).join('?')
  return query.split('&').map(pair => pair.slice(pair.indexOf('=') + 1))
}

/** Name and password of `Basic dXNlcjpwYXNz`. */
function readBasic(value: string): { readonly user: string; readonly password: string }[] {
  const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value) ?? []
  if (encoded === undefined) return []
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':')
  return [{ user, password: password.join(':') }]
}

/** What stands between spaces, and what has a name before it: `Bearer TOKEN`, `sid=TOKEN; theme=dark`, `key:TOKEN`. */
function listParts(value: string): string[] {
  const parts = value.split(/[\s;,&]+/)
  const named = parts.flatMap(part =>
    part.includes('://') ? [] : [...part.matchAll(/[=:]/g)].map(({ index }) => part.slice(index + 1)),
  )
  return [...value.split(/\s+/), ...parts, ...named]
}

/** What stands in double quotes, as in a message that is JSON. */
function listStrings(value: string): string[] {
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1] ?? '')
}

/** Of a JSON Web Token: a server may show its claims alone. */
function listTokenParts(value: string): string[] {
  return value.split(/[\s;,=&]+/).flatMap(part => part.split('.'))
}

/** Texts and numbers of a message that is JSON, without the names. */
function listJsonValues(message: string): string[] {
  try {
    const found: string[] = []
    JSON.parse(message, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') found.push(String(value))
      return value
    })
    return found
  } catch {
    // It is no JSON, and then a secret as a whole.
    return []
  }
}
