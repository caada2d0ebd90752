/** How a server may answer an opening handshake, and go on after a good answer: what breaks rules, bounds and patience. */

import type { Socket } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { big, closeFrame, drip, flood, frame, reset, serve } from './hostile-frames.ts'
import { ODD_TEXTS, type Random } from './random.ts'

/** Whether the WebSocket can be called open. */
export type Truth = 'open' | 'closed' | 'either'

export type Answer = (socket: Socket, accept: string) => Promise<void> | void

export type Kind = (random: Random) => { readonly truth: Truth; readonly answer: Answer }

export const SWITCHING = (accept: string, more = '') =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`

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

const STATUSES = [
  ...['200', '204', '301', '302', '307', '400', '401', '403', '404', '426', '464', '500', '502', '503', '504'],
  ...['999', '000', '1000', '99', 'abc', '-1'],
]

const status: Kind = random => {
  const code = random.pick(STATUSES)
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

/** Names a place that only somebody who follows it would ever ask. */
const redirect: Kind = random => {
  const place = random.pick([
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//evil.example',
    'ws://user:pass@evil.example/',
    'http://[::1',
    '/'.repeat(10_000),
    `wss://${'a.'.repeat(2000)}example/`,
    'https://evil.example/\u0000',
    '::error::forged',
    '##[set-output name=url]evil',
    'https://evil.example/<img src=x onerror=1>',
    text(random),
  ])
  const status = random.pick([301, 302, 303, 307, 308])
  const more = random.chance(0.3) ? `Location: ${text(random)}\r\n` : ''
  return closed(
    socket =>
      void socket.end(`HTTP/1.1 ${status} Moved\r\nLocation: ${place}\r\n${more}Content-Length: 0\r\n\r\n`, 'latin1'),
  )
}

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
    if (resets) return void socket.write(bytes, () => reset(socket))
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

/** How an answer begins, and what then never comes to an end. */
const FLOODS: readonly (readonly [first: string, piece: string])[] = [
  ['', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'],
  ['HTTP/1.1 200 OK\r\n', `X: ${'y'.repeat(200)}\r\n`],
  ['HTTP/1.1 200 OK\r\n', 'a:\r\n'],
  ['HTTP/1.1 200 ', 'OK'],
  ['', '\r\n'],
  ['HTTP/1.1 101 Switching Protocols\r\n', 'Upgrade: websocket\r\n'],
  ['HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(1000)],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '0'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n', 'x'.repeat(1000)],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;', 'extension=1;'],
  ['HTTP/1.1 403 x\r\nContent-Encoding: gzip\r\n\r\n', '\x1f\x8b\x08'],
]

const floodWith = ([first, piece]: (typeof FLOODS)[number]) =>
  closed(async socket => {
    socket.write(first)
    await flood(socket, Buffer.from(piece, 'latin1'))
  })

const floods: Kind = random => floodWith(random.pick(FLOODS))

const slow: Kind = random => {
  const pauseMs = random.pick([2, 5, 10])
  // From the middle of it on, or all of it.
  const share = random.pick([0, 0.5, 0.9])
  return {
    truth: 'open',
    answer: async (socket, accept) => {
      serve(socket)
      const head = SWITCHING(accept)
      const at = Math.floor(share * head.length)
      socket.write(head.slice(0, at))
      await drip(socket, head.slice(at), pauseMs)
    },
  }
}

/** Until the time is over; few of them, because each is waited for. */
const silent: Kind = random => {
  if (random.chance(0.8)) return good(random)
  return closed(
    random.pick<Answer>([
      () => undefined,
      socket => drip(socket, `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(500)}`, 300),
      (socket, accept) => drip(socket, SWITCHING(accept, 'x: y\r\n'.repeat(500)), 300),
      socket => drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100), 200),
    ]),
  )
}

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
  const bytes = random.chance(0.2) ? random.bytes(400) : Buffer.concat(made)
  const isSlow = random.chance(0.2)
  return afterwards(random, socket => (isSlow ? drip(socket, bytes.subarray(0, 500), 2) : void socket.write(bytes)))
}

