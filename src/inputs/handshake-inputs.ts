/** The inputs about the WebSocket itself, which deploy and check share. */

import { ActionError } from '../action-error.ts'
import { splitLines } from './input-reader.ts'

export type Header = readonly [name: string, value: string]

/** Lines `Name: value`. Throws an ActionError that names the line. */
export function parseHeaders(text: string): Header[] {
  return splitLines(text).map(line => {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(line)
    if (!match) throw invalidHeader(`has the line "${line}"`)
    const [, name = '', value = ''] = match
    if (SET_BY_US.has(name.toLowerCase()))
      throw invalidHeader(`sets "${name}", which the opening handshake sets itself`)
    return [name, value] as const
  })
}

/** A path with an optional query: "/socket.io/?EIO=4&transport=websocket". Throws an ActionError otherwise. */
export function parseWebSocketPath(text: string): string {
  const path = text.trim()
  if (/^\/[\x21\x22\x24-\x7e]*$/.test(path)) return path
  throw new ActionError({
    code: 'invalid-websocket-path',
    message: `was "${path}"`,
    hint: 'Write a path that begins with a slash, percent-encoded and without a fragment, such as "/ws".',
  })
}

/** An absolute ws:// or wss:// URL. Throws an ActionError otherwise. */
export function parseWebSocketUrl(text: string): string {
  const url = URL.parse(text.trim())
  const usable = url && /^wss?:$/.test(url.protocol) && !url.username && !url.password && !url.hash
  if (usable) return url.href
  throw new ActionError({
    code: 'invalid-websocket-url',
    message: `was "${text.trim()}"`,
    hint: 'Write a full URL such as "wss://chat.example.com/ws": ws or wss, without user name, password and fragment (send a token with headers).',
  })
}

/**
 * What must not be seen in the log: the values of all headers, and those of query parameters whose name says so.
 * A token in a header or in the query arrives in the server's own logs as well.
 */
export function listSecrets({
  url,
  headers,
}: {
  readonly url: string | undefined
  readonly headers: readonly Header[]
}) {
  const query = [...(url ? new URL(url).searchParams : [])].filter(([name]) => SECRET_NAME.test(name))
  const values = [...headers.map(([, value]) => value), ...query.map(([, value]) => value)]
  return values.flatMap(value => [value, ...value.split(' ').slice(1), encodeURIComponent(value)])
}

const SECRET_NAME = /token|key|secret|auth|passw|signature|jwt|session|credential/i

// RFC 6455, section 4.1; Origin and Host follow from the URL.
const SET_BY_US = new Set([
  'connection',
  'content-length',
  'host',
  'sec-websocket-accept',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'transfer-encoding',
  'upgrade',
])

function invalidHeader(message: string): ActionError {
  return new ActionError({
    code: 'invalid-headers',
    message,
    hint: 'Write one header a line, such as "Authorization: Bearer ${{ secrets.WS_TOKEN }}".',
  })
}
