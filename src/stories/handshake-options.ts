/** What the inputs say about a WebSocket, as the options of the handshake. */

import type { HandshakeOptions } from '../handshake/handshake.ts'
import type { ProxyVariables } from '../handshake/outgoing-proxy.ts'
import type { ProbeRequest } from '../inputs/probe-inputs.ts'

/** The rest is the story's own: how often, how long, by which clock. */
export type ProbeOptions = Pick<
  HandshakeOptions,
  | 'headers'
  | 'origin'
  | 'subprotocols'
  | 'protocol'
  | 'dialogue'
  | 'holdMs'
  | 'resolve'
  | 'ca'
  | 'proxyVariables'
  | 'beacons'
  | 'attemptTimeoutMs'
>

/** What the inputs only name, or do not say. */
export interface ProbeSurroundings {
  /** The text of the certificates. */
  readonly ca: string | undefined
  readonly proxyVariables: ProxyVariables
}

export function toProbeOptions(probe: ProbeRequest, { ca, proxyVariables }: ProbeSurroundings): ProbeOptions {
  const { headers, origin, subprotocols, protocol, send, expectation, holdMs, resolve } = probe
  const dialogue = { ...(send === undefined ? {} : { send }), ...(expectation ? { expectation } : {}) }
  return {
    headers,
    subprotocols,
    resolve,
    proxyVariables,
    ...(protocol === 'auto' ? {} : { protocol: { name: protocol, isGuess: false } }),
    ...(origin === undefined ? {} : { origin }),
    ...(send === undefined && !expectation ? {} : { dialogue }),
    ...(holdMs > 0 ? { holdMs } : {}),
    ...(ca === undefined ? {} : { ca }),
  }
}
