/** The inputs of the check action, read and checked. */

import { type Header, parseHeaders, parseWebSocketPath, parseWebSocketUrl } from './handshake-inputs.ts'
import { type InputSource, openInputReader, splitLines } from './input-reader.ts'

export interface CheckRequest {
  /** Absolute ws:// or wss:// URLs, in the order given, each once. */
  readonly urls: readonly string[]
  readonly headers: readonly Header[]
  /** A target is down when all attempts fail. */
  readonly attempts: number
}

/** Throws one ActionError that names every wrong input. */
export function readCheckRequest(source: InputSource): CheckRequest {
  const inputs = openInputReader(source)
  inputs.required('url', 'Write one URL a line, such as "wss://chat.example.com/ws".')
  const path = inputs.parsed<string | undefined>('websocket-path', undefined, parseWebSocketPath)
  const urls = inputs.parsed<string[]>('url', [], text => splitLines(text).map(line => toUrl(line, path)))
  const request: CheckRequest = {
    urls: [...new Set(urls)],
    headers: inputs.parsed<Header[]>('headers', [], parseHeaders),
    attempts: inputs.number('attempts', { min: 1, max: 20, fallback: 3 }),
  }
  inputs.finish()
  return request
}

// The path is for URLs that have none of their own, so that a list of bare hosts needs it only once.
function toUrl(line: string, path: string | undefined): string {
  const url = new URL(parseWebSocketUrl(line))
  const bare = url.pathname === '/' && url.search === ''
  return bare && path ? new URL(`${url.origin}${path}`).href : url.href
}
