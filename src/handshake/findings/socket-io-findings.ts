/** Findings about what a Socket.IO server said, and about the plain requests with which its clients begin. */

import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, paste, quote, quoteMessage, type Remedy, TOKEN_LINES } from './entry.ts'

export const socketIoFindings = {
  'socket-io-wrong-version': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The Socket.IO server does not speak this version',
    explain: ({ refusal }) =>
      refusal
        ? 'The server answered "Unsupported protocol version" to the EIO parameter of the URL.'
        : 'The server took the opening handshake, and then most likely refused the version of Engine.IO (EIO) that the URL asks for.',
    remedy: () =>
      instruct(
        'Write "EIO=4" in the URL for a server of Socket.IO 3 or newer and "EIO=3" for version 2, or let the server take both with "allowEIO3: true".',
      ),
  },
  'socket-io-transport-off': {
    layer: 'application',
    severity: 'error',
    title: 'The Socket.IO server does not take WebSockets',
    explain: () => 'The server answered "Transport unknown": its list of transports does not have "websocket".',
    remedy: () =>
      paste(
        'Add "websocket" to the option "transports" of the server, or leave the option out: both are the default.',
        'transports: ["polling", "websocket"]',
      ),
  },
  'socket-io-request-refused': {
    layer: 'application',
    severity: 'error',
    title: 'The Socket.IO server refused the request',
    explain: ({ refusal }) =>
      `The Socket.IO server refused the opening handshake with ${quote(refusal?.body ?? '')}, most likely by its option "allowRequest".`,
    remedy: () =>
      paste(
        'Send what "allowRequest" of the server looks for: a header (input "headers"), the Origin, or a query.',
        TOKEN_LINES,
      ),
  },
  'socket-io-connection-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: 'The Socket.IO server refused the client',
    explain: clues =>
      `The WebSocket was opened, and then the server answered the connection with an error${quoteMessage(clues)}: a middleware of the app, or an unknown namespace.`,
    remedy: () =>
      paste(
        'Send what the app expects with the input "headers" or in the query, and let the app take a check that shows it. Or set "protocol: websocket" to look no further than the WebSocket.',
        TOKEN_LINES,
      ),
  },
  'socket-io-session-lost': {
    layer: 'unknown',
    candidates: ['load-balancer', 'application'],
    severity: 'error',
    isAboutProtocol: true,
    title: 'The next request of a Socket.IO session came to somebody else',
    explain: clues =>
      clues.refusal
        ? 'The opening handshake named a session, and the server answered "Session ID unknown".'
        : `A client that began by polling got a session, and its next request was answered with "Session ID unknown": it came to ${nameOther(clues)}.`,
    remedy: clues => keepSession(clues),
  },
  'socket-io-polling-refused': {
    layer: 'application',
    severity: 'error',
    isAboutProtocol: true,
    title: "The WebSocket opens, but Socket.IO's polling does not work",
    explain: clues =>
      `A WebSocket was opened and connected, but the plain requests (polling) with which most clients begin were answered with${quoteMessage(clues)}.`,
    remedy: () =>
      paste(
        "Let the proxy pass all of the server's path to the app, plain requests and POST too, or let the clients begin with WebSockets.",
        'transports: ["websocket"]',
      ),
  },
} as const satisfies CataloguePart

function nameOther({ frames, known }: Clues): string {
  const word = frames?.greeting?.kind === 'refused' ? frames.greeting.word : ''
  if (/cookie$/.test(word)) return 'another process of the same instance, for it had the cookie of the load balancer'
  if (known.loadBalancer === 'none' || known.instanceCount === 1) return 'another process of the only instance'
  const several = known.instanceCount === undefined ? '' : `, of which there are ${known.instanceCount}`
  const sticky = known.stickiness === 'off' ? ' (the load balancer has no sticky sessions)' : ''
  return `another instance${several}${sticky}, or to another process of the same one`
}

const BEGIN_WITH_WEBSOCKETS = 'let the clients begin with WebSockets: transports: ["websocket"]'
const STICKY_PROCESSES = 'https://socket.io/docs/v4/using-multiple-nodes/'

function keepSession(clues: Clues): Remedy {
  const { loadBalancer, instanceCount, stickiness } = clues.known
  const isInside = loadBalancer === 'none' || instanceCount === 1 || stickiness === 'on'
  if (isInside) {
    return instruct(
      `Run one process of the app, or bind each session to one of them (@socket.io/sticky, ${STICKY_PROCESSES}); or ${BEGIN_WITH_WEBSOCKETS}.`,
    )
  }
  if (loadBalancer === 'network' || loadBalancer === 'classic') {
    return instruct(
      `${upperFirst(BEGIN_WITH_WEBSOCKETS)}. The sticky sessions of Beanstalk are cookies, which need an Application Load Balancer: a listener that passes WebSockets through a ${loadBalancer === 'classic' ? 'Classic' : 'Network'} Load Balancer sees none.`,
    )
  }
  return {
    instruction: `Turn on sticky sessions in the load balancer (and in the app, where it runs several processes), or ${BEGIN_WITH_WEBSOCKETS}.`,
    paste: {
      file: '.ebextensions/sticky-sessions.config',
      text: 'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    StickinessEnabled: true',
    },
  }
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
