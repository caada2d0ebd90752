/** The inputs about the WebSocket itself, which deploy and check share. */

import { ActionError } from '../action-error.ts'
import { findRequestProblems } from '../handshake/request.ts'
import { listForms, SHORTEST_SECRET } from '../handshake/secret-forms.ts'
import { parseTarget } from '../handshake/target.ts'
import { splitLines } from './input-reader.ts'

export type Header = readonly [name: string, value: string]

/** Lines `Name: value`. Throws an ActionError that names the line by its number, for the rest of it may be secret. */
export function parseHeaders(text: string): Header[] {
  const headers = splitLines(text).map((line, index) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw invalidHeader(`had no "Name: value" in line ${index + 1}`)
    return [name, value] as const
  })
  const [problem] = findRequestProblems({ headers })
  if (problem) throw invalidHeader(`could not be sent: ${problem}`)
  return headers
}

/** A path with an optional query: "/socket.io/?EIO=4&transport=websocket". Throws an ActionError otherwise. */
export function parseWebSocketPath(text: string): string {
  const path = text.trim()
  if (/^\/[\x21\x22\x24-\x7e]*$/.test(path)) return path
  throw new ActionError({
    code: 'invalid-websocket-path',
    message: `was "${path.replace(/\?.*/, '?...')}"`,
    hint: 'Write a path that begins with a slash, percent-encoded and without a fragment, such as "/ws".',
  })
}

/** An absolute ws:// or wss:// URL. Throws an ActionError otherwise, which quotes nothing that may be secret. */
export function parseWebSocketUrl(text: string): string {
  const url = text.trim()
  const parsed = parseTarget(url)
  if (/^wss?:/i.test(url) && parsed.kind === 'target') return new URL(url).href
  const quoted = url.replace(/\/\/[^/]*@/, '//***@').replace(/[?#].*/, '...')
  throw new ActionError({
    code: 'invalid-websocket-url',
    message: `was "${quoted}"${parsed.kind === 'problem' ? ` (${parsed.problem})` : ''}`,
    hint: 'Write a full URL such as "wss://chat.example.com/ws": ws or wss, without user name, password and fragment (send a token with headers).',
  })
}

/**
 * What must not be seen in the log: the values of headers and of the query, apart from those that are known to be
 * public and from short ones, which would take ordinary words with them.
 */
export function listSecrets({ url, path, headers }: SecretInputs): string[] {
  const queries = [url, path].map(text => new URLSearchParams(text?.split('?')[1] ?? ''))
  const query = queries.flatMap(parameters => [...parameters]).filter(([name]) => !PUBLIC_QUERY.has(name))
  const values = [...headers.map(([, value]) => value), ...query.map(([, value]) => value)]
  return [...new Set(values.flatMap(value => [value, ...value.split(' ').slice(1)]))].filter(
    value => value.length >= SHORTEST_SECRET,
  )
}

/** What the runner is to show *** for: it compares letter by letter, so each form in which a secret may come back. */
export function listMasks(secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap(listForms))]
}

interface SecretInputs {
  readonly url?: string | undefined
  readonly path?: string | undefined
  readonly headers: readonly Header[]
}

/** Of engine.io, Phoenix and Pusher: they name a protocol, not a person. */
const PUBLIC_QUERY = new Set(['EIO', 'transport', 'vsn', 'protocol', 'client', 'version', 'flash'])

function invalidHeader(message: string): ActionError {
  return new ActionError({
    code: 'invalid-headers',
    message,
    hint: 'Write one header a line, such as "Authorization: Bearer ${{ secrets.WS_TOKEN }}".',
  })
}
