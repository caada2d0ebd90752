/** A DNS server on 127.0.0.1 that knows the names of environments and load balancers, and no others. */

import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, RECURSION_DESIRED } from 'dns-packet'
import type { Names } from './names.ts'

export interface DnsServer {
  /** Of 127.0.0.1, UDP. */
  readonly port: number
  close(): Promise<void>
}

// Names move with a swap, and everybody is to see it at once.
const TIME_TO_LIVE_SECONDS = 0
// RFC 1035, 4.1.1 (response codes); the library takes them as the lowest bits of the flags.
const FORMAT_ERROR = 1
const NXDOMAIN = 3

export async function openDnsServer(names: Names): Promise<DnsServer> {
  const socket = createSocket('udp4')
  socket.on('message', (message, sender) => {
    const answer = answerMessage(message, names)
    if (answer) socket.send(answer, sender.port, sender.address)
  })
  socket.on('error', () => {})
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { port: socket.address().port, close: () => close(socket) }
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close')
  socket.close()
  await closed
}

// What cannot be read as a query is left unanswered.
function answerMessage(message: Buffer, names: Names): Buffer | undefined {
  try {
    const query = decode(message)
    return query.type === 'query' ? encode(answerQuery(query, names)) : undefined
  } catch {
    return undefined
  }
}

function answerQuery(query: Packet, names: Names): Packet {
  const question = query.questions?.[0]
  const flags = AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & RECURSION_DESIRED)
  const head = { type: 'response', id: query.id ?? 0, questions: query.questions ?? [] } as const
  if (question === undefined) return { ...head, flags: flags | FORMAT_ERROR }
  const addresses = names.lookUp(question.name)
  if (addresses === undefined) return { ...head, flags: flags | NXDOMAIN }
  const { name, type } = question
  const answers = addresses.map((data): Answer => ({ name, type: 'A', class: 'IN', ttl: TIME_TO_LIVE_SECONDS, data }))
  // The name exists, and has nothing of another type: no IPv6 address, for instance.
  return { ...head, flags, answers: type === 'A' ? answers : [] }
}
