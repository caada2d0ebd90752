/** The first packets of Engine.IO, the protocol under Socket.IO, and of Socket.IO in them. */

import type { Greeting, Heartbeat } from '../evidence.ts'
import { describeUnexpected, parseObject, refuse, type Talk } from './protocol.ts'

/** Engine.IO's "message" around Socket.IO's CONNECT, to the main namespace. */
export const CONNECT = '40'
const CONNECT_ERROR = '44'
const EVENT = '42'
const PING = '2'
const PONG = '3'

export const OPEN_PACKET = 'the open packet of Engine.IO'
const CONNECT_ANSWER = 'the answer "40" of Socket.IO to a connection'

export interface Engine {
  readonly session: string
  readonly upgrades: readonly unknown[]
  /** Says `maxPayload`, as Socket.IO does since 4.5: surely not version 2. */
  readonly isRecent: boolean
  /** How often one side must ask, in milliseconds: in version 2 the client, since version 3 the server. */
  readonly pingIntervalMs: number
}

/** Undefined for a packet that is not Engine.IO's open packet. */
export function openEngine(packet: string): Engine | undefined {
  const { sid, upgrades, maxPayload, pingInterval } = parseObject(packet.startsWith('0') ? packet.slice(1) : '')
  if (typeof sid !== 'string' || typeof pingInterval !== 'number') return undefined
  const isRecent = maxPayload !== undefined
  return { session: sid, upgrades: Array.isArray(upgrades) ? upgrades : [], isRecent, pingIntervalMs: pingInterval }
}

/** Reads up to the answer to CONNECT: a session, or a refusal of the app's middleware. */
export async function readConnection({ next, send }: Talk, engine: Engine): Promise<Greeting> {
  for (;;) {
    const packet = await next()
    if (packet === null) return { kind: 'missing', waitedFor: CONNECT_ANSWER }
    const greeting = judgePacket(packet, engine)
    if (greeting) return greeting
    if (packet === PING) send(PONG)
  }
}

/** Undefined for a packet that says nothing about the connection. Only since version 3 the answer has a session. */
export function judgePacket(packet: string, engine: Engine): Greeting | undefined {
  if (packet.startsWith(CONNECT_ERROR)) return refuse('connect_error', readReason(packet.slice(CONNECT_ERROR.length)))
  if (packet === CONNECT) {
    return { kind: 'greeted', details: ['connected as Socket.IO 2'], ...beat(engine, { text: PING }) }
  }
  if (packet.startsWith(`${CONNECT}{`)) {
    return { kind: 'greeted', details: ['connected as Socket.IO 3 or newer'], ...beat(engine) }
  }
  const isOther = packet === PING || packet === PONG || packet.startsWith(EVENT)
  return isOther ? undefined : describeUnexpected(packet, CONNECT_ANSWER)
}

// A number that no server means is none.
function beat({ pingIntervalMs }: Engine, asks: { text?: string } = {}): { heartbeat?: Heartbeat } {
  return pingIntervalMs > 0 && pingIntervalMs < Number.MAX_SAFE_INTEGER
    ? { heartbeat: { everyMs: pingIntervalMs, ...asks } }
    : {}
}

/** Version 2 sends the reason as a text, version 4 in an object. */
function readReason(payload: string): unknown {
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(payload)?.[1]
  return text ?? parseObject(payload.replace(/^\/[^,]*,/, '')).message
}

const LENGTH = /^(\d{1,6}):/

/** Of what Engine.IO 3 sends. */
export function hasLength(payload: string): boolean {
  return LENGTH.test(payload)
}

/** Engine.IO 4 parts packets by a control character; Engine.IO 3 writes the length before each. */
export function splitPackets(payload: string): string[] {
  if (!hasLength(payload)) return payload.split('\x1e')
  const packets: string[] = []
  for (let rest = payload; rest !== ''; ) {
    const [head = '', length = ''] = LENGTH.exec(rest) ?? []
    if (head === '') break
    packets.push(rest.slice(head.length, head.length + Number(length)))
    rest = rest.slice(head.length + Number(length))
  }
  return packets
}
