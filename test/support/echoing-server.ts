/** A server that sends back all that it was sent: in the place and in the form that the path names, "/body/percent". */

import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { closeFrame, frame, serve } from '../fuzz/hostile-frames.ts'
import { type Listening, listenTcp } from './listening.ts'

const html = (text: string, write: (character: string) => string) => text.replaceAll(/[^\w ]/g, write)
const codeOf = (character: string) => character.charCodeAt(0)
const hexOf = (character: string) => codeOf(character).toString(16)

/** How somebody may write it. */
export const FORMS: Readonly<Record<string, (text: string) => string>> = {
  plain: text => text,
  'upper-case': text => text.toUpperCase(),
  broken: text => text.replaceAll(/.{7}/gs, '$&\r\n'),
  percent: encodeURIComponent,
  'percent-lower': text => encodeURIComponent(text).replaceAll(/%../g, encoded => encoded.toLowerCase()),
  'percent-some': text => text.replaceAll(/[^\w/=&]/g, encodeURIComponent),
  'percent-twice': text => encodeURIComponent(encodeURIComponent(text)),
  form: text => new URLSearchParams({ text }).toString(),
  json: text => JSON.stringify({ text }),
  'json-in-json': text => JSON.stringify(JSON.stringify({ text })),
  'json-of-others': text => html(text, character => `\\u${hexOf(character).padStart(4, '0')}`),
  'html-named': text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'html-decimal': text => html(text, character => `&#${codeOf(character)};`),
  'html-hexadecimal': text => html(text, character => `&#x${hexOf(character)};`),
  base64: text => Buffer.from(text).toString('base64'),
  'base64-lines': text => Buffer.from(`x${text}`).toString('base64').replaceAll(/.{60}/g, '$&\n'),
  'base64-url': text => Buffer.from(`xy${text}`).toString('base64url'),
  hexadecimal: text => Buffer.from(text).toString('hex'),
  latin1: text => Buffer.from(text).toString('latin1'),
}

const ACCEPTED: Readonly<Record<string, (text: string) => Buffer>> = {
  'text-frame': text => frame(0x81, Buffer.from(text)),
  'binary-frame': text => frame(0x82, Buffer.from(text)),
  'close-reason': text => frame(0x88, Buffer.concat([Buffer.from([0x0f, 0xa1]), Buffer.from(text).subarray(0, 120)])),
  'socket.io': text =>
    Buffer.concat([
      frame(0x81, Buffer.from('0{"sid":"abc","upgrades":[],"pingInterval":25000,"maxPayload":1}')),
      frame(0x81, Buffer.from(`44${JSON.stringify({ message: text })}`)),
    ]),
  'not-a-frame': text => Buffer.from(text),
}

const REFUSED: Readonly<Record<string, (text: string) => string>> = {
  reason: text => `HTTP/1.1 401 ${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  header: text =>
    `HTTP/1.1 403 Forbidden\r\nServer: ${oneLine(text)}\r\nX-Powered-By: ${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  location: text => `HTTP/1.1 302 Found\r\nLocation: /login?next=${oneLine(text)}\r\nContent-Length: 0\r\n\r\n`,
  body: text => `HTTP/1.1 400 Bad Request\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  bytes: text => text,
  'cut-head': text => `HTTP/1.1 500 ${oneLine(text)}`,
}

export const PLACES = [...Object.keys(REFUSED), ...Object.keys(ACCEPTED)]

export function listenEchoing(): Promise<Listening> {
  return listenTcp(socket => {
    socket.once('data', bytes => answer(socket, bytes.toString('latin1')))
  })
}

function answer(socket: Socket, head: string): void {
  const [, place = '', form = ''] = /^\S+ \/([\w.-]+)\/([\w-]+)/.exec(head) ?? []
  const write = FORMS[form] ?? String
  const sent = readSent(head)
  const refuse = REFUSED[place]
  if (refuse) return void socket.end(refuse(write(sent)), 'latin1')
  const key = /sec-websocket-key: (\S+)/i.exec(head)?.[1] ?? ''
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const echo = (text: string) => socket.write(ACCEPTED[place]?.(write(text)) ?? '')
  if (place !== 'text-frame' && place !== 'binary-frame') echo(sent)
  // What it heard comes last, so that it is what the check remembers; one of them leaves it to the check to end.
  serve(socket, message => {
    echo(`${message} ${sent}`)
    if (form !== 'plain') socket.end(closeFrame(1000))
  })
}

/** Whatever is secret in it, decoded, and then all of it as it came. */
function readSent(head: string): string {
  const basic = Buffer.from(/basic ([\w+/=]+)/i.exec(head)?.[1] ?? '', 'base64').toString()
  const query = [...(URL.parse(head.split(' ')[1] ?? '', 'http://x')?.searchParams.values() ?? [])]
  const cookies = [...head.matchAll(/(?:cookie: |; )\w+=([^;\r]*)/gi)].map(match => match[1])
  const key = /x-api-key: (.*)\r/i.exec(head)?.[1]
  return [basic, ...query, ...cookies, key, head].join(' ')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ')
}
