/** Rails' Action Cable: https://docs.anycable.io/misc/action_cable_protocol, and actioncable/lib/action_cable.rb (INTERNAL). */

import { describeUnexpected, type Protocol, parseObject, refuse, withUsualPath } from './protocol.ts'

const WAITED_FOR = 'a message of type "welcome"'

export const actionCable = {
  // The second is what the server chooses when it does not know the first: the client then gives up.
  subprotocols: ['actioncable-v1-json', 'actioncable-unsupported'],
  usualPath: '/cable',
  address: requestTarget => withUsualPath(requestTarget, '/cable'),
  async greet({ next, subprotocol }) {
    if (subprotocol === 'actioncable-unsupported') return refuse('actioncable-unsupported', '')
    for (;;) {
      const received = await next()
      if (received === null) return { kind: 'missing', waitedFor: WAITED_FOR }
      const { type, reason } = parseObject(received)
      if (type === 'welcome') return { kind: 'greeted', details: ['the app said welcome'] }
      if (type === 'disconnect') return refuse(reason, '')
      // The heartbeat runs for all connections at once, also for one that was not welcomed yet.
      if (type !== 'ping') return describeUnexpected(received, WAITED_FOR)
    }
  },
} as const satisfies Protocol
