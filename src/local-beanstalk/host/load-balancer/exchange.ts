/** A request of a client that is sent to a target, and answered by it unless it fails. */

import { type ClientRequest, type IncomingMessage, request as overHttp, type ServerResponse } from 'node:http'
import { request as overHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { ListenerConfiguration } from '../host-load-balancer.ts'
import { joinSockets } from '../join-sockets.ts'
import type { Balancing } from './balancing.ts'
import { makeRequestHeaders, makeResponseHeaders } from './forwarded-headers.ts'
import { answerFailure, type Failure, sendOwnAnswer } from './own-answers.ts'
import type { Target } from './target.ts'
import type { TargetGroup } from './target-group.ts'

export interface ExchangeOptions {
  readonly balancing: Balancing
  readonly configuration: ListenerConfiguration
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Where the client asks for a WebSocket. */
  readonly upgrade: { readonly socket: Socket; readonly head: Buffer } | undefined
}

export interface Exchange {
  /** The idle timeout has passed. */
  giveUp(): void
}

// AWS's guide, "Application Load Balancers", HTTP headers quotas.
const MAX_RESPONSE_HEAD_BYTES = 32 * 1024

export function forwardRequest(options: ExchangeOptions, group: TargetGroup, target: Target): Exchange {
  const { balancing, request, response, upgrade } = options
  const client = upgrade?.socket ?? request.socket
  let isOver = false
  const outgoing = target.isReachable() ? ask(options, group, target) : undefined
  const takeOver = () => {
    isOver = true
    clearTimeout(connecting)
  }
  const fail = (failure: Failure) => {
    if (isOver) return
    takeOver()
    outgoing?.destroy()
    if (failure === 'request-timeout') response.shouldKeepAlive = false
    sendOwnAnswer(response, answerFailure(balancing.kind, failure))
  }
  const connecting = setTimeout(fail, balancing.connectTimeoutMs(), 'target-silent')
  response.once('close', () => {
    takeOver()
    if (response.writableFinished && request.complete) return
    outgoing?.destroy()
    // The rest of a body that the target did not take is read away, or no other request would come through.
    request.unpipe().resume()
  })
  outgoing?.on('socket', socket => {
    if (socket.connecting) socket.once('connect', () => clearTimeout(connecting))
    else clearTimeout(connecting)
  })
  outgoing?.on('error', (error: NodeJS.ErrnoException) => fail(nameFailure(error)))
  outgoing?.on('close', () => fail('target-closed'))
  const cookies = () => writeCookies(options, group, target)
  outgoing?.on('response', incoming => {
    takeOver()
    passBack(incoming, response, cookies())
    incoming.once('close', () => incoming.complete || client.destroy())
  })
  if (upgrade)
    outgoing?.on('upgrade', (incoming, socket, head) => {
      takeOver()
      response.detachSocket(client)
      openTunnel({ client, clientHead: upgrade.head, target: socket, targetHead: head, incoming, cookies: cookies() })
    })
  return {
    giveUp() {
      if (isOver) client.destroy()
      else fail(upgrade || request.complete ? 'target-silent' : 'request-timeout')
    },
  }
}

function ask(options: ExchangeOptions, group: TargetGroup, target: Target): ClientRequest {
  const { balancing, configuration, request, upgrade } = options
  const send = group.configuration().protocol === 'HTTPS' ? overHttps : overHttp
  const outgoing = send({
    agent: target.agent,
    host: '127.0.0.1',
    port: target.port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    maxHeaderSize: MAX_RESPONSE_HEAD_BYTES,
    headers: makeRequestHeaders({
      kind: balancing.kind,
      request,
      protocol: configuration.protocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
      listenerPort: configuration.port,
      isUpgrade: upgrade !== undefined,
    }),
  })
  outgoing.on('socket', socket => target.hold(socket))
  if (upgrade) outgoing.end()
  else request.pipe(outgoing)
  return outgoing
}

function nameFailure({ code = '' }: NodeJS.ErrnoException): Failure {
  if (code === 'ECONNREFUSED') return 'target-refused'
  return code.startsWith('HPE_') ? 'target-malformed' : 'target-closed'
}

function writeCookies({ balancing, configuration, request }: ExchangeOptions, group: TargetGroup, target: Target) {
  const { id, stickiness } = group.configuration()
  if (stickiness === undefined) return []
  const isSecure = configuration.protocol === 'HTTPS'
  const choice = { targetGroupId: id, targetId: target.id, isSecure, durationMs: stickiness.cookieDurationMs }
  return balancing.cookies.write(choice, request.headers.cookie)
}

function passBack(incoming: IncomingMessage, response: ServerResponse, cookies: readonly string[]): void {
  const headers = [...makeResponseHeaders(incoming), ...cookies]
  response.writeHead(incoming.statusCode ?? 0, incoming.statusMessage ?? '', headers)
  incoming.on('error', () => {})
  incoming.pipe(response)
}

interface Tunnel {
  readonly client: Socket
  readonly clientHead: Buffer
  readonly target: Socket
  readonly targetHead: Buffer
  readonly incoming: IncomingMessage
  readonly cookies: readonly string[]
}

// That the answer to an Upgrade carries the cookies is inferred.
function openTunnel({ client, clientHead, target, targetHead, incoming, cookies }: Tunnel): void {
  const headers = [...incoming.rawHeaders, ...cookies]
  const lines = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : []))
  client.write(`HTTP/1.1 101 ${incoming.statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  client.write(targetHead)
  target.write(clientHead)
  joinSockets(client, target)
}
