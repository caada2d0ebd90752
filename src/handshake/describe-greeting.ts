/** What an app said in its own protocol, as a short plain line. */

import { toMs } from './describe-frames.ts'
import type { Evidence } from './evidence.ts'
import { quote } from './findings/entry.ts'

/** None where only frames were asked for, or no pong came. */
export function describeGreeting({ protocol, frames }: Evidence): string[] {
  const greeting = frames?.greeting
  if (!protocol || !greeting) return []
  const said = `protocol: ${protocol.name}${protocol.isGuess ? ' (a guess)' : ''}`
  switch (greeting.kind) {
    case 'greeted':
      return [`${said}: ${greeting.details.join(', ')} (${toMs(greeting.ms)})`]
    case 'refused':
      return [`${said}: refused with ${quote(greeting.word)} ${quote(greeting.message)} (${toMs(greeting.ms)})`]
    case 'unexpected':
      return [`${said}: ${greeting.seen} came, not ${greeting.waitedFor} (${toMs(greeting.ms)})`]
    case 'missing':
      return [`${said}: ${greeting.waitedFor} did not come (${toMs(greeting.ms)})`]
    case 'not-spoken':
      return [`${said}: its opening handshake was refused, a plain one was not`]
  }
}
