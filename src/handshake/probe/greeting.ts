/** Talks with the app in its own protocol, over the frames of an opened WebSocket. */

import type { Greeting } from '../evidence.ts'
import type { Talk } from '../protocol/protocol.ts'
import type { Channel, Stop } from './channel.ts'
import { startStopwatch, withDeadline } from './deadline.ts'

export interface GreetingOrder {
  readonly timeoutMs: number
  converse(talk: Talk, signal: AbortSignal): Promise<Greeting>
}

export interface Greeter {
  hear(message: string): undefined
  /** Whether there is something to judge, although nothing more comes. */
  hasHeard(): boolean
  /** `stop` is `done` unless the connection has ended, whatever the app said. */
  greet(channel: Channel, ms: number): Promise<{ readonly stop: Stop; readonly evidence: Greeting & { ms: number } }>
}

/** Of what came and was not read yet; the first frames of a healthy app are few and short. */
const MAX_KEPT = 100
const MAX_KEPT_LENGTH = 64 * 1024

/** Never throws for an answer of the network. */
export function openGreeter(order: GreetingOrder, signal: AbortSignal): Greeter {
  const inbox: string[] = []
  return {
    hear(message) {
      if (inbox.length < MAX_KEPT && message.length <= MAX_KEPT_LENGTH) inbox.push(message)
    },
    hasHeard: () => inbox.length > 0,
    async greet(channel, ms) {
      const elapsedMs = startStopwatch()
      const boundedMs = Math.min(ms, order.timeoutMs)
      const last: { stop: Stop } = { stop: 'done' }
      const talk: Talk = {
        send: text => void (channel.seen.closeCode === undefined && channel.send(text)),
        hasNext: () => inbox.length > 0,
        async next() {
          if (inbox.length === 0) last.stop = await channel.read(() => inbox.length > 0, boundedMs - elapsedMs())
          return inbox.shift() ?? null
        },
      }
      const greeting = await withDeadline(signal, boundedMs, within => order.converse(talk, within))
      return { stop: last.stop === 'silent' ? 'done' : last.stop, evidence: { ...greeting, ms: elapsedMs() } }
    },
  }
}
