/** SockJS over its WebSocket transport: https://sockjs.github.io/sockjs-protocol/sockjs-protocol-0.3.3.html */

import { describeUnexpected, type Protocol, refuse } from './protocol.ts'

const WAITED_FOR = 'the open frame "o"'

/** What a session's URL ends in: server, session and transport. */
const SESSION = /\/[^/.]+\/[^/.]+\/websocket$/

export const sockJs = {
  subprotocols: [],
  usualPath: '/',
  /** The path of the URL is the prefix of the server; a whole session's URL stays what it is. */
  address(requestTarget) {
    const [path = '/', ...query] = requestTarget.split('?')
    if (SESSION.test(path)) return requestTarget
    return [`${path.replace(/\/$/, '')}/${chooseServer()}/${chooseSession()}/websocket`, ...query].join('?')
  },
  async greet({ next, hasNext }) {
    let isOpen = false
    for (;;) {
      // A session is opened first, also when it is closed at once.
      if (isOpen && !hasNext()) return { kind: 'greeted', details: ['the session was opened'] }
      const received = await next()
      if (received === null) return { kind: 'missing', waitedFor: WAITED_FOR }
      isOpen ||= received === 'o'
      if (received.startsWith('c[')) return refuseWith(received.slice(1))
      if (!isOpen && received !== 'h') return describeUnexpected(received, WAITED_FOR)
    }
  },
} as const satisfies Protocol

/** A close frame holds a code and a reason: `c[3000,"Go away!"]`. */
function refuseWith(closeFrame: string) {
  const [, code, reason = ''] = /^\[(\d{1,4}),"((?:[^"\\]|\\.)*)"\]$/.exec(closeFrame) ?? []
  return refuse(code ?? 'c', reason)
}

function chooseServer(): string {
  return String(Math.floor(Math.random() * 1000)).padStart(3, '0')
}

/** Every session has a name that nobody had before. */
function chooseSession(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12)
}
