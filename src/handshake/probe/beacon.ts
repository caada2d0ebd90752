/** Asks beacons, one after the other, what of an opening handshake arrives at the proxy. */

import type { Duplex } from 'node:stream'
import type { Beacon, BeaconEvidence, Received } from '../beacon.ts'
import type { AnswerEvidence } from '../evidence.ts'
import { type RequestOptions, writeUpgradeRequest } from '../request.ts'
import { type Target, withRequestTarget } from '../target.ts'
import { ask } from './answer.ts'
import { startStopwatch } from './deadline.ts'
import { findHeader } from './head.ts'

export interface BeaconQuestion {
  readonly target: Target
  readonly options: RequestOptions
  /** In the order in which they are asked: the version that was deployed, then others that may still run. */
  readonly beacons: readonly Beacon[]
  /** A fresh connection to the address that answered the Upgrade; undefined where none opens any more. */
  connect(signal: AbortSignal): Promise<Duplex | undefined>
}

/** Sends the opening handshake to each beacon until one answers. Never throws for an answer of the network. */
export async function askBeacon(question: BeaconQuestion, signal: AbortSignal): Promise<BeaconEvidence> {
  const elapsedMs = startStopwatch()
  for (const { path, versionLabel } of question.beacons) {
    const socket = await question.connect(signal)
    if (!socket) break
    const request = writeUpgradeRequest(withRequestTarget(question.target, path), question.options)
    const { evidence } = await ask(socket, request.text, signal)
    socket.destroy()
    const received = readReceived(evidence)
    if (received) return { kind: 'answered', versionLabel, ...received, ms: elapsedMs() }
  }
  return { kind: 'silent', ms: elapsedMs() }
}

/** In the form of the file that makes a beacon (src/proxy/). */
const HEADER = 'x-websocket-beacon'

// An app that echoes what it was sent was not sent this header.
function readReceived(answer: AnswerEvidence): Received | undefined {
  if (answer.kind !== 'answered' || answer.status !== 204) return undefined
  const value = findHeader(answer.headers, HEADER) ?? ''
  const parts = /^upgrade="([^"]{0,100})"; connection="([^"]{0,100})"; protocol="([^"]{0,20})"$/.exec(value)
  if (!parts) return undefined
  const [, upgrade = '', connection = '', protocol = ''] = parts
  return { upgrade, connection, protocol }
}
