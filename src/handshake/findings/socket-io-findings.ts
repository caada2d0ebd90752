/** Findings about what a Socket.IO server said, and about the plain requests with which its clients begin. */

import { type CataloguePart, instruct, quote, quoteMessage } from './entry.ts'

export const socketIoFindings = {
  'socket-io-wrong-version': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The Socket.IO server does not speak this version',
    explain: ({ refusal }) =>
      refusal
        ? 'The server answered "Unsupported protocol version" to the EIO parameter of the URL.'
        : 'The server took the opening handshake, and then refused the version of Engine.IO that the URL asks for.',
    remedy: () =>
      instruct(
        'Write EIO=4 in the URL for clients of version 3 and newer and EIO=3 for version 2, or let the server take both with "allowEIO3: true".',
      ),
  },
  'socket-io-transport-off': {
    layer: 'application',
    severity: 'error',
    title: 'The Socket.IO server does not take WebSockets',
    explain: () => 'The server answered "Transport unknown": its list of transports does not have "websocket".',
    remedy: () =>
      instruct(
        'Add "websocket" to the option "transports" of the server, or leave the option out: both are the default.',
      ),
  },
  'socket-io-request-refused': {
    layer: 'application',
    severity: 'error',
    title: 'The Socket.IO server refused the request',
    explain: ({ refusal }) =>
      `The server at this path is Socket.IO, and it refused the opening handshake with ${quote(refusal?.body ?? '')}, as its option "allowRequest" does.`,
    remedy: () =>
      instruct('Send what "allowRequest" of the server looks for: a header (input "headers"), the Origin, or a query.'),
  },
  'socket-io-connection-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The Socket.IO server refused the client',
    explain: clues =>
      `The WebSocket was opened, and then the server answered the connection with an error${quoteMessage(clues)}: a middleware of the app, or an unknown namespace.`,
    remedy: () =>
      instruct(
        'Send what the app expects with the input "headers" or in the query, and let the app take a check that shows it; or set "protocol: websocket" to look no further than the WebSocket.',
      ),
  },
  'socket-io-session-lost': {
    layer: 'unknown',
    candidates: ['load-balancer', 'application'],
    severity: 'error',
    isAboutProtocol: true,
    title: 'The next request of a Socket.IO session came to somebody else',
    explain: ({ refusal }) =>
      refusal
        ? 'The opening handshake named a session, and the server answered "Session ID unknown".'
        : 'A client that begins by polling was given a session, and its next request was answered with "Session ID unknown": it came to another instance, or to another process of the same one.',
    remedy: () => ({
      instruction:
        'Turn on sticky sessions in the load balancer (and in the app, where it runs several processes), or let the clients begin with WebSockets: transports: ["websocket"].',
      paste: {
        file: '.ebextensions/sticky-sessions.config',
        text: 'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    StickinessEnabled: true',
      },
    }),
  },
  'socket-io-polling-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The WebSocket opens, but Socket.IO’s polling does not work',
    explain: clues =>
      `A WebSocket was opened and connected, but the plain requests with which clients begin unless they are told otherwise were answered with${quoteMessage(clues)}.`,
    remedy: () =>
      instruct(
        'Let the proxy pass all of the server’s path to the app, plain requests and POST too, or let the clients begin with WebSockets: transports: ["websocket"].',
      ),
  },
} as const satisfies CataloguePart
