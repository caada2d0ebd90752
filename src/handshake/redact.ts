/** Keeps what was sent out of what is kept: a server may write our own headers into its error page. */

import type { RequestOptions } from './request.ts'
import type { Target } from './target.ts'

/** Shorter values are no secrets, and would be found in every text. */
const MIN_SECRET_LENGTH = 8

/** Words that may stand in a query or header and in every answer to an opening handshake. */
const PUBLIC_WORDS = new Set(['websocket', 'keep-alive', 'application/json'])

/** The values of the caller's headers and of the query, and the parts of them that white space separates. */
export function collectSecrets(target: Target, { headers = [] }: RequestOptions): string[] {
  const query = URL.parse(target.requestTarget, 'http://localhost')?.searchParams.values() ?? []
  const values = [...headers.map(([, value]) => value), ...query, ...readRawQuery(target)]
  const secrets = new Set(values.flatMap(value => [value, ...value.split(/\s+/)]))
  return [...secrets]
    .filter(secret => secret.length >= MIN_SECRET_LENGTH && !PUBLIC_WORDS.has(secret.toLowerCase()))
    .sort((a, b) => b.length - a.length)
}

/** A copy of plain JSON data in which no string holds a secret. */
export function redact<T>(data: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return data
  const text = JSON.stringify(data, (key, value: unknown) => {
    if (typeof value !== 'string' || key === 'kind' || key === 'layer') return value
    return secrets.reduce((redacted, secret) => redacted.replaceAll(secret, '***'), value)
  })
  return JSON.parse(text) as T
}

function readRawQuery({ requestTarget }: Target): string[] {
  const query = requestTarget.split('?').slice(1).join('?')
  return query.split('&').map(pair => pair.slice(pair.indexOf('=') + 1))
}
