/** Asks an opened WebSocket for a pong, for what else was ordered, and for a closing handshake. */

import type { Duplex } from 'node:stream'
import { answerAppPing } from '../app-pings.ts'
import type { FramesEnd, FramesEvidence } from '../evidence.ts'
import { type Channel, openChannel, type Stop } from './channel.ts'
import { startStopwatch } from './deadline.ts'
import { type Dialogue, type DialogueOrder, openDialogue } from './dialogue.ts'
import { type Greeter, type GreetingOrder, openGreeter } from './greeting.ts'
import { holdSilently } from './hold.ts'

/** Long enough for an app that finishes what it is doing; browsers wait as long or longer. */
const CLOSE_TIMEOUT_MS = 3000

/** Of the time that is left, what the pong or the dialogue may take; the rest is for the closing handshake. */
const SHARE = 0.7

export interface OpenSocket {
  readonly socket: Duplex
  /** Bytes of frames that were read already. */
  readonly rest: Buffer
  /** For all but the hold. */
  readonly timeoutMs: number
  readonly orders: FrameOrders
  readonly greeting?: GreetingOrder | undefined
}

/** What is asked of an opened WebSocket beside the pong and the closing handshake. */
export interface FrameOrders {
  readonly dialogue?: DialogueOrder
  /** How long it must stay open in silence. */
  readonly holdMs?: number
}

/**
 * Sends a ping with a random payload, waits for the pong that repeats it (RFC 6455, section 5.5.3), does what was
 * ordered, then closes with 1000 and waits for the answer (section 7.1.2). Never throws; the caller destroys the
 * socket.
 */
export async function exchangeFrames(open: OpenSocket, signal: AbortSignal): Promise<FramesEvidence> {
  const elapsedMs = startStopwatch()
  const { channel, dialogue, greeter } = openExchange(open, signal)
  const found: Found = {}
  const remainingMs = () => open.timeoutMs - elapsedMs() + (found.hold?.heldMs ?? 0)
  const conclude = (stop: Stop, wasClosing: boolean): FramesEvidence => {
    const { frameCount, payloadBytes } = channel.seen
    const end = describeEnd(stop, channel, wasClosing)
    const undone = end.kind === 'too-much' && !wasClosing ? tellUndoneHold(open.orders) : {}
    return { ...undone, ...found, end, frameCount, payloadBytes, ms: elapsedMs() }
  }
  const steps = [
    async () => {
      const stop = await awaitPong(channel, remainingMs() * SHARE)
      if (channel.seen.hasPong) found.pingMs = elapsedMs()
      // An app that refuses may say why and close before it has read the ping.
      if (stop !== 'done' && stop !== 'silent' && greeter?.hasHeard()) await greet(channel, greeter, { found, ms: 0 })
      return stop
    },
    () => greet(channel, greeter, { found, ms: remainingMs() * SHARE }),
    () => talk(channel, dialogue, { found, ms: remainingMs() * SHARE }),
    () => hold(channel, open.orders.holdMs, { found, ms: remainingMs() * SHARE }),
  ]
  for (const step of steps) {
    const stop = await step()
    if (stop !== 'done') return conclude(stop, false)
  }
  channel.close()
  return conclude(await channel.read(() => false, Math.min(CLOSE_TIMEOUT_MS, remainingMs())), true)
}

type Found = { -readonly [Name in 'pingMs' | 'greeting' | 'dialogue' | 'hold']?: FramesEvidence[Name] }

interface Step {
  readonly found: Found
  readonly ms: number
}

function openExchange({ socket, rest, orders, greeting }: OpenSocket, signal: AbortSignal) {
  const dialogue = orders.dialogue && openDialogue(orders.dialogue)
  const greeter = greeting && openGreeter(greeting, signal)
  const onText = (message: string) => {
    greeter?.hear(message)
    dialogue?.hear(message)
    return orders.holdMs ? answerAppPing(message) : undefined
  }
  return { dialogue, greeter, channel: openChannel({ socket, rest, signal, onText }) }
}

function awaitPong(channel: Channel, ms: number): Promise<Stop> {
  channel.ping()
  return channel.read(() => channel.seen.hasPong, ms)
}

// However the app answered, the connection is closed as any other.
async function greet(channel: Channel, greeter: Greeter | undefined, { found, ms }: Step): Promise<Stop> {
  if (!greeter) return 'done'
  const { stop, evidence } = await greeter.greet(channel, ms)
  found.greeting = evidence
  return stop
}

// What was not heard in time says nothing against the connection, which is closed as any other.
async function talk(channel: Channel, dialogue: Dialogue | undefined, { found, ms }: Step): Promise<Stop> {
  if (!dialogue) return 'done'
  const { stop, evidence } = await dialogue.hold(channel, ms)
  found.dialogue = evidence
  return stop === 'silent' ? 'done' : stop
}

// Who drops a connection without a word, as some do with the state of an idle one, is found by the pong afterwards.
async function hold(channel: Channel, holdMs: number | undefined, { found, ms }: Step): Promise<Stop> {
  if (!holdMs) return 'done'
  const heartbeat = found.greeting?.kind === 'greeted' ? found.greeting.heartbeat : undefined
  const { stop, evidence } = await holdSilently(channel, holdMs, heartbeat)
  const end = stop === 'silent' ? await awaitPong(channel, ms) : stop
  found.hold = { ...evidence, isKept: end === 'done' }
  return end
}

/** What was too much to read before it began. */
function tellUndoneHold({ holdMs: wantedMs }: FrameOrders): Found {
  return wantedMs ? { hold: { wantedMs, heldMs: 0, silentMs: 0, frameCount: 0, isKept: false } } : {}
}

/** The codec's own bounds: of a message, and of the pieces that it comes in. */
const TOO_MUCH = new Set(['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'WS_ERR_TOO_MANY_BUFFERED_PARTS'])

function describeEnd(stop: Stop, { seen }: Channel, wasClosing: boolean): FramesEnd {
  if (typeof stop === 'object') {
    return TOO_MUCH.has(stop.errorCode) ? { kind: 'too-much' } : { kind: 'garbage', code: stop.errorCode }
  }
  if (stop === 'too-much') return { kind: 'too-much' }
  if (stop === 'closed') return wasClosing ? { kind: 'clean', code: readCode(seen) } : describeClose(seen)
  return { kind: stop === 'silent' ? 'silent' : 'cut', wasClosing }
}

function describeClose(seen: Channel['seen']): FramesEnd {
  const { closeReason } = seen
  return { kind: 'closed-by-server', code: readCode(seen), ...(closeReason ? { reason: closeReason } : {}) }
}

function readCode({ closeCode }: Channel['seen']): number {
  return closeCode ?? 1005
}
