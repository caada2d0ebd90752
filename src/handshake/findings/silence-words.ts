/** What became of an opening handshake that nobody answered, and of the plain GET beside it, in words. */

import type { Clues } from '../rules/rule.ts'
import { nameAnswer } from './entry.ts'

export function describeSilence(clues: Clues): string {
  if (clues.refusal) return `the proxy gave up waiting for the app and answered with ${nameAnswer(clues)}`
  const silence = `the opening handshake was not answered within ${Math.round(clues.evidence.upgrade?.ms ?? 0)} ms`
  const { control } = clues.evidence
  const ms = Math.round(control?.ms ?? 0)
  switch (control?.kind) {
    case undefined:
      return silence
    case 'timeout':
      return `${silence}, nor a plain GET within ${ms} ms`
    case 'closed':
      return `${silence}, and the connection of a plain GET was closed after ${ms} ms`
    case 'answered':
      return `${silence}, and a plain GET only with ${control.status} after ${ms} ms`
    default:
      return `${silence}, and a plain GET with something that is not HTTP after ${ms} ms`
  }
}

export function explainKeeping({ refusal, evidence: { control } }: Clues): string {
  const isKept = refusal !== undefined || control?.kind === 'timeout'
  return isKept
    ? 'Find out what the app does with a request at this path, which it keeps and never answers: its log may say.'
    : 'Find out what the app does with a request at this path: it keeps an Upgrade, and gives a plain GET no answer of its own. Its log may say why.'
}
