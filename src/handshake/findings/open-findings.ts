/** Findings about a 101, and about what came after a good one. */

import type { Clues } from '../rules/rule.ts'
import { adviseOnClose, adviseOtherGraphQl, nameClose, quoteLastMessage } from './close-words.ts'
import { aboutEnvironment, readLogs } from './commands.ts'
import { type CataloguePart, instruct, paste, quote } from './entry.ts'

export const openFindings = {
  'invalid-accept': {
    layer: 'unknown',
    candidates: ['proxy', 'application'],
    severity: 'error',
    title: 'The Sec-WebSocket-Accept is missing or wrong',
    explain: () =>
      'The answer was 101, but its Sec-WebSocket-Accept did not fit the key that was sent, so every browser refuses it.',
    remedy: () =>
      paste(
        'Let the app compute Sec-WebSocket-Accept from Sec-WebSocket-Key so, and let no cache or "proxy_hide_header" stand before it.',
        'base64(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))',
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
          : 'Offer a subprotocol that the app knows with the input "subprotocols", or let the app choose one of those that are offered, and none when none is.',
      ),
  },
  'invalid-upgrade-response': {
    layer: 'unknown',
    candidates: ['proxy', 'application'],
    severity: 'error',
    title: 'The 101 breaks the rules of WebSocket',
    explain: clues => `The answer was 101, but not a valid one: ${describeProblems(clues)}.`,
    remedy: clues =>
      instruct(
        isAboutExtension(clues)
          ? 'Let the app name no extension, such as permessage-deflate, that the client did not offer.'
          : 'Let the headers "Connection: Upgrade" and "Upgrade: websocket" of what the app answers pass every proxy unchanged, in HTTP/1.1.',
      ),
  },
  'invalid-frames': {
    layer: 'application',
    severity: 'error',
    title: 'What followed the 101 was not WebSocket frames',
    explain: clues =>
      `The connection was opened, and then bytes came that were not WebSocket frames (${readFrameCode(clues)}).`,
    remedy: clues =>
      instruct(
        /RSV/.test(readFrameCode(clues))
          ? 'Turn compression (permessage-deflate) off in the app, which was not agreed on, or ask for the protocol version that the app speaks.'
          : 'Let a WebSocket library write all that the app sends on this connection, in frames of RFC 6455.',
      ),
  },
  'closed-after-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The connection was closed right after it was opened',
    explain: clues => `The connection was opened, and then closed by the server ${describeClose(clues)}.`,
    remedy: clues => adviseOnClose(clues),
  },
  'no-pong': {
    layer: 'application',
    severity: 'error',
    title: 'No pong came back',
    explain: () =>
      'The connection was opened, but a ping was not answered, which every WebSocket server must do (RFC 6455, section 5.5.2).',
    remedy: clues =>
      readLogs(
        clues,
        'Find out where the app is stuck after a client has connected, of which its log may tell; a proxy of your own on the way must pass frames both ways.',
      ),
  },
  'liveness-not-proved': {
    layer: 'application',
    severity: 'warning',
    title: 'Too much came to wait for the pong',
    explain: ({ frames }) =>
      `The connection was opened, and the server sent more than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
    remedy: () =>
      instruct('Check a path that sends less at first, to have the pong and the closing handshake proved too.'),
  },
  'close-not-answered': {
    layer: 'application',
    severity: 'warning',
    title: 'The closing handshake was not answered',
    explain: () => 'The connection was opened and a ping answered, but the close frame was not answered with one.',
    remedy: () =>
      instruct(
        'Let the app answer a close frame with a close frame (RFC 6455, section 5.5.1): clients wait for it otherwise.',
      ),
  },
  'other-version-answers': {
    layer: 'application',
    severity: 'warning',
    title: 'Another version answered',
    explain: ({ evidence: { beacon }, known }) =>
      `The connection was opened, but by an instance that runs version ${quote(beacon?.kind === 'answered' ? beacon.versionLabel : '')}, not ${quote(known.versionLabel ?? '')}.`,
    remedy: ({ known }) =>
      paste(
        'Deploy the version again. Which instances did not take it, this command says.',
        aboutEnvironment(known, 'describe-instances-health --attribute-names Deployment'),
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

function isAboutExtension({ evidence: { upgrade } }: Clues): boolean {
  return upgrade?.kind === 'answered' && upgrade.problems.every(problem => problem === 'extension-not-requested')
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
