/** The inputs about the opening handshake that follows a deployment. */

import { parseWebSocketPath, parseWebSocketUrl } from './handshake-inputs.ts'
import type { InputReader } from './input-reader.ts'
import { type FailOn, type ProbeRequest, readFailOn, readOwnProbeRequest, readProbeRequest } from './probe-inputs.ts'

export interface HandshakeRequest {
  readonly url: string | undefined
  readonly path: string | undefined
  readonly probe: ProbeRequest
  /** undefined: as long as is usual, which is longer where the environment is new. */
  readonly timeoutMs: number | undefined
  /** How many opening handshakes must be accepted, one after the other. */
  readonly inARow: number
  readonly failOn: FailOn
}

const USUAL_IN_A_ROW = 2

export function readHandshakeRequest(inputs: InputReader): HandshakeRequest {
  return {
    url: inputs.parsed('websocket-url', undefined, parseWebSocketUrl),
    ...readShared(inputs),
    probe: readProbeRequest(inputs),
    inARow: inputs.number('attempts', { min: 1, max: 20, fallback: USUAL_IN_A_ROW }),
  }
}

/** Of an environment that only has the name that Beanstalk gives it: its URL is known, and is never wss://. */
export function readOwnHandshakeRequest(inputs: InputReader): HandshakeRequest {
  return { url: undefined, ...readShared(inputs), probe: readOwnProbeRequest(inputs), inARow: USUAL_IN_A_ROW }
}

function readShared(inputs: InputReader): Pick<HandshakeRequest, 'path' | 'timeoutMs' | 'failOn'> {
  return {
    path: inputs.parsed('websocket-path', undefined, parseWebSocketPath),
    timeoutMs: 1000 * inputs.number('handshake-timeout', { min: 1, max: 3600, fallback: 0 }) || undefined,
    failOn: readFailOn(inputs),
  }
}
