/** Rules for what an app said in its own protocol, and for how it closes when it says no. */

import type { FramesEnd } from '../evidence.ts'
import type { Clues, Rule } from './rule.ts'

/** Only their server speaks so: "Connection initialisation timeout", "Forbidden" and others of graphql-ws. */
const GRAPHQL_FORBIDDEN = [4401, 4403]
const GRAPHQL_BROKEN_RULES = [4400, 4409, 4429]

/** Before the rules about frames: a refusal in the app's own words says more than the way in which it closed. */
export const protocolRules = [
  { kind: 'socket-io-wrong-version', sure: 'certain', when: clues => isRefusal(clues, 'socket.io', ['version']) },
  // A server without `allowEIO3` answers the Upgrade, and then writes its refusal where frames should be.
  {
    kind: 'socket-io-wrong-version',
    sure: 'likely',
    when: clues => clues.evidence.target.asksEngineIo && hasEnd(clues, 'garbage'),
  },
  {
    kind: 'socket-io-connection-refused',
    sure: 'certain',
    when: clues => isRefusal(clues, 'socket.io', ['connect_error']),
  },
  {
    kind: 'socket-io-session-lost',
    sure: 'likely',
    candidates: ['load-balancer', 'application'],
    when: clues => isRefusal(clues, 'socket.io', ['session-unknown']),
  },
  { kind: 'socket-io-polling-refused', sure: 'certain', when: clues => isRefusal(clues, 'socket.io', ['polling']) },
  {
    kind: 'graphql-subprotocol-refused',
    sure: 'certain',
    when: clues => isGraphQl(clues) && isClosed(clues, [4406]),
  },
  // The older server takes any subprotocol, and closes with "protocol error" when it is not its own.
  {
    kind: 'graphql-subprotocol-refused',
    sure: 'likely',
    when: clues => isProtocol(clues, 'graphql-transport-ws') && isClosed(clues, [1002]),
  },
  {
    kind: 'graphql-connection-refused',
    sure: 'certain',
    when: clues => isRefusal(clues, 'graphql-ws', ['connection_error']),
  },
  {
    kind: 'graphql-connection-refused',
    sure: 'certain',
    when: clues => isGraphQl(clues) && isClosed(clues, GRAPHQL_FORBIDDEN),
  },
  { kind: 'graphql-init-timeout', sure: 'certain', when: clues => isGraphQl(clues) && isClosed(clues, [4408]) },
  {
    kind: 'graphql-rules-broken',
    sure: 'certain',
    when: clues => isGraphQl(clues) && isClosed(clues, GRAPHQL_BROKEN_RULES),
  },
  {
    kind: 'actioncable-unauthorized',
    sure: 'certain',
    when: clues => isRefusal(clues, 'actioncable', ['unauthorized']),
  },
  {
    kind: 'actioncable-subprotocol-refused',
    sure: 'certain',
    when: clues => isRefusal(clues, 'actioncable', ['actioncable-unsupported']),
  },
  { kind: 'actioncable-disconnected', sure: 'certain', when: clues => isRefusal(clues, 'actioncable') },
  { kind: 'sockjs-closed', sure: 'certain', when: clues => isRefusal(clues, 'sockjs') },
  {
    kind: 'protocol-not-spoken',
    sure: 'likely',
    when: ({ frames }) => frames?.greeting !== undefined && frames.greeting.kind !== 'greeted',
  },
] as const satisfies readonly Rule[]

/** Answers other than a 101 in which a server names itself by its words. */
export const protocolRefusalRules = [
  {
    kind: 'socket-io-wrong-version',
    sure: 'certain',
    when: clues => isEngineIo(clues, UNSUPPORTED_VERSION),
  },
  { kind: 'socket-io-transport-off', sure: 'certain', when: clues => isEngineIo(clues, UNKNOWN_TRANSPORT) },
  {
    kind: 'socket-io-session-lost',
    sure: 'likely',
    candidates: ['load-balancer', 'application'],
    when: clues => isEngineIo(clues, UNKNOWN_SESSION),
  },
  // Without the Upgrade the same server says that one is missing: what it refused was the request itself.
  {
    kind: 'socket-io-request-refused',
    sure: 'likely',
    when: clues => clues.refusal?.status === 400 && isEngineIoControl(clues) && clues.comparison === 'different',
  },
] as const satisfies readonly Rule[]

function isProtocol({ evidence }: Clues, name: string): boolean {
  return evidence.protocol?.name === name
}

function isGraphQl(clues: Clues): boolean {
  return isProtocol(clues, 'graphql-transport-ws') || isProtocol(clues, 'graphql-ws')
}

function isRefusal(clues: Clues, name: string, words?: readonly string[]): boolean {
  const greeting = clues.frames?.greeting
  if (!isProtocol(clues, name) || greeting?.kind !== 'refused') return false
  return words === undefined || words.includes(greeting.word)
}

function hasEnd({ frames }: Clues, kind: FramesEnd['kind']): boolean {
  return frames?.end.kind === kind
}

function isClosed({ frames }: Clues, codes: readonly number[]): boolean {
  return frames?.end.kind === 'closed-by-server' && codes.includes(frames.end.code)
}

/** Engine.IO's words, and those of python-engineio. */
const UNSUPPORTED_VERSION = [
  'Unsupported protocol version',
  'The client is using an unsupported version of the Socket.IO or Engine.IO protocols',
]
const UNKNOWN_TRANSPORT = ['Transport unknown', 'Invalid transport']
const UNKNOWN_SESSION = ['Session ID unknown', 'Invalid session']

/** An Upgrade is refused with the bare text, a plain request with an object that holds it, in Python with JSON's text. */
function isEngineIo({ evidence, refusal }: Clues, messages: readonly string[]): boolean {
  if (!evidence.target.asksEngineIo || refusal?.status !== 400) return false
  const { body } = refusal
  return messages.some(text => body === text || body === JSON.stringify(text) || body.endsWith(`"message":"${text}"}`))
}

function isEngineIoControl({ evidence, control }: Clues): boolean {
  return evidence.target.asksEngineIo && /^\{"code":3,"message":"/.test(control?.body ?? '')
}
