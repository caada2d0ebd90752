/** Rules for what a Socket.IO server said after a 101, and for answers other than a 101 in which it names itself. */

import { hasEnd, isRefusal } from './greeting-clues.ts'
import type { Clues, Rule } from './rule.ts'

export const socketIoRules = [
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
    layer: 'application',
    when: clues => isSessionLost(clues) && isOneInstanceAsked(clues),
  },
  {
    kind: 'socket-io-session-lost',
    sure: 'likely',
    layer: 'load-balancer',
    when: clues => isSessionLost(clues) && isSpread(clues),
  },
  {
    kind: 'socket-io-session-lost',
    sure: 'unsure',
    candidates: ['load-balancer', 'application'],
    when: clues => isSessionLost(clues),
  },
  { kind: 'socket-io-polling-refused', sure: 'certain', when: clues => isRefusal(clues, 'socket.io', ['polling']) },
] as const satisfies readonly Rule[]

export const socketIoRefusalRules = [
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

const SESSION_KEPT = 'session-unknown-in-spite-of-cookie'

function isSessionLost(clues: Clues): boolean {
  return isRefusal(clues, 'socket.io', ['session-unknown', SESSION_KEPT])
}

/** All requests of the session came to one instance: there is no other, or the load balancer's cookie was sent. */
function isOneInstanceAsked(clues: Clues): boolean {
  const { loadBalancer, instanceCount } = clues.known
  return loadBalancer === 'none' || instanceCount === 1 || isRefusal(clues, 'socket.io', [SESSION_KEPT])
}

function isSpread({ known }: Clues): boolean {
  return known.stickiness === 'off' && (known.instanceCount ?? 0) > 1
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
