/** What an app protocol is: how its client asks for the WebSocket, and what the app says in the first frames. */

import type { AnsweredEvidence, Greeting } from '../evidence.ts'

/** Pure, apart from what it says in the conversation. */
export interface Protocol {
  /** Offered in the opening handshake, unless the caller offers others. */
  readonly subprotocols: readonly string[]
  /** Where its servers usually are, for a URL without a path. */
  readonly usualPath: string
  /** Path and query that its client asks for, given those of the URL. */
  address(requestTarget: string): string
  /** Talks until the app has shown that it is well, or not; never sends what changes something in the app. */
  greet?(conversation: Conversation): Promise<Greeting>
}

/** The messages on one opened WebSocket. */
export interface Talk {
  /** The next text, put together from its frames; null when the connection ended or the time is over. */
  next(): Promise<string | null>
  /** Whether a text has come that was not read yet. */
  hasNext(): boolean
  send(text: string): void
}

export interface Conversation extends Talk {
  /** Path and query that were asked for. */
  readonly requestTarget: string
  /** The one that the server chose; empty when it chose none. */
  readonly subprotocol: string
  /** How many instances may answer each further connection. */
  readonly instanceCount: number
  readonly beyond: Beyond
}

/** Further connections to the same address, each with the headers of the opening handshake. */
export interface Beyond {
  /** GET, or POST where there is a body; null when the answer is not HTTP, or none. */
  request(asked: BeyondRequest): Promise<AnsweredEvidence | null>
  /** Opens another WebSocket and talks there; the refusal when it was answered with another status than 101. */
  open(asked: BeyondRequest, converse: (talk: Talk) => Promise<Greeting>): Promise<Greeting | AnsweredEvidence | null>
}

export interface BeyondRequest {
  readonly requestTarget: string
  readonly body?: string
  /** Value of the Cookie header; empty for none. */
  readonly cookies: string
}

/** An object of JSON, or an empty one for what is none. */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const LONGEST_WORD = 40
const LONGEST_MESSAGE = 200

/** The app said no: `word` and `message` are its own, cut. */
export function refuse(word: unknown, message: unknown): Greeting {
  return { kind: 'refused', word: cut(word, LONGEST_WORD), message: cut(message, LONGEST_MESSAGE) }
}

/** What came is described by its sort and never shown: it may hold a session. */
export function describeUnexpected(text: string, waitedFor: string): Greeting {
  const type = parseObject(text).type
  const isName = typeof type === 'string' && /^[a-z][a-z_]{0,30}$/i.test(type)
  const seen = isName ? `a message of type "${type}"` : `a text of ${text.length} characters`
  return { kind: 'unexpected', seen, waitedFor }
}

/** With `path` in the place of a path that says nothing. */
export function withUsualPath(requestTarget: string, path: string): string {
  const [given = '/', ...query] = requestTarget.split('?')
  return [given === '/' ? path : given, ...query].join('?')
}

function cut(value: unknown, length: number): string {
  return typeof value === 'string' ? value.slice(0, length) : ''
}
