/** What servers of the app protocols may say, and how: in frames, and in the bodies that Socket.IO is polled for. */

import type { Socket } from 'node:net'
import { type Answer, SWITCHING } from './hostile-answers.ts'
import { closeFrame, drip, flood, frame, serve } from './hostile-frames.ts'
import { ODD_TEXTS, type Random } from './random.ts'

/** What a server must not see again in a report. */
export const SESSION = 'SECRET-SESSION'

const OPEN = `0{"sid":"${SESSION}","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`
const CONNECTED = `40{"sid":"${SESSION}"}`

/** As each protocol begins where all is well, so that more of it is asked; by what its opening handshake holds. */
const HEALTHY: readonly (readonly [head: RegExp, ...texts: readonly string[]])[] = [
  [/^GET \S+[?&]sid=/, '3probe'],
  [/[?&]EIO=/, OPEN, CONNECTED],
  [/[?&]EIO=/, OPEN, '40'],
  [/[?&]EIO=/, `0{"sid":"${SESSION}","upgrades":["websocket"],"pingInterval":1,"pingTimeout":1}`, '40'],
  [/graphql/, '{"type":"connection_ack"}'],
  [/graphql/, '{"type":"ping"}', '{"type":"connection_ack"}', '{"type":"ka"}'],
  [/actioncable/, '{"type":"welcome"}', '{"type":"ping","message":1}'],
  [/\/websocket HTTP/, 'o', 'h', 'a["x"]'],
]

/** What a server of one of the protocols may begin with, to be taken apart. */
const TEXTS = [
  ...HEALTHY.flatMap(([, ...texts]) => texts),
  `0{"sid":"${SESSION}","upgrades":{},"pingInterval":1e999}`,
  `0{"sid":"${SESSION}","upgrades":[],"pingInterval":-1,"pingTimeout":0}`,
  '44{"message":"no"}',
  '44"no"',
  '44',
  '44{"message":"##[error]forged\\n::error::forged"}',
  '2',
  '3probe',
  '{"type":"connection_error","payload":[1]}',
  '{"type":"connection_error","payload":{"message":"::error::forged"}}',
  `{"type":"${SESSION}"}`,
  '{"type":"disconnect","reason":{"a":1}}',
  '{"type":"disconnect","reason":"##[error]x\\n::error::x"}',
  'c[3000,"Go away!"]',
  'c[3000,"##[error]forged"]',
  'c[]',
  `c[99999,"${'\\\\'.repeat(3000)}`,
  '[[[[',
  'null',
  '{"__proto__":{"type":"welcome"}}',
]

/** One message, whole or not. */
export function writeText(random: Random): string {
  const text = random.pick(TEXTS)
  switch (random.int(6)) {
    case 0:
      return text.slice(0, random.int(text.length + 1))
    case 1:
      return text + random.pick(ODD_TEXTS)
    case 2:
      return random.pick(ODD_TEXTS)
    case 3:
      return text.repeat(1 + random.int(2000)).slice(0, 200_000)
    default:
      return text
  }
}

/** How the request with this head is answered by an app that speaks one of the protocols, or pretends to. */
export function answerInProtocol(random: Random, head: string): Answer {
  if (!/^upgrade: websocket\r$/im.test(head)) return answerPolling(random, /^POST|[?&]sid=/.test(head))
  const offered = /^sec-websocket-protocol: ([^\r,]*)/im.exec(head)?.[1]
  const chosen = random.chance(0.9) ? offered : random.pick(['graphql-ws', 'x', undefined])
  const more = chosen === undefined ? '' : `Sec-WebSocket-Protocol: ${chosen}\r\n`
  return (socket, accept) => {
    socket.write(SWITCHING(accept, more))
    return converse(socket, random, head)
  }
}

/** Says its script to the first messages, then something without end, or an end, or nothing. */
async function converse(socket: Socket, random: Random, head: string): Promise<void> {
  const isHealthy = random.chance(0.6)
  const known = HEALTHY.filter(([pattern]) => pattern.test(head))
  const [, ...begins] = known.length > 0 ? random.pick(known) : []
  const script = [
    ...(isHealthy ? begins : []),
    ...Array.from({ length: isHealthy ? random.int(2) : 1 + random.int(6) }, () => writeText(random)),
  ]
  const echoes = known.length === 0 && isHealthy
  const say = (heard?: string) => {
    const texts = script.splice(0, 2)
    for (const text of [...(echoes && heard !== undefined ? [heard] : []), ...texts]) {
      socket.write(frame(0x81, Buffer.from(text)))
    }
  }
  serve(socket, say)
  if (random.chance(0.8)) say()
  switch (random.int(isHealthy ? 20 : 8)) {
    case 0:
      return flood(socket, frame(0x81, Buffer.from(random.pick(TEXTS))))
    case 1:
      return flood(socket, frame(0x81, Buffer.from('2')))
    case 2:
      return drip(socket, frame(0x81, Buffer.from(random.pick(TEXTS).slice(0, 200))), 2)
    case 3:
      return void socket.end(closeFrame(random.pick([1000, 1008, 3000, 4401, 4403, 4406, 4408]), Buffer.from('no')))
    case 4:
      return void socket.write(splitMessage(random))
    default:
  }
}

/** One message in many frames. */
function splitMessage(random: Random): Buffer {
  const bytes = Buffer.from(random.pick(TEXTS))
  const parts = [...bytes].map((byte, index) =>
    frame((index === 0 ? 1 : 0) | (index === bytes.length - 1 ? 0x80 : 0), Buffer.from([byte])),
  )
  return Buffer.concat(parts)
}

function answerPolling(random: Random, isSession: boolean): Answer {
  const whole = isSession ? CONNECTED : OPEN
  if (random.chance(0.5)) return socket => void socket.end(writeBody('HTTP/1.1 200 OK\r\n', whole))
  const packets = random.pick([
    `${OPEN.length}:${OPEN}2:40`,
    `${OPEN.length}:${OPEN}`,
    `999999:${OPEN}`,
    '0:'.repeat(100_000),
    '\x1e'.repeat(100_000),
    writeText(random),
    writeText(random),
    '{"code":1,"message":"Session ID unknown"}',
    '{"code":"5","message":{"a":1}}',
  ])
  const status = random.pick([
    '200 OK',
    '200 OK',
    '200 OK',
    '400 Bad Request',
    '204 No Content',
    '302 Found',
    '413 ##[x]',
  ])
  const cookie = random.chance(0.2)
    ? `Set-Cookie: ${random.pick(['a=b', `a=${'b'.repeat(9000)}`, '=;;', 'a=\tb'])}\r\n`
    : ''
  const head = `HTTP/1.1 ${status}\r\n${cookie}`
  switch (random.int(6)) {
    case 0:
      return socket => {
        socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
        return flood(socket, Buffer.from(`1\r\n${random.pick(['0', '2', 'x'])}\r\n`))
      }
    case 1:
      return socket => drip(socket, `${head}Content-Length: 100\r\n\r\n${packets.slice(0, 100)}`, 2)
    default:
      return socket => void socket.end(writeBody(head, packets))
  }
}

function writeBody(head: string, body: string): string {
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
