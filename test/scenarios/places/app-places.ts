/** Findings about an app that runs on Local Beanstalk and misbehaves: paths of the app in test/fixtures/misbehaving. */

import type { FindingKind } from '../../../src/handshake/findings.ts'

export interface AppPlace {
  readonly path: string
  /** Of the check action; those with the same ones are checked in one run. */
  readonly inputs?: Readonly<Record<string, string>>
  /** For docs/findings.md, after "On Local Beanstalk: ". */
  readonly place: string
}

const EXPECTING = { 'websocket-expect': '/^(a+)+$/' }
const GRAPHQL = { protocol: 'graphql-transport-ws' }
const HOLDING = { hold: '4s' }

export const appPlaces = {
  redirected: { path: '/moved', place: 'a proxy file that redirects' },
  'connection-closed': { path: '/closed', place: 'a proxy file with `return 444`' },
  'proxy-refused': { path: '/forbidden', place: 'a proxy file that answers by itself' },
  'upgrade-dropped-or-no-handler': { path: '/plain', place: 'an app that takes an Upgrade for a plain request' },
  'not-http': { path: '/ssh', place: 'an app that speaks something else' },
  'application-not-answering': { path: '/silent', place: 'an app that answers nothing' },
  'application-drops-upgrade': { path: '/drops', place: 'an app that closes the connection' },
  'application-ignores-upgrade': { path: '/ignores', place: 'an app that does not answer the Upgrade' },
  'application-refused-path': { path: '/refuses', place: 'an app that refuses the path' },
  'application-refused-request': { path: '/busy', place: 'an app that answers 429' },
  'application-refused-auth': { path: '/private', place: 'an app that wants a token' },
  'application-refused-origin': { path: '/origin', place: 'an app that refuses the Origin' },
  'application-error': { path: '/broken', place: 'an app that fails' },
  'invalid-accept': { path: '/wrong-accept', place: 'an app that computes it wrongly' },
  'subprotocol-not-agreed': { path: '/subprotocol', place: 'an app that chooses one that was not offered' },
  'invalid-upgrade-response': { path: '/extension', place: 'an app that names an extension' },
  'invalid-frames': { path: '/no-frames', place: 'an app that writes something else' },
  'closed-after-upgrade': { path: '/crashes', place: 'an app that drops its client' },
  'no-pong': { path: '/no-pong', place: 'an app that does not answer pings' },
  'liveness-not-proved': { path: '/floods', place: 'an app that floods its client' },
  'close-not-answered': { path: '/never-closes', place: 'an app that drops its client instead' },
  unknown: { path: '/not-modified', place: 'an app that answers 304' },
  'no-message': { path: '/says-nothing', inputs: EXPECTING, place: 'an app that says nothing' },
  'unexpected-message': { path: '/speaks', inputs: EXPECTING, place: 'an app that says something else' },
  'expression-too-slow': { path: '/slow', inputs: EXPECTING, place: 'an app whose message the expression fits badly' },
  'too-much-while-held': { path: '/floods', inputs: HOLDING, place: 'an app that floods its client' },
  'closed-while-held': { path: '/closes-later', inputs: HOLDING, place: 'an app that closes' },
  'cut-while-held': {
    path: '/cut',
    inputs: HOLDING,
    place: 'a proxy file with a timeout of its own, which the check action does not read',
  },
  'dropped-while-held': { path: '/forgets', inputs: HOLDING, place: 'an app that answers no second ping' },
  'protocol-not-spoken': { path: '/chat', inputs: { protocol: 'echo' }, place: 'an app that says nothing' },
  'graphql-subprotocol-refused': { path: '/graphql-old', inputs: GRAPHQL, place: 'an app that closes with 4406' },
  'graphql-connection-refused': { path: '/graphql-forbidden', inputs: GRAPHQL, place: 'an app that closes with 4403' },
  'graphql-init-timeout': { path: '/graphql-late', inputs: GRAPHQL, place: 'an app that closes with 4408' },
  'graphql-rules-broken': { path: '/graphql-broken', inputs: GRAPHQL, place: 'an app that closes with 4400' },
  'actioncable-unauthorized': { path: '/unauthorized/cable', place: 'an app that disconnects so' },
  'actioncable-subprotocol-refused': { path: '/unsupported/cable', place: 'an app that chooses it' },
  'actioncable-disconnected': { path: '/restarting/cable', place: 'an app that restarts' },
  'sockjs-closed': { path: '/away', inputs: { protocol: 'sockjs' }, place: 'an app that closes sessions' },
  'socket-io-wrong-version': {
    path: '/versions/socket.io/?EIO=3',
    place: 'an app with Socket.IO 4, asked for `EIO=3`',
  },
  'socket-io-transport-off': { path: '/polling/socket.io/', place: 'an app without this transport' },
  'socket-io-request-refused': { path: '/token/socket.io/', place: 'an app with `allowRequest`' },
  'socket-io-connection-refused': { path: '/members/socket.io/', place: 'an app with a middleware that refuses' },
  'socket-io-polling-refused': { path: '/one-transport/socket.io/', place: 'a proxy file that refuses plain requests' },
} as const satisfies Partial<Record<FindingKind, AppPlace>>
