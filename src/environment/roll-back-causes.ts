/** What a finding about a WebSocket speaks against: only what a deployment brings goes when the version before comes back. */

import type { FindingKind } from '../handshake/findings.ts'

/** `version`: the version, its proxy files, or the option settings that were set with it. */
export type Cause = 'version' | 'dns' | 'tls' | 'network' | 'runner' | 'front' | 'check'

/** Of a kind that can have several causes it is the one that no version mends. */
export const CAUSES = {
  'name-not-found': 'dns',
  'resolver-failed': 'dns',
  // An address of the name that is not like the others.
  'some-addresses-refuse': 'dns',

  'tls-expired': 'tls',
  'tls-wrong-host': 'tls',
  'tls-untrusted': 'tls',
  'tls-plain-port': 'tls',
  'tls-required': 'tls',
  'tls-not-answered': 'tls',
  'tls-other': 'tls',

  'connection-refused': 'network',
  'connection-timed-out': 'network',
  'other-family-not-answering': 'network',
  // A single connection that was held: anybody on the way may have dropped it.
  'cut-while-held': 'network',
  'dropped-while-held': 'network',

  'no-route-from-here': 'runner',
  'connection-failed': 'runner',
  'outgoing-proxy-unreachable': 'runner',
  'outgoing-proxy-refused': 'runner',

  'cloudfront-refused': 'front',
  'firewall-blocked': 'front',
  'upgrade-lost-before-proxy': 'front',

  'expression-too-slow': 'check',
  // Which version answers is told by whoever carried the deployment out.
  'other-version-answers': 'check',

  'not-http': 'version',
  'broken-answer': 'version',
  'connection-closed': 'version',
  redirected: 'version',
  'load-balancer-no-target': 'version',
  'load-balancer-bad-gateway': 'version',
  'load-balancer-timeout': 'version',
  'load-balancer-refused': 'version',
  'classic-listener-http': 'version',
  'proxy-drops-upgrade': 'version',
  'proxy-passes-elsewhere': 'version',
  'proxy-refused': 'version',
  'upgrade-dropped-or-no-handler': 'version',
  'application-down': 'version',
  'application-not-answering': 'version',
  'application-drops-upgrade': 'version',
  'application-ignores-upgrade': 'version',
  'application-without-handler': 'version',
  'application-refused-path': 'version',
  'application-refused-request': 'version',
  'application-refused-auth': 'version',
  'application-refused-origin': 'version',
  'application-error': 'version',
  'invalid-accept': 'version',
  'subprotocol-not-agreed': 'version',
  'invalid-upgrade-response': 'version',
  'invalid-frames': 'version',
  'closed-after-upgrade': 'version',
  'no-pong': 'version',
  'liveness-not-proved': 'version',
  'close-not-answered': 'version',
  'no-message': 'version',
  'unexpected-message': 'version',
  'too-much-while-held': 'version',
  'closed-while-held': 'version',
  'cut-by-proxy': 'version',
  'cut-by-load-balancer': 'version',
  'protocol-not-spoken': 'version',
  'graphql-subprotocol-refused': 'version',
  'graphql-connection-refused': 'version',
  'graphql-init-timeout': 'version',
  'graphql-rules-broken': 'version',
  'actioncable-unauthorized': 'version',
  'actioncable-subprotocol-refused': 'version',
  'actioncable-disconnected': 'version',
  'sockjs-closed': 'version',
  'socket-io-wrong-version': 'version',
  'socket-io-transport-off': 'version',
  'socket-io-request-refused': 'version',
  'socket-io-connection-refused': 'version',
  'socket-io-session-lost': 'version',
  'socket-io-polling-refused': 'version',
  'some-connections-refused': 'version',
  unknown: 'version',
} as const satisfies Readonly<Record<FindingKind, Cause>>

/** Why not, for each cause that no version mends; completes "because ...". */
export const WHY_NOT = {
  dns: 'the name of the URL is at fault, and no version changes that',
  tls: 'TLS is at fault, and no version changes that',
  network: 'the network on the way is at fault, and no version changes that',
  runner: 'this machine is at fault, and no version changes that',
  front: 'what stands before the environment is at fault, and no version changes that',
  check: 'the finding does not speak against the version',
} as const satisfies Readonly<Record<Exclude<Cause, 'version'>, string>>
