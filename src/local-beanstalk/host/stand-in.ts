/**
 * A program that stands in the place of an app whose runtime this machine has not: it listens where the app would, answers
 * every request with what it received, and echoes WebSocket messages.
 *
 *   node stand-in.ts '{"name": "Ruby 3.4", "listen": "run/puma/my_app.sock", "protocol": "http"}'
 */

import { renameSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { WebSocketServer } from 'ws'
import { createFastcgiResponder } from './fastcgi-responder.ts'

export interface StandIn {
  /** What it stands for, such as "Ruby 3.4". */
  readonly name: string
  /** A port, or the path of a socket, relative to where it is started: a socket's path may have 107 bytes only. */
  readonly listen: number | string
  /** `http` without WebSockets is what a WSGI server speaks. */
  readonly protocol: 'websocket' | 'http' | 'fastcgi'
}

const { name, listen, protocol } = JSON.parse(process.argv[2] ?? '{}') as StandIn

/** The answer to a plain request. */
function tell(request: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ standIn: name, ...request })}\n`
}

function openServer() {
  if (protocol === 'fastcgi') return createFastcgiResponder(parameters => tell({ parameters }))
  const server = createServer((request, response) => {
    const { method, url, httpVersion, headers } = request
    response.setHeader('content-type', 'application/json')
    response.end(tell({ method, url, httpVersion, headers }))
  })
  if (protocol === 'websocket') {
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (socket, _request: IncomingMessage) => {
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
      socket.on('error', () => {})
    })
  }
  return server
}

if (typeof listen === 'string') {
  // It gets its name when it accepts.
  openServer().listen(`${listen}.new`, () => {
    renameSync(`${listen}.new`, listen)
    tellReady()
  })
} else {
  openServer().listen(listen, '127.0.0.1', tellReady)
}

function tellReady(): void {
  process.stdout.write(`a stand-in for ${name} listens on ${listen}\n`)
}
