/** An app that sends back every text. */

import type { Protocol } from './protocol.ts'

/** An app may greet, or tell everybody's messages, before it sends back ours. */
const MOST_OTHERS = 50

export const echo = {
  subprotocols: [],
  usualPath: '/',
  address: requestTarget => requestTarget,
  async greet({ next, send }) {
    const text = `beanstalk-websockets ${crypto.randomUUID()}`
    send(text)
    for (let others = 0; others <= MOST_OTHERS; others++) {
      const received = await next()
      if (received === null) return { kind: 'missing', waitedFor: 'the unchanged text' }
      if (received === text) return { kind: 'greeted', details: ['a text came back unchanged'] }
    }
    return { kind: 'unexpected', seen: `${MOST_OTHERS} other texts`, waitedFor: 'the unchanged text' }
  },
} as const satisfies Protocol
