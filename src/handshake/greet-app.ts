/** How an attempt speaks the protocol of the app: what it asks for, and what it says on this connection and further ones. */

import type { Duplex } from 'node:stream'
import type { AnswerEvidence, AnsweredEvidence, Greeting, UpgradeEvidence } from './evidence.ts'
import { ask } from './probe/answer.ts'
import { openChannel } from './probe/channel.ts'
import { type GreetingOrder, openGreeter } from './probe/greeting.ts'
import { findHeader } from './probe/head.ts'
import { askUpgrade, isAccepted } from './probe/upgrade.ts'
import type { Beyond, BeyondRequest, Protocol, Talk } from './protocol/protocol.ts'
import { type AskedProtocol, protocols } from './protocol/protocols.ts'
import { type RequestOptions, writePlainRequest, writeUpgradeRequest } from './request.ts'
import { type Target, withRequestTarget } from './target.ts'

export interface ProtocolOptions extends RequestOptions {
  /** What is asked for in the opening handshake, and said after the pong. */
  readonly protocol?: AskedProtocol
}

/** What its client asks for in the place of the URL as it was given. */
export function addressApp(
  target: Target,
  options: ProtocolOptions,
): { target: Target; subprotocols: readonly string[] } {
  const given = options.subprotocols ?? []
  const protocol = findProtocol(options)
  return {
    target: withRequestTarget(target, protocol.address(target.requestTarget)),
    subprotocols: given.length > 0 ? given : protocol.subprotocols,
  }
}

export interface App {
  /** As it was asked for, and how. */
  readonly target: Target
  readonly options: ProtocolOptions
  /** The answer that opened the WebSocket. */
  readonly upgrade: UpgradeEvidence
  /** How many instances may answer each further connection. */
  readonly instanceCount: number
  /** A fresh connection to the same address; undefined where none opens any more. */
  connect(signal: AbortSignal): Promise<Duplex | undefined>
}

/** A guess must not cost much where it is wrong. */
const GUESS_TIMEOUT_MS = 3000
const GIVEN_TIMEOUT_MS = 10_000

/** Undefined for a protocol that says nothing after the pong. */
export function orderGreeting(app: App): GreetingOrder | undefined {
  const { greet } = findProtocol(app.options)
  if (!greet) return undefined
  return {
    timeoutMs: app.options.protocol?.isGuess ? GUESS_TIMEOUT_MS : GIVEN_TIMEOUT_MS,
    converse: (talk, signal) => {
      const { target, instanceCount } = app
      const asked = { requestTarget: target.requestTarget, subprotocol: readSubprotocol(app.upgrade), instanceCount }
      return greet({ ...talk, ...asked, beyond: goBeyond(app, signal) })
    },
  }
}

function findProtocol({ protocol }: ProtocolOptions): Protocol {
  return protocols[protocol?.name ?? 'websocket']
}

function readSubprotocol(upgrade: UpgradeEvidence): string {
  return upgrade.kind === 'answered' ? (findHeader(upgrade.headers, 'sec-websocket-protocol') ?? '') : ''
}

function goBeyond(app: App, signal: AbortSignal): Beyond {
  return {
    async request(asked) {
      const socket = await app.connect(signal)
      if (!socket) return null
      const { target, options } = retarget(app, asked)
      const { evidence } = await ask(socket, writePlainRequest(target, options, asked.body), signal)
      socket.destroy()
      return takeAnswer(evidence)
    },
    async open(asked, converse) {
      const socket = await app.connect(signal)
      if (!socket) return null
      const { target, options } = retarget(app, asked)
      const { evidence, rest } = await askUpgrade(socket, writeUpgradeRequest(target, options), signal)
      if (!isAccepted(evidence)) return takeAnswer(evidence)
      const greeting = await converseOn({ socket, rest, converse }, signal)
      socket.destroy()
      return greeting
    },
  }
}

interface Opened {
  readonly socket: Duplex
  readonly rest: Buffer
  converse(talk: Talk): Promise<Greeting>
}

async function converseOn({ socket, rest, converse }: Opened, signal: AbortSignal): Promise<Greeting | null> {
  const greeter = openGreeter({ timeoutMs: GIVEN_TIMEOUT_MS, converse }, signal)
  const channel = openChannel({ socket, rest, signal, onText: greeter.hear })
  const { evidence } = await greeter.greet(channel, GIVEN_TIMEOUT_MS)
  channel.close()
  return evidence
}

function retarget({ target, options }: App, { requestTarget, cookies }: BeyondRequest) {
  return { target: withRequestTarget(target, requestTarget), options: withCookies(options, cookies) }
}

/** Beside those that were given: a request has one Cookie header (RFC 6265, section 5.4). */
function withCookies(options: RequestOptions, cookies: string): RequestOptions {
  if (cookies === '') return options
  const headers = options.headers ?? []
  const isCookie = ([name]: readonly [string, string]) => name.toLowerCase() === 'cookie'
  const all = [...headers.filter(isCookie).map(([, value]) => value), cookies].join('; ')
  return { ...options, headers: [...headers.filter(header => !isCookie(header)), ['Cookie', all]] }
}

function takeAnswer(answer: AnswerEvidence | UpgradeEvidence): AnsweredEvidence | null {
  return answer.kind === 'answered' ? answer : null
}
