/** What became of an opened WebSocket that was asked for more, in words, and the ping that keeps one open. */

import type { Clues } from '../rules/rule.ts'
import { quote } from './entry.ts'

export const PING = 'Let the app send a ping at least every 30 s'

/** As an example: the library has the most users, and others have the like. */
export function writePing(seconds = 30): string {
  return `setInterval(() => socket.ping(), ${seconds * 1000}) // Node.js, with the library ws`
}

export function toSeconds(ms = 0): string {
  return (Math.round(ms / 100) / 10).toString()
}

/** Twice within the silence that was cut, and not seldomer than what serves usual timers. */
export function choosePingSeconds({ frames }: Clues): number {
  return Math.min(30, Math.max(1, Math.floor((frames?.hold?.silentMs ?? Number.POSITIVE_INFINITY) / 2000)))
}

export function readSilence({ frames }: Clues): string {
  return toSeconds(frames?.hold?.silentMs)
}

export function afterSending({ frames }: Clues): string {
  return frames?.dialogue?.wasSent ? ' after the text was sent' : ''
}

export function nameUnlike({ frames }: Clues): string {
  const count = frames?.dialogue?.heard?.messageCount ?? 0
  return count === 1 ? 'the only message' : `none of the ${count} messages`
}

export function isOne({ frames }: Clues): boolean {
  return frames?.dialogue?.heard?.messageCount === 1
}

export function quoteBeginning({ frames }: Clues): string {
  const message = frames?.dialogue?.heard?.latest ?? ''
  return quote(message.length > 40 ? `${message.slice(0, 40).toWellFormed()}…` : message)
}
