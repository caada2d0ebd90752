/** Source bundles for tests: a zip on disk, made from texts. */

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export type BundleEntry = string | { readonly text: string; readonly mode: number }

/** Writes a zip of the entries to `path`, and answers with the path. */
export async function makeBundle(path: string, entries: Readonly<Record<string, BundleEntry>>): Promise<string> {
  const zip = new ZipFile()
  for (const [name, entry] of Object.entries(entries)) {
    const { text, mode } = typeof entry === 'string' ? { text: entry, mode: 0o100644 } : entry
    zip.addBuffer(Buffer.from(text), name, { mode })
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

/** An app without dependencies: it answers requests with its environment, and an Upgrade with 101 and one message. */
export const WEBSOCKET_APP = `
const { createServer } = require('node:http')
const { createHash } = require('node:crypto')
const server = createServer((request, response) => {
  response.end(JSON.stringify({ pid: process.pid, url: request.url, env: process.env, connection: request.headers.connection }))
})
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64')
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n')
  socket.write(Buffer.from([0x81, 5, ...Buffer.from('hello')]))
  socket.on('error', () => {})
})
server.listen(process.env.PORT)
console.log('the app has started')
`
