/** A server on raw sockets that answers each path's opening handshake in a way of its own. */

import { createHash } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { ODD_TEXTS, openRandom, type Random } from './random.ts'

/** Whether the WebSocket of a path can be called open. */
export type Truth = 'open' | 'closed' | 'either'

export interface HostileWebSockets {
  readonly port: number
  /** How many answers were given, to Upgrades and to the plain requests beside them. */
  answers(): number
  close(): Promise<void>
}

type Answer = (socket: Socket, accept: string) => Promise<void> | void

/** What the path `/INDEX` is answered, the same each time. */
export function makeAnswer(seed: number, index: number): { readonly truth: Truth; readonly answer: Answer } {
  const random = openRandom(seed, index)
  const kind = random.pick(KINDS)
  return kind(random)
}

export async function openHostileWebSockets(seed: number): Promise<HostileWebSockets> {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)))
    let head = ''
    const read = (bytes: Buffer) => {
      head += bytes.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      socket.off('data', read)
      count += 1
      const key = /^sec-websocket-key: (.*)\r$/im.exec(head)?.[1] ?? ''
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      const { answer } = makeAnswer(seed, Number(/^GET \/(\d+)/.exec(head)?.[1]))
      Promise.resolve(answer(socket, accept)).catch(() => socket.destroy())
    }
    socket.on('data', read)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    answers: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const SWITCHING = (accept: string, more = '') =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`

/** Answers every ping and the closing handshake, as far as a check goes. */
function serve(socket: Socket): void {
  socket.on('data', (bytes: Buffer) => {
    const [first = 0, second = 0] = bytes
    const opcode = first & 0x0f
    const mask = bytes.subarray(2, 6)
    const payload = bytes.subarray(6, 6 + (second & 0x7f)).map((byte, index) => byte ^ (mask[index % 4] ?? 0))
    if (opcode === 9) socket.write(frame(0x8a, Buffer.from(payload)))
    if (opcode === 8) socket.end(frame(0x88, Buffer.from(payload)))
  })
}

function frame(first: number, payload: Buffer, { masked = false } = {}): Buffer {
  const { length } = payload
  const size =
    length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.from([126, length >> 8, length & 255]) : big(length)
  if (masked) size[0] = (size[0] ?? 0) | 0x80
  return Buffer.concat([Buffer.from([first]), size, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload])
}

function big(length: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = 127
  bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}

/** Writes for as long as the other side takes it, up to `maxBytes`. */
async function flood(socket: Socket, piece: Buffer, maxBytes: number): Promise<void> {
  const closed = once(socket, 'close')
  for (let sent = 0; sent < maxBytes && !socket.destroyed; sent += piece.length) {
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), closed])
  }
  socket.end()
}

function once(socket: Socket, event: string): Promise<void> {
  return new Promise(resolve => void socket.once(event, () => resolve()))
}

async function drip(socket: Socket, text: string, pauseMs: number): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (socket.destroyed) return
    socket.write(Buffer.from([byte]))
    await sleep(pauseMs)
  }
}

type Kind = (random: Random) => { readonly truth: Truth; readonly answer: Answer }

const closed = (answer: Answer) => ({ truth: 'closed', answer }) as const
const text = (random: Random) => random.text().replaceAll(/[\r\n]/g, ' ')
const afterwards = (random: Random, send: Answer): ReturnType<Kind> => {
  const pongs = random.chance(0.5)
  // Whoever says nothing at all is waited for, so there are few of them.
  const ends = !pongs && random.chance(0.9)
  return {
    truth: 'either',
    answer: async (socket, accept) => {
      socket.write(SWITCHING(accept))
      if (pongs) serve(socket)
      await send(socket, accept)
      if (ends) socket.end()
    },
  }
}

const good: Kind = () => ({
  truth: 'open',
  answer: (socket, accept) => {
    serve(socket)
    socket.write(SWITCHING(accept))
  },
})

const status: Kind = random => {
  const code = random.pick([
    '200',
    '204',
    '301',
    '302',
    '307',
    '400',
    '401',
    '403',
    '404',
    '426',
    '464',
    '500',
    '502',
    '503',
    '504',
    '999',
    '000',
    '1000',
    '99',
    'abc',
    '-1',
  ])
  const headers = Array.from({ length: random.int(6) }, () => `${random.pick(NAMES)}: ${text(random)}\r\n`).join('')
  const body = random.pick([random.text(), `<html>${random.text()}</html>`, random.bytes(300).toString('latin1'), ''])
  const length = random.pick([
    `Content-Length: ${Buffer.byteLength(body)}\r\n`,
    'Content-Length: 5\r\n',
    'Content-Length: 99999999999999999999\r\n',
    'Transfer-Encoding: chunked\r\n',
    '',
  ])
  const version = random.pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2', 'HTTP/1.2', 'http/1.1', 'ICY'])
  const whole = `${version} ${code} ${text(random)}\r\n${headers}${length}\r\n${body}`
  return closed(socket => void socket.end(whole))
}

const NAMES = [
  'Server',
  'Location',
  'Via',
  'X-Powered-By',
  'Content-Type',
  'Sec-WebSocket-Version',
  'X-Cache',
  '__proto__',
  '::set-output name',
  'Set-Cookie',
  'WWW-Authenticate',
  'x'.repeat(3000),
  'a b',
  '',
  'Content-Encoding',
]

const nearly: Kind = random => {
  const change = random.pick<(head: string) => string>([
    head => head.replace(/Accept: .*\r/, `Accept: ${text(random)}\r`),
    head => head.replace(/Upgrade: websocket\r\n/, ''),
    head => head.replace('Upgrade: websocket', `Upgrade: x${text(random)}`),
    head => head.replace('Connection: Upgrade', 'Connection: close'),
    head => head.replace('HTTP/1.1', 'HTTP/1.0'),
    head => head.replace('\r\n\r\n', `\r\nSec-WebSocket-Protocol: x${text(random)}\r\n\r\n`),
    head => head.replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'),
    head => head.replaceAll('\r\n', '\n'),
    head => head.replace('101', '1 01'),
    head => head.replace(/(Sec-WebSocket-Accept: .*\r\n)/, '$1$1'),
    head => head.slice(0, -2),
  ])
  return closed((socket, accept) => {
    serve(socket)
    socket.end(change(SWITCHING(accept)))
  })
}

const early: Kind = random => {
  const share = random.int(100) / 100
  const resets = random.chance(0.5)
  return closed((socket, accept) => {
    const head = SWITCHING(accept)
    const bytes = head.slice(0, Math.floor(share * (head.length - 4)))
    if (resets) return void socket.write(bytes, () => socket.resetAndDestroy())
    socket.end(bytes)
  })
}

const otherProtocol: Kind = random => {
  const bytes = random.pick([
    ...[
      'SSH-2.0-OpenSSH_9.9\r\n',
      '220 smtp\r\n',
      '\x00\x00\x12\x04\x00\x00',
      '\x15\x03\x01\x00\x02\x02\x46',
      '-ERR\r\n',
      '{}',
      'HTTP/',
      'HTTP/1.1',
    ],
    random.bytes(500).toString('latin1'),
    ...ODD_TEXTS.slice(20, 60),
  ])
  return closed(socket => void socket.end(Buffer.from(bytes, 'latin1')))
}

const floods: Kind = random => {
  const [first, piece] = random.pick([
    ['', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\n', `X: ${'y'.repeat(200)}\r\n`],
    ['HTTP/1.1 200 ', 'OK'],
    ['HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(1000)],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '0'],
    ['HTTP/1.1 403 x\r\nContent-Encoding: gzip\r\n\r\n', '\x1f\x8b\x08'],
  ])
  return closed(async socket => {
    socket.write(first)
    await flood(socket, Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)), 'latin1'), 64 * 1024 ** 2)
  })
}

const slow: Kind = random => {
  const pauseMs = random.pick([2, 5, 10])
  return {
    truth: 'open',
    answer: async (socket, accept) => {
      serve(socket)
      await drip(socket, SWITCHING(accept), pauseMs)
    },
  }
}

const silent: Kind = random =>
  random.chance(0.85)
    ? good(random)
    : closed(
        random.chance(0.5)
          ? () => undefined
          : socket => drip(socket, `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(500)}`, 300),
      )

const frames: Kind = random => {
  const payload = random.pick([
    random.bytes(random.int(200)),
    Buffer.from(text(random)),
    Buffer.alloc(70_000, 'x'),
    Buffer.alloc(0),
  ])
  const made = Array.from({ length: 1 + random.int(4) }, () =>
    frame(random.int(256), payload, { masked: random.chance(0.2) }),
  )
  return afterwards(random, socket => void socket.write(random.chance(0.2) ? random.bytes(400) : Buffer.concat(made)))
}

const closings: Kind = random => {
  const code = Buffer.alloc(2)
  code.writeUInt16BE(
    random.pick([0, 999, 1000, 1001, 1004, 1005, 1006, 1008, 1011, 1012, 1015, 2999, 4401, 4999, 65_535]),
  )
  const reason = Buffer.concat([code, Buffer.from(text(random)).subarray(0, 123)])
  const payload = random.pick([reason, reason, reason, Buffer.alloc(0), Buffer.from([3]), random.bytes(125)])
  return afterwards(random, socket => void socket.end(frame(0x88, payload)))
}

const bombs: Kind = random => {
  const kind = random.int(6)
  return afterwards(random, async socket => {
    if (kind === 0) socket.write(frame(0xc2, BOMB))
    if (kind === 1) await flood(socket, frame(0x89, Buffer.alloc(125)), 64 * 1024 ** 2)
    if (kind === 2) await flood(socket, frame(0x01, Buffer.alloc(60_000)), 64 * 1024 ** 2)
    if (kind === 3) socket.write(Buffer.concat([Buffer.from([0x82]), big(2 ** 40), Buffer.alloc(1000)]))
    if (kind === 4) await flood(socket, frame(0x00, Buffer.alloc(1)), 8 * 1024 ** 2)
    if (kind === 5) await flood(socket, frame(0x82, Buffer.alloc(1_000_000)), 64 * 1024 ** 2)
  })
}

/** 100 MiB of nothing. */
const BOMB = deflateRawSync(Buffer.alloc(100 * 1024 ** 2))

const KINDS: readonly Kind[] = [
  ...[good, status, status, status, status, nearly, nearly, nearly, early, early, otherProtocol, otherProtocol],
  ...[floods, slow, silent, frames, frames, frames, closings, closings, bombs],
]
