/** Says something to the app, and listens for what was expected of it. */

import type { DialogueEvidence } from '../evidence.ts'
import { type Comparison, compareMessage, type Expectation } from '../expectation.ts'
import type { Channel, Stop } from './channel.ts'
import { startStopwatch } from './deadline.ts'

export interface DialogueOrder {
  /** A text message, sent when a pong has come. */
  readonly send?: string
  /** Of one of the messages that come after that; without `send`, of one of all. */
  readonly expectation?: Expectation
}

export interface Dialogue {
  hear(message: string): void
  /** Ends when a message has fit, the connection has ended or `ms` are over. */
  hold(channel: Channel, ms: number): Promise<{ readonly stop: Stop; readonly evidence: DialogueEvidence }>
}

/** For all messages of an attempt together; the process stands still meanwhile. */
const COMPARING_BUDGET_MS = 500

/** Of the latest message that did not fit, in characters. */
const MAX_EXCERPT = 200

export function openDialogue({ send, expectation }: DialogueOrder): Dialogue {
  const ear = expectation ? openEar(expectation) : undefined
  let isListening = send === undefined
  return {
    hear: message => void (isListening && ear?.hear(message)),
    async hold(channel, ms) {
      const elapsedMs = startStopwatch()
      if (send !== undefined) channel.send(send)
      isListening = true
      const stop = ear ? await channel.read(ear.isDone, ms) : 'done'
      const heard = ear ? { heard: ear.heard() } : {}
      return { stop, evidence: { wasSent: send !== undefined, ...heard, ms: elapsedMs() } }
    },
  }
}

function openEar(expectation: Expectation) {
  let result: Comparison = 'differs'
  let messageCount = 0
  let latest: string | undefined
  let spentMs = 0
  return {
    hear(message: string) {
      if (result !== 'differs') return
      const startedMs = performance.now()
      messageCount += 1
      result = compareMessage(expectation, message, COMPARING_BUDGET_MS - spentMs)
      spentMs += performance.now() - startedMs
      if (result === 'differs' && spentMs >= COMPARING_BUDGET_MS) result = 'too-slow'
      if (result !== 'fits') latest = message.slice(0, MAX_EXCERPT)
    },
    isDone: () => result !== 'differs',
    heard: () => ({ result, messageCount, ...(latest === undefined ? {} : { latest }) }),
  }
}
