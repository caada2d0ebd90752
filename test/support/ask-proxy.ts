/** What a client of a proxy gets: for a plain request, and for an opening handshake. */

import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { request as requestTls } from 'node:https'

export interface ProxyAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface ProxyQuestion {
  /** Of 127.0.0.1. */
  readonly port: number
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly tls?: boolean
}

/** The Host header is "chat.example.com" where none is given. */
export function ask(question: ProxyQuestion): Promise<ProxyAnswer> {
  const { port, path, method = 'GET', headers = {}, tls } = question
  const options: RequestOptions = { host: '127.0.0.1', port, path, method, agent: false, timeout: 30_000 }
  return new Promise((resolve, reject) => {
    const send = tls ? requestTls : request
    const sent = send({ ...options, headers: { host: HOST, ...headers }, rejectUnauthorized: false })
    sent.on('response', response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      response.on('error', reject)
    })
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    sent.on('timeout', () => sent.destroy(new Error(`No answer to ${method} ${path}`)))
    sent.on('error', reject).end()
  })
}

/** 101, or the status that the opening handshake got in its place. */
export async function shakeHands(question: ProxyQuestion): Promise<number> {
  return (await ask({ ...question, headers: { ...HANDSHAKE, ...question.headers } })).status
}

const HOST = 'chat.example.com'

const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}
