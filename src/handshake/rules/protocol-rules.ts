/** Rules for what an app said in its own protocol, and for how it closes when it says no. */

import { isClosed, isProtocol, isRefusal } from './greeting-clues.ts'
import type { Clues, Rule } from './rule.ts'

/** Only their server speaks so: "Connection initialisation timeout", "Forbidden" and others of graphql-ws. */
const GRAPHQL_FORBIDDEN = [4401, 4403]
const GRAPHQL_BROKEN_RULES = [4400, 4409, 4429]

/** Before the rules about frames: a refusal in the app's own words says more than the way in which it closed. */
export const protocolRules = [
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

function isGraphQl(clues: Clues): boolean {
  return isProtocol(clues, 'graphql-transport-ws') || isProtocol(clues, 'graphql-ws')
}
