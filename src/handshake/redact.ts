/** Keeps what was sent out of what is kept: a server may write our own headers into its error page. */

import type { Header } from './request.ts'
import { listForms, makeHider, SHORTEST_SECRET } from './secret-forms.ts'
import { parseUrl, type Target } from './target.ts'

/** Words that may stand in a query or header and in every answer to an opening handshake. */
const PUBLIC_WORDS = new Set(['websocket', 'keep-alive', 'application/json'])

/** What is sent, as far as it may be secret. */
export interface Sent {
  readonly headers?: readonly Header[]
  readonly dialogue?: { readonly send?: string }
  readonly proxy?: { readonly authorization?: string }
}

/** The values of the caller's headers and of the query, the message, and the parts of them that stand by themselves. */
export function collectSecrets(target: Target, { headers = [], dialogue, proxy }: Sent): string[] {
  const query = parseUrl(target.requestTarget, 'http://localhost')?.searchParams.values() ?? []
  const sent = [...headers.map(([, value]) => value), proxy?.authorization ?? '', dialogue?.send ?? '']
  const values = [...sent, ...sent.flatMap(readCredentials), ...query, ...readRawQuery(target)]
  const secrets = new Set(values.flatMap(value => [value, ...listParts(value), ...listStrings(value)]))
  return [...secrets]
    .filter(secret => secret.length >= SHORTEST_SECRET && !PUBLIC_WORDS.has(secret.toLowerCase()))
    .sort((a, b) => b.length - a.length)
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

/** Name and password of `Basic dXNlcjpwYXNz`, together and each. */
function readCredentials(value: string): string[] {
  const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value) ?? []
  if (encoded === undefined) return []
  const pair = Buffer.from(encoded, 'base64').toString()
  return [pair, pair.slice(0, Math.max(0, pair.indexOf(':'))), pair.slice(pair.indexOf(':') + 1)]
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
