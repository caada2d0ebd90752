/** A server that answers an opening handshake with the sample and in the place that the path names: "/reason/12". */

import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { HOSTILE_TEXTS } from './hostile-texts.ts'
import { type Listening, listenTcp } from './listening.ts'

type WriteAnswer = (text: string, key: string) => Buffer | string

/** Where in an answer text can stand. */
export const PLACES: Readonly<Record<string, WriteAnswer>> = {
  reason: text => `HTTP/1.1 404 ${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  'header-name': text => `HTTP/1.1 404 Not Found\r\n${oneLine(text)}: x\r\nContent-Length: 0\r\n\r\n`,
  'header-value': text =>
    `HTTP/1.1 500 Error\r\nServer: ${oneLine(text)}\r\nX-Powered-By: ${oneLine(text)}\r\nVia: ${oneLine(text)}\r\nX-WebSocket-Reject-Reason: ${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  body: text => {
    const bytes = Buffer.from(text)
    return Buffer.concat([Buffer.from(`HTTP/1.1 400 Bad Request\r\nContent-Length: ${bytes.length}\r\n\r\n`), bytes])
  },
  location: text =>
    `HTTP/1.1 302 Found\r\nLocation: https://evil.example/${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  'raw-location': text => `HTTP/1.1 301 Moved\r\nLocation: ${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  bytes: text => Buffer.from(text),
  'broken-head': text => `HTTP/1.1 ${text}\r\n\r\n`,
  'cut-head': text => `HTTP/1.1 200 OK\r\nServer: ${text}`,
  subprotocol: (text, key) => switching(key, `Sec-WebSocket-Protocol: ${oneLine(text)}\r\n`),
  extension: (text, key) => switching(key, `Sec-WebSocket-Extensions: ${oneLine(text)}\r\n`),
  upgrade: text => `HTTP/1.1 101 ${oneLine(text)}\r\nUpgrade: ${oneLine(text)}\r\nConnection: ${oneLine(text)}\r\n\r\n`,
  'close-reason': (text, key) => Buffer.concat([Buffer.from(switching(key)), closeFrame(text)]),
  'text-frame': (text, key) => Buffer.concat([Buffer.from(switching(key)), textFrame(text), closeFrame('')]),
  'not-a-frame': (text, key) => Buffer.concat([Buffer.from(switching(key)), Buffer.from(text)]),
}

/** Where it can stand in what an app says in its own protocol, by the protocol's name. */
export const REFUSALS: Readonly<Record<string, WriteAnswer>> = {
  'socket.io': (text, key) =>
    say(key, '', [
      '0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}',
      `44${JSON.stringify({ message: text })}`,
    ]),
  'graphql-ws': (text, key) =>
    say(key, 'graphql-ws', [JSON.stringify({ type: 'connection_error', payload: { message: text } })]),
  actioncable: (text, key) =>
    say(key, 'actioncable-v1-json', [JSON.stringify({ type: 'disconnect', reason: text, reconnect: false })]),
  sockjs: (text, key) => say(key, '', [`c[3000,${JSON.stringify(text)}]`]),
}

export async function listenHostile(): Promise<Listening> {
  return listenTcp(socket => {
    socket.once('data', bytes => answer(socket, bytes.toString('latin1')))
  })
}

function answer(socket: Socket, request: string): void {
  const [, place = '', index = ''] = /^GET \/([\w.-]+)\/(\d+)/.exec(request) ?? []
  const key = /sec-websocket-key: (\S+)/i.exec(request)?.[1] ?? ''
  const text = HOSTILE_TEXTS[Number(index)]?.text ?? ''
  socket.end((PLACES[place] ?? REFUSALS[place])?.(text, key) ?? '')
}

function switching(key: string, more = ''): string {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`
}

function say(key: string, subprotocol: string, texts: readonly string[]): Buffer {
  const chosen = subprotocol ? `Sec-WebSocket-Protocol: ${subprotocol}\r\n` : ''
  return Buffer.concat([Buffer.from(switching(key, chosen)), ...texts.map(textFrame), closeFrame('')])
}

/** A head that is refused as a whole shows less of a sample than one that is taken. */
function oneLine(text: string): string {
  return text.slice(0, 2000).replaceAll(/[\r\n]/g, ' ')
}

function closeFrame(reason: string): Buffer {
  const bytes = Buffer.from(reason).subarray(0, 120)
  return Buffer.concat([Buffer.from([0x88, bytes.length + 2, 0x0f, 0xa1]), bytes])
}

function textFrame(text: string): Buffer {
  const bytes = Buffer.from(text)
  const head = Buffer.alloc(10)
  head.writeUInt8(0x81, 0)
  head.writeUInt8(127, 1)
  head.writeBigUInt64BE(BigInt(bytes.length), 2)
  return Buffer.concat([head, bytes])
}
