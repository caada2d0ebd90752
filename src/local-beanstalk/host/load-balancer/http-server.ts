/** HTTP and HTTPS listeners: reads requests as a load balancer does, and refuses those that are no requests. */

import { type IncomingMessage, createServer as makeHttp, type Server, ServerResponse } from 'node:http'
import { createServer as makeHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ListenerConfiguration } from '../host-load-balancer.ts'
import type { Balancing, ListenerServer } from './balancing.ts'
import type { Exchange, ExchangeOptions } from './exchange.ts'
import { answerFailure, type Failure, renderOwnAnswer } from './own-answers.ts'
import { serveRequest } from './serve-request.ts'
import { tellPlain } from './tell-plain.ts'

// AWS's guide, "Application Load Balancers", HTTP headers quotas: a request line or header, and all headers together.
const MAX_LINE_BYTES = 16 * 1024
const MAX_HEAD_BYTES = 64 * 1024

export function makeHttpServer(balancing: Balancing, first: ListenerConfiguration): ListenerServer {
  let configuration = first
  const exchanges = new WeakMap<Duplex, Exchange>()
  const server = makeServer(balancing, first)
  server.on('request', (request, response) => {
    serve({ balancing, configuration, request, response, upgrade: undefined })
  })
  const serve = (options: ExchangeOptions) => {
    const { socket } = options.request
    if (isMalformed(options.request)) return refuse(balancing, socket)
    const exchange = serveRequest(options)
    exchanges.set(socket, exchange)
    options.response.once('close', () => {
      if (exchanges.get(socket) === exchange) exchanges.delete(socket)
    })
  }
  const giveUp = (socket: Socket) => {
    const exchange = exchanges.get(socket)
    if (exchange) exchange.giveUp()
    else socket.destroy()
  }
  server.on('upgrade', (request, socket: Socket, head) => {
    // The server has let go of the connection, and of its idle timeout.
    socket.removeAllListeners('timeout').setTimeout(balancing.idleTimeoutMs(), () => giveUp(socket))
    const response = makeResponse(request, socket)
    serve({ balancing, configuration, request, response, upgrade: { socket, head } })
  })
  server.on('connect', (_, socket) => refuse(balancing, socket))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else refuse(balancing, socket)
  })
  server.on('timeout', giveUp)
  return {
    server,
    configure(next) {
      configuration = next
      server.setTimeout(balancing.idleTimeoutMs())
      const { certificate } = next
      if (certificate && 'setSecureContext' in server && typeof server.setSecureContext === 'function')
        server.setSecureContext({ key: certificate.key, cert: certificate.chain })
    },
  }
}

function makeServer(balancing: Balancing, { certificate }: ListenerConfiguration): Server {
  const options = {
    maxHeaderSize: MAX_HEAD_BYTES,
    requireHostHeader: false,
    // The one clock is that of the idle timeout.
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
    // A classic one takes the request as any other, and leaves Upgrade out. An application one upgrades to WebSocket
    // only: AWS's guide, "Listeners for your Application Load Balancers".
    shouldUpgradeCallback: (request: IncomingMessage) =>
      balancing.kind === 'application' && request.headers.upgrade?.toLowerCase() === 'websocket',
  }
  const server = certificate
    ? makeHttps({ ...options, key: certificate.key, cert: certificate.chain, ALPNProtocols: ['http/1.1'] })
    : makeHttp(options)
  if (certificate) tellPlain(server, socket => refuse(balancing, socket, 'plain-to-tls'))
  return server.setTimeout(balancing.idleTimeoutMs())
}

// The parser has left the connection, so whatever the answer is, it is the last one.
function makeResponse(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.once('finish', () => socket.end())
  return response
}

function isMalformed({ rawHeaders, url = '', method = '', headers, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined && httpVersion === '1.1') return true
  if (method.length + url.length > MAX_LINE_BYTES) return true
  return rawHeaders.some((text, index) => text.length + (rawHeaders[index ^ 1] ?? '').length > MAX_LINE_BYTES)
}

function refuse({ kind }: Balancing, socket: Duplex, failure: Failure = 'bad-request'): void {
  socket.end(renderOwnAnswer(answerFailure(kind, failure)), 'latin1')
}
