/** Findings about a 101, and about what came after a good one. */

import type { Clues } from '../rules/rule.ts'
import { adviseOnClose, adviseOtherGraphQl, nameClose, quoteLastMessage } from './close-words.ts'
import { type CataloguePart, instruct, quote } from './entry.ts'

export const openFindings = {
  'invalid-accept': {
    layer: 'unknown',
    candidates: ['proxy', 'application'],
    severity: 'error',
    title: 'The Sec-WebSocket-Accept is missing or wrong',
    explain: () =>
      'The answer was 101, but its Sec-WebSocket-Accept did not fit the key that was sent, so every browser refuses it.',
    remedy: () =>
      instruct(
        'Let the app compute Sec-WebSocket-Accept from Sec-WebSocket-Key, and let no cache or "proxy_hide_header" stand before it.',
      ),
  },
  'subprotocol-not-agreed': {
    layer: 'application',
    severity: 'error',
    title: 'No subprotocol was agreed on',
    explain: clues => `The answer was 101, but ${describeProblems(clues)}, so browsers close the connection.`,
    remedy: ({ evidence: { protocol } }) =>
      instruct(
        protocol?.name === 'graphql-ws' || protocol?.name === 'graphql-transport-ws'
          ? adviseOtherGraphQl(protocol.name)
          : 'Offer a subprotocol that the app knows, or let the app choose one of those that are offered, and none when none is.',
      ),
  },
  'invalid-upgrade-response': {
    layer: 'unknown',
    candidates: ['proxy', 'application'],
    severity: 'error',
    title: 'The 101 breaks the rules of WebSocket',
    explain: clues => `The answer was 101, but not a valid one: ${describeProblems(clues)}.`,
    remedy: () =>
      instruct(
        'Let "Connection: Upgrade" and "Upgrade: websocket" of the answer pass every proxy unchanged, and add no extension that was not offered.',
      ),
  },
  'invalid-frames': {
    layer: 'application',
    severity: 'error',
    title: 'What follows the 101 are not frames',
    explain: clues =>
      `The connection was opened, and then bytes came that are not WebSocket frames (${readFrameCode(clues)}).`,
    remedy: () =>
      instruct('Make sure that the app frames what it sends by RFC 6455, and compresses only when that was agreed on.'),
  },
  'closed-after-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The connection was closed right after it was opened',
    explain: clues => `The connection was opened, and then closed by the server ${describeClose(clues)}.`,
    remedy: clues => instruct(adviseOnClose(clues)),
  },
  'no-pong': {
    layer: 'application',
    severity: 'error',
    title: 'No pong came back',
    explain: () =>
      'The connection was opened, but a ping was not answered, which every WebSocket server must do (RFC 6455, section 5.5.2).',
    remedy: () =>
      instruct(
        'Look at whether the app is stuck after a client has connected, and whether every proxy on the way passes frames both ways.',
      ),
  },
  'liveness-not-proved': {
    layer: 'application',
    severity: 'warning',
    title: 'Too much came to wait for the pong',
    explain: ({ frames }) =>
      `The connection was opened, and the server sent more than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
    remedy: () =>
      instruct('Check a path that sends less at first, if the pong and the closing handshake shall be proved too.'),
  },
  'close-not-answered': {
    layer: 'application',
    severity: 'warning',
    title: 'The closing handshake was not answered',
    explain: () => 'The connection was opened and a ping answered, but the close frame was not answered with one.',
    remedy: () =>
      instruct('Let the app answer a close frame (RFC 6455, section 5.5.1); clients wait for it otherwise.'),
  },
  'other-version-answers': {
    layer: 'application',
    severity: 'warning',
    title: 'Another version answered',
    explain: ({ evidence: { beacon }, known }) =>
      `The connection was opened, but by an instance that runs version ${quote(beacon?.kind === 'answered' ? beacon.versionLabel : '')}, not ${quote(known.versionLabel ?? '')}.`,
    remedy: () =>
      instruct(
        'Look at the events of the environment for instances that did not take the deployment, and deploy the version again.',
      ),
  },
} as const satisfies CataloguePart

const PROBLEMS: Readonly<Record<string, string>> = {
  'not-http-1.1': 'it was not HTTP/1.1',
  'upgrade-missing': 'it had no Upgrade header',
  'upgrade-not-websocket': 'its Upgrade header was not "websocket"',
  'connection-without-upgrade': 'its Connection header did not say "Upgrade"',
  'subprotocol-missing': 'it chose none of the subprotocols that were offered',
  'subprotocol-not-requested': 'it chose a subprotocol that was not offered',
  'extension-not-requested': 'it named an extension that was not offered',
}

function describeProblems({ evidence: { upgrade } }: Clues): string {
  const problems = upgrade?.kind === 'answered' ? upgrade.problems : []
  return problems.map(problem => PROBLEMS[problem] ?? problem).join(', ')
}

function readFrameCode({ frames }: Clues): string {
  return frames?.end.kind === 'garbage' ? frames.end.code : 'no code'
}

function describeClose(clues: Clues): string {
  const when = `after ${Math.round(clues.frames?.ms ?? 0)} ms`
  const how =
    clues.frames?.end.kind === 'closed-by-server' ? `with ${nameClose(clues)}` : 'without a close frame (1006)'
  return `${when} ${how}${quoteLastMessage(clues)}`
}
