/** A server that answers each opening handshake in a way of its own, which the path names; with TLS, and without. */

import { createHash } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { type Answer, KINDS, type Truth, WORST } from './hostile-answers.ts'
import { answerInProtocol } from './hostile-dialogues.ts'
import { openHostileTls, TLS_NAME } from './hostile-tls.ts'
import { openRandom } from './random.ts'

export interface HostileWebSockets {
  /** Where the answers are as `makeAnswer` has them. */
  plainUrl(index: number): string
  /** Where TLS may be hostile already. */
  secureUrl(index: number): string
  /** Where the app speaks one of the protocols. */
  protocolUrl(index: number): string
  /** The inputs without which the secure ones cannot be reached. */
  secureInputs(indices: readonly number[]): { readonly ca: string; readonly resolve: string }
  /** How many answers were given, to Upgrades and to the requests beside them. */
  answers(): number
  close(): Promise<void>
}

/** What the path `/INDEX` is answered, the same each time. */
function makeAnswer(seed: number, index: number): { readonly truth: Truth; readonly answer: Answer } {
  const random = openRandom(seed, index)
  const kind = WORST[index] ?? random.pick(KINDS)
  return kind(random)
}

/** Whether the WebSocket at a URL of this server can be called open. */
export function findTruth(seed: number, url: string): Truth {
  const { pathname, hostname } = new URL(url)
  if (pathname.startsWith('/p/')) return 'either'
  if (hostname.endsWith(TLS_NAME) && !isHonest(seed, pathname)) return 'closed'
  return makeAnswer(seed, Number(pathname.slice(1))).truth
}

/** In the order in which `openHostileTls` chooses. */
function isHonest(seed: number, pathname: string): boolean {
  return openRandom(seed, tlsCase(Number(pathname.slice(1)))).chance(0.5)
}

// Another case than that of the answer, or the two would always come together.
function tlsCase(index: number): number {
  return index + 1_000_000
}

export async function openHostileWebSockets(seed: number): Promise<HostileWebSockets> {
  const tls = await openHostileTls()
  let count = 0
  const speak = (socket: Socket) =>
    readHead(socket, head => {
      count += 1
      Promise.resolve(chooseAnswer(seed, head)(socket, makeAccept(head))).catch(() => socket.destroy())
    })
  const plain = await listenRaw(speak)
  const secure = await listenRaw(socket => {
    socket.once('data', (bytes: Buffer) => {
      socket.pause()
      socket.unshift(bytes)
      count += 1
      const name = new RegExp(`t(\\d+)\\.${TLS_NAME}`).exec(bytes.toString('latin1'))
      tls.choose(openRandom(seed, tlsCase(Number(name?.[1])))).secure(socket, speak)
    })
  })
  return {
    plainUrl: index => `ws://127.0.0.1:${plain.port}/${index}`,
    secureUrl: index => `wss://t${index}.${TLS_NAME}:${secure.port}/${index}`,
    protocolUrl: index => `ws://127.0.0.1:${plain.port}/p/${index}`,
    secureInputs: indices => ({
      ca: tls.ca,
      resolve: indices.map(index => `t${index}.${TLS_NAME}:${secure.port}:127.0.0.1`).join('\n'),
    }),
    answers: () => count,
    close: async () => {
      await Promise.all([plain.close(), secure.close()])
    },
  }
}

function chooseAnswer(seed: number, head: string): Answer {
  const [, protocol, index = ''] = /^(?:GET|POST) \/(p\/)?(\d+)/.exec(head) ?? []
  if (!protocol) return makeAnswer(seed, Number(index)).answer
  // Each of the requests of one dialogue is a case of its own.
  const bits = [/^POST/, /^\S+ \S*[?&]transport=polling/, /^\S+ \S*[?&]sid=/, /^upgrade:/im].map(bit => bit.test(head))
  const step = bits.reduce((sum, isSet) => 2 * sum + Number(isSet), 0)
  return answerInProtocol(openRandom(seed, Number(index) * 16 + step), head)
}

function readHead(socket: Socket, answer: (head: string) => void): void {
  let head = ''
  const read = (bytes: Buffer) => {
    head += bytes.toString('latin1')
    if (!head.includes('\r\n\r\n')) return
    socket.off('data', read)
    answer(head)
  }
  socket.on('data', read)
}

function makeAccept(head: string): string {
  const key = /^sec-websocket-key: (.*)\r$/im.exec(head)?.[1] ?? ''
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
}

async function listenRaw(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket)))
    serve(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