const CODES = [0, 999, 1000, 1001, 1004, 1005, 1006, 1008, 1011, 1012, 1015, 2999, 4401, 4999, 65_535]

const closings: Kind = random => {
  const reason = closeFrame(random.pick(CODES), Buffer.from(text(random)))
  const bytes = random.pick([
    ...[reason, reason, reason, frame(0x88, Buffer.alloc(0)), frame(0x88, Buffer.from([3]))],
    ...[frame(0x88, random.bytes(125)), frame(0x88, random.bytes(300)), frame(0x08, Buffer.alloc(2))],
  ])
  const isFlood = random.chance(0.2)
  return afterwards(random, socket => (isFlood ? flood(socket, bytes) : void socket.end(bytes)))
}

/** After the 101: more than anybody would keep, or less than anybody would wait for. */
const BOMBS: readonly Answer[] = [
  // Nothing was said of compression, so this breaks a rule; whoever inflates it has 100 MiB.
  socket => void socket.write(frame(0xc2, deflated())),
  socket => flood(socket, frame(0xc1, Buffer.from([0]))),
  socket => flood(socket, frame(0x89, Buffer.alloc(125))),
  socket => flood(socket, frame(0x89, Buffer.alloc(0))),
  socket => flood(socket, frame(0x8a, Buffer.alloc(8))),
  socket => flood(socket, frame(0x81, Buffer.alloc(60_000, 'a'))),
  socket => flood(socket, frame(0x81, Buffer.from('2'))),
  socket => flood(socket, frame(0x81, Buffer.alloc(0))),
  socket => flood(socket, frame(0x82, Buffer.alloc(1_000_000))),
  // A message that never ends.
  socket => startMessage(socket, frame(0x00, Buffer.alloc(60_000, 'a'))),
  socket => startMessage(socket, frame(0x00, Buffer.alloc(1, 'a'))),
  socket => startMessage(socket, frame(0x00, Buffer.alloc(0))),
  socket => startMessage(socket, Buffer.concat([frame(0x89, Buffer.alloc(1)), frame(0x00, Buffer.alloc(1))])),
  // One that never began.
  socket => flood(socket, frame(0x00, Buffer.alloc(1))),
  socket => void socket.write(frame(0x80, Buffer.from('x'))),
  // One that was never finished before the next.
  socket => flood(socket, frame(0x01, Buffer.from('x'))),
  // Longer than it can be.
  socket => announce(socket, 2n ** 40n),
  socket => announce(socket, 2n ** 63n - 1n),
  socket => announce(socket, 2n ** 64n - 1n),
  socket => announce(socket, 1024n * 1024n),
  // Byte by byte, a frame that is just not too long.
  socket => drip(socket, Buffer.concat([Buffer.from([0x82]), big(1000), Buffer.alloc(1000)]), 2),
]

async function startMessage(socket: Socket, piece: Buffer): Promise<void> {
  socket.write(frame(0x01, Buffer.from('x')))
  await flood(socket, piece)
}

async function announce(socket: Socket, length: bigint): Promise<void> {
  socket.write(Buffer.concat([Buffer.from([0x82]), big(length)]))
  await flood(socket, Buffer.alloc(1000))
}

const bombs: Kind = random => afterwards(random, random.pick(BOMBS))

/** What takes most memory and time, each once: whatever the seed, none of it is left out. */
export const WORST: readonly Kind[] = [
  ...BOMBS.map(
    (bomb): Kind =>
      random =>
        afterwards(random, bomb),
  ),
  ...FLOODS.map(
    (flood): Kind =>
      () =>
        floodWith(flood),
  ),
]

let bomb: Buffer | undefined

/** 100 MiB of nothing. */
function deflated(): Buffer {
  bomb ??= deflateRawSync(Buffer.alloc(100 * 1024 ** 2))
  return bomb
}

export const KINDS: readonly Kind[] = [
  ...[good, status, status, status, status, redirect, redirect, nearly, nearly, nearly, early, early, otherProtocol],
  ...[otherProtocol, floods, floods, slow, silent, frames, frames, frames, closings, closings, bombs, bombs],
]
