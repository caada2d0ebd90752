/** A socket that answers the opening handshake with a 101 of its own making. */

import { createHash } from 'node:crypto'
import { listenTcp } from '../support/listening.ts'

/** Answers with a 101 that is valid except for these headers, and then echoes nothing. */
export function listenSwitching(
  headers: Record<string, string | undefined>,
  statusLine = 'HTTP/1.1 101 Switching Protocols',
) {
  return listenTcp(socket => {
    socket.once('data', bytes => {
      const key = /^Sec-WebSocket-Key: (.*)$/m.exec(bytes.toString())?.[1]?.trim() ?? ''
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      const all = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Accept': accept, ...headers }
      const lines = Object.entries(all).filter(([, value]) => value !== undefined)
      socket.end(`${statusLine}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
    })
  })
}
