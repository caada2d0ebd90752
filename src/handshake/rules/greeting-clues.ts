/** What the rules about protocols ask of a greeting, and of how the connection ended. */

import type { FramesEnd } from '../evidence.ts'
import type { Clues } from './rule.ts'

export function isProtocol({ evidence }: Clues, name: string): boolean {
  return evidence.protocol?.name === name
}

export function isRefusal(clues: Clues, name: string, words?: readonly string[]): boolean {
  const greeting = clues.frames?.greeting
  if (!isProtocol(clues, name) || greeting?.kind !== 'refused') return false
  return words === undefined || words.includes(greeting.word)
}

export function hasEnd({ frames }: Clues, kind: FramesEnd['kind']): boolean {
  return frames?.end.kind === kind
}

export function isClosed({ frames }: Clues, codes: readonly number[]): boolean {
  return frames?.end.kind === 'closed-by-server' && codes.includes(frames.end.code)
}
