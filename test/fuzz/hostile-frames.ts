/** Bytes of WebSocket as a server that means harm writes them, and how it writes without end. */

import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'

export function frame(first: number, payload: Buffer, { masked = false } = {}): Buffer {
  const { length } = payload
  const size =
    length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.from([126, length >> 8, length & 255]) : big(length)
  if (masked) size[0] = (size[0] ?? 0) | 0x80
  return Buffer.concat([Buffer.from([first]), size, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload])
}

/** The length of a payload in nine bytes. */
export function big(length: number | bigint): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = 127
  bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}

export function closeFrame(code: number, reason: Buffer = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(code)
  return frame(0x88, Buffer.concat([bytes, reason.subarray(0, 123)]))
}

/** Answers every ping and the closing handshake, as far as a check goes; `hear` is called for each of its messages. */
export function serve(socket: Socket, hear: (message: string) => void = () => undefined): void {
  let received: Buffer = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes])
    for (;;) {
      const length = (received[1] ?? 0) & 0x7f
      const headLength = length === 126 ? 8 : 6
      const size = length === 126 ? received.readUInt16BE(2) : length
      if (received.length < headLength + size) return
      const opcode = (received[0] ?? 0) & 0x0f
      const mask = received.subarray(headLength - 4, headLength)
      const payload = Buffer.from(received.subarray(headLength, headLength + size)).map(
        (byte, index) => byte ^ (mask[index % 4] ?? 0),
      )
      received = received.subarray(headLength + size)
      if (opcode === 1) hear(Buffer.from(payload).toString())
      if (opcode === 9) socket.write(frame(0x8a, Buffer.from(payload)))
      if (opcode === 8) socket.end(frame(0x88, Buffer.from(payload)))
    }
  })
}

/** Writes for as long as the other side takes it: until it has gone. */
export async function flood(socket: Socket, piece: Buffer): Promise<void> {
  const closed = once(socket, 'close')
  // Many pieces a write, or the server would be busier than what it attacks.
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / piece.length) }, () => piece))
  while (!socket.destroyed) {
    if (!socket.write(many)) await Promise.race([once(socket, 'drain'), closed])
  }
}

/** Ends it as a crash does; TLS has no such end of its own. */
export function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

/** One byte after the other. */
export async function drip(socket: Socket, bytes: Buffer | string, pauseMs: number): Promise<void> {
  for (const byte of Buffer.from(bytes as Buffer)) {
    if (socket.destroyed) return
    socket.write(Buffer.from([byte]))
    await sleep(pauseMs)
  }
}

function once(socket: Socket, event: string): Promise<void> {
  return new Promise(resolve => void socket.once(event, () => resolve()))
}
