/** A webhook of somebody: keeps what it is told. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Listening, listen } from './listening.ts'

export interface Webhook extends Listening {
  readonly url: string
  /** Of the requests so far, in their order. */
  readonly bodies: readonly string[]
}

/** Answers a request whose body has come; the first one has the number 1. */
export type ServeHook = (request: IncomingMessage, response: ServerResponse, number: number) => void

export async function listenWebhook(path: string, serve: ServeHook): Promise<Webhook> {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    bodies.push(await text(request))
    serve(request, response, bodies.length)
  })
  const listening = await listen(server)
  return { ...listening, bodies, url: `http://127.0.0.1:${listening.port}${path}` }
}
