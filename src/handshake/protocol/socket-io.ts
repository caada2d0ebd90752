/** Socket.IO 2 to 4 over Engine.IO 3 and 4: https://socket.io/docs/v4/socket-io-protocol/, https://socket.io/docs/v4/engine-io-protocol/ */

import type { Greeting } from '../evidence.ts'
import { CONNECT, OPEN_PACKET, openEngine, readConnection } from './engine-io.ts'
import { provePolling } from './engine-io-polling.ts'
import { type Conversation, describeUnexpected, type Protocol } from './protocol.ts'

export const socketIo = {
  subprotocols: [],
  usualPath: '/socket.io/?EIO=4&transport=websocket',
  /** What the URL says about the version stays; a server of version 2 answers to both. */
  address(requestTarget) {
    const [given = '/', query = ''] = requestTarget.split('?')
    const path = given === '/' || given === '/socket.io' ? '/socket.io/' : given
    const kept = query.split('&').filter(pair => pair !== '' && !/^(transport|sid)=/.test(pair))
    const version = kept.some(pair => /^EIO=\d/.test(pair)) ? [] : ['EIO=4']
    return `${path}?${[...version, 'transport=websocket', ...kept].join('&')}`
  },
  async greet(conversation) {
    const connected = await connect(conversation)
    if (connected.kind !== 'greeted') return connected
    const polled = await provePolling(conversation)
    return polled.kind === 'greeted' ? { ...connected, details: [...connected.details, ...polled.details] } : polled
  },
} as const satisfies Protocol

async function connect(conversation: Conversation): Promise<Greeting> {
  const { requestTarget, next, send, hasNext } = conversation
  const first = await next()
  if (first === null) return { kind: 'missing', waitedFor: OPEN_PACKET }
  const engine = openEngine(first)
  if (!engine) return describeUnexpected(first, OPEN_PACKET)
  // Version 2 connects every client by itself and at once, and would take the packet for a second connection.
  const isVersion2 = /[?&]EIO=3(&|$)/.test(requestTarget) || (!engine.isRecent && hasNext())
  if (!isVersion2) send(CONNECT)
  return readConnection(conversation, engine)
}
