/** Real Socket.IO servers of both generations on free ports, closed at the end of the block that uses them. */

import { createServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Server, type ServerOptions } from 'socket.io'
import openVersion2, { type Options, type Version2 } from 'socket.io-2'
import { type Listening, listen, listenTcp } from '../support/listening.ts'

export async function listenSocketIo(
  options: Partial<ServerOptions> = {},
  prepare?: (server: Server) => void,
): Promise<Listening> {
  const http = createServer(answerNotHere)
  const server = new Server(http, options)
  prepare?.(server)
  return withEnd(http, () => server.engine.close())
}

export async function listenSocketIo2(options: Options = {}, prepare?: (server: Version2) => void): Promise<Listening> {
  const http = createServer(answerNotHere)
  const server = openVersion2(http, options)
  prepare?.(server)
  return withEnd(http, () => server.engine.close())
}

const answerNotHere: RequestListener = (_, response) => void response.writeHead(404).end('not here')

/** Sends each connection to one of the ports: to those in turn, or where `choose` says by the beginning of the request. */
export async function listenInTurns(
  ports: readonly number[],
  choose: (request: string, turn: number) => number = (_, turn) => turn,
): Promise<Listening> {
  let turn = 0
  return listenTcp(client => {
    client.once('data', first => {
      const index = choose(first.toString('latin1'), turn++) % ports.length
      const instance = connect(ports[index] ?? 0, '127.0.0.1')
      instance.write(first)
      join(client, instance)
    })
  })
}

function join(a: Socket, b: Socket): void {
  a.pipe(b).pipe(a)
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}

async function withEnd(http: HttpServer, end: () => void): Promise<Listening> {
  const listening = await listen(http)
  const close = async () => {
    end()
    await listening[Symbol.asyncDispose]()
  }
  return { port: listening.port, [Symbol.asyncDispose]: close }
}
