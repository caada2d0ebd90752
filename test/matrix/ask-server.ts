/** Asks a server itself for a WebSocket, byte by byte and by no code of the check: the truth that findings are held against. */

import { connect } from 'node:net'
import type { Handed } from './fronts.ts'

export interface Asked {
  readonly port: number
  readonly at: string
  readonly subprotocols?: readonly string[]
  readonly origin: string
}

/** Masked with zeros, as RFC 6455 lets a client do. */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0])
const PONG = 0x8a
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='
const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='

/** Whether it opens one and answers a ping, when that much of an opening handshake reaches it. */
export async function opensWebSocket(asked: Asked, handed: Handed, deadlineMs: number): Promise<boolean> {
  const socket = connect(asked.port, '127.0.0.1')
  const received: Buffer[] = []
  socket.on('error', () => undefined)
  socket.on('connect', () => socket.write(writeRequest(asked, handed)))
  const timer = setTimeout(() => socket.destroy(), deadlineMs)
  let isOpen = false
  socket.on('data', chunk => {
    received.push(chunk)
    const bytes = Buffer.concat(received)
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return
    const isAccepted = /^HTTP\/1\.[01] 101 /.test(bytes.toString('latin1')) && bytes.includes(ACCEPT)
    if (isAccepted && !isOpen) socket.write(PING)
    isOpen = isAccepted
    if (!isOpen || bytes.subarray(end + 4).includes(PONG)) socket.destroy()
  })
  await new Promise(resolve => socket.once('close', resolve))
  clearTimeout(timer)
  const bytes = Buffer.concat(received)
  return isOpen && bytes.subarray(bytes.indexOf('\r\n\r\n') + 4).includes(PONG)
}

function writeRequest({ at, origin, port, subprotocols = [] }: Asked, handed: Handed): string {
  const lines = [
    `GET ${at} HTTP/${handed.version}`,
    ...[`Host: 127.0.0.1:${port}`, `Origin: ${origin}`],
    ...[`Connection: ${handed.connection ? 'Upgrade' : 'close'}`],
    ...(handed.upgrade ? ['Upgrade: websocket'] : []),
    ...['Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${KEY}`],
    ...(subprotocols.length > 0 ? [`Sec-WebSocket-Protocol: ${subprotocols.join(', ')}`] : []),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}
