/** Bytes over a connection of one's own, for answers that a client library would not show as they are. */

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface RawAnswer {
  readonly statusLine: string
  /** By name in small letters; of several with one name, the last. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly text: string
}

export interface RawTarget {
  readonly port: number
  readonly host?: string
  /** PEM of the authority; over TLS where it is given. */
  readonly ca?: string
  /** Whose certificate is wanted; chat.test by default. */
  readonly servername?: string
}

/** Sends these bytes, and reads until the other side ends or the answer that Content-Length promises is whole. */
export async function ask(target: number | RawTarget, bytes: string): Promise<RawAnswer> {
  const socket = await openSocket(target)
  socket.write(bytes, 'latin1')
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
    if (isWhole(text)) socket.destroy()
  })
  await once(socket, 'close')
  return parse(text)
}

export async function openSocket(target: number | RawTarget): Promise<Socket> {
  const given: RawTarget = typeof target === 'number' ? { port: target } : target
  const { port, host = '127.0.0.1', ca, servername = 'chat.test' } = given
  const socket = ca === undefined ? connect(port, host) : connectTls({ port, host, ca, servername })
  socket.setNoDelay(true)
  await once(socket, ca === undefined ? 'connect' : 'secureConnect')
  return socket.on('error', () => {})
}

export function get(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = Object.entries({ Host: 'chat.test', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${all.join('')}\r\n`
}

/** How a connection ends: "end" or the code of its error. Reads what comes until then. */
export function ending(socket: Socket): Promise<string> {
  return new Promise(resolve => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
    socket.once('end', () => resolve('end'))
    socket.once('close', () => resolve('close'))
    socket.resume()
  })
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  const length = end < 0 ? null : /\r\nContent-Length: (\d+)/i.exec(text.slice(0, end))
  return length !== null && text.length - end - 4 >= Number(length[1])
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map(line => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')] as const
  })
  return { statusLine, headers: Object.fromEntries(headers), body: rest.join('\r\n\r\n'), text }
}
