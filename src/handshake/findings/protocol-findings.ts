/** Findings about what an app said, or did not say, in its own protocol. */

import type { Clues } from '../rules/rule.ts'
import { adviseOtherGraphQl, nameClose } from './close-words.ts'
import { readLogs } from './commands.ts'
import { type CataloguePart, instruct, paste, quote, quoteMessage, TOKEN_LINES } from './entry.ts'

export const protocolFindings = {
  'protocol-not-spoken': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The app does not answer in its protocol',
    explain: clues =>
      `The connection was opened and a ping answered, but the app did not speak ${nameProtocol(clues)}: ${describeGreeting(clues)}.`,
    remedy: () =>
      paste(
        'Set "protocol" to what the app speaks, or to "websocket" where it is none of the list; where it is right, read in the log of the app why it does not answer a client.',
        'protocol: websocket',
      ),
  },
  'graphql-subprotocol-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The GraphQL server speaks the other subprotocol',
    explain: clues =>
      `The connection was opened with the subprotocol ${nameProtocol(clues)}, and the server closed it with ${nameClose(clues)}.`,
    remedy: ({ evidence: { protocol } }) => instruct(adviseOtherGraphQl(protocol?.name)),
  },
  'graphql-connection-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The GraphQL server refused the client',
    explain: clues =>
      `The connection was opened, and the server refused connection_init${quoteMessage(clues)} with ${nameClose(clues)}.`,
    remedy: () =>
      paste(
        `Let the server take a token from the headers of the opening handshake: connection_init, the first message of a client, is sent without a payload. ${NO_FURTHER}`,
        TOKEN_LINES,
      ),
  },
  'graphql-init-timeout': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The GraphQL server did not see connection_init in time',
    explain: clues =>
      `The connection was opened and connection_init sent, and the server closed with ${nameClose(clues, 'connection initialisation timeout')}.`,
    remedy: () =>
      instruct(
        'Raise "connectionInitWaitTimeout" of the server, and look for what holds messages back between the load balancer and the app.',
      ),
  },
  'graphql-rules-broken': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The GraphQL server took what was sent for a mistake',
    explain: clues =>
      `The connection was opened and connection_init sent, and the server closed with ${nameClose(clues, 'a message that it does not know')}.`,
    remedy: clues =>
      readLogs(
        clues,
        "Read the app's log for the reason: its server does not take a plain connection_init, the first message of a client.",
      ),
  },
  'actioncable-unauthorized': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'Action Cable refused the client',
    explain: () =>
      'The connection was opened, and ApplicationCable::Connection of the app did not let the client in ("unauthorized").',
    remedy: () =>
      paste(
        `Send the cookie or token that ApplicationCable::Connection looks for. ${NO_FURTHER}`,
        'headers: |\n  Cookie: _session_id=$' + '{{ secrets.SESSION_COOKIE }}',
      ),
  },
  'actioncable-subprotocol-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'Action Cable does not know the subprotocol',
    explain: () =>
      'The server chose the subprotocol "actioncable-unsupported", upon which every client of Action Cable gives up.',
    remedy: () => instruct('Let the server speak "actioncable-v1-json", as Rails and AnyCable do.'),
  },
  'actioncable-disconnected': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'Action Cable disconnected the client',
    explain: clues =>
      `The connection was opened, and Action Cable disconnected it with the reason ${quote(readWord(clues))}.`,
    remedy: clues =>
      readLogs(
        clues,
        readWord(clues) === 'server_restart'
          ? 'Run the check again: the server restarts. If it stays, the log of Rails says why.'
          : 'Read the log of Rails for why it refused the request, as for its Origin.',
      ),
  },
  'sockjs-closed': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The SockJS server closed the session',
    explain: clues =>
      `The connection was opened, and the server closed the session with code ${quote(readWord(clues))}${quoteMessage(clues)}.`,
    remedy: clues =>
      readLogs(
        clues,
        'Read in the log of the app why it closes a new session. Where it wants a token, send that with the input "headers" or in the query.',
      ),
  },
} as const satisfies CataloguePart

const NO_FURTHER = 'Or set "protocol: websocket" to look no further than the WebSocket.'

function nameProtocol({ evidence: { protocol } }: Clues): string {
  const name = quote(protocol?.name ?? 'websocket')
  return protocol?.isGuess ? `${name}, which was a guess` : name
}

function describeGreeting(clues: Clues): string {
  const greeting = clues.frames?.greeting
  switch (greeting?.kind) {
    case 'unexpected':
      return `it sent ${greeting.seen} in the place of ${greeting.waitedFor}`
    case 'missing':
      return `${nameEnd(clues)} before ${greeting.waitedFor} came`
    case 'not-spoken':
      return "its client's opening handshake was refused, and a plain one was not"
    default:
      return `it refused${quoteMessage(clues)}`
  }
}

function nameEnd(clues: Clues): string {
  const { frames } = clues
  if (frames?.end.kind === 'closed-by-server') return `the server closed with ${nameClose(clues)}`
  return frames?.end.kind === 'cut' && !frames.end.wasClosing ? 'the connection was cut' : 'the time was over'
}

function readWord({ frames }: Clues): string {
  return frames?.greeting?.kind === 'refused' ? frames.greeting.word : ''
}
