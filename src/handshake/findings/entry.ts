/** How the catalogue words a kind of finding, and the pieces that its entries share. */

import { toListenerPort } from '../known.ts'
import type { Certainty, Clues, Layer } from '../rules/rule.ts'

export interface CatalogueEntry {
  /** `unknown` when the kind leaves several possible; the rule or `candidates` then name them. */
  readonly layer: Layer
  readonly candidates?: readonly Layer[]
  readonly severity: 'error' | 'warning'
  /** Only a warning where the protocol was a guess and the WebSocket is open and alive. */
  readonly isAboutProtocol?: boolean
  /** The layer is that of the connection that failed beside one that was accepted. */
  readonly isAboutSamples?: boolean
  readonly title: string
  /** What happened, one sentence in the past tense. Text from outside stands in JSON's quotes, cut. */
  explain(clues: Clues, sure: Certainty): string
  /** What to do, a sentence in the imperative before all others, and what to paste. */
  remedy(clues: Clues): Remedy
}

export interface Remedy {
  readonly instruction: string
  readonly paste?: Paste
}

export interface Paste {
  /** Where the text goes, when it is a file of the source bundle. */
  readonly file?: string
  readonly text: string
}

export type CataloguePart = Readonly<Record<string, CatalogueEntry>>

const MAX_QUOTED_LENGTH = 200

/** Text from outside, in one line and bounded. It is still untrusted for a terminal or Markdown. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text)
}

export function namePlace({ evidence: { target } }: Clues): string {
  return `"${target.host}" port ${target.port}`
}

/** That of the listener, which the advice is about. */
export function nameListenerPort({ evidence: { target }, known }: Clues): number {
  return toListenerPort(known, target)
}

/** The refusal as `404 "Not Found"`. */
export function nameAnswer({ refusal }: Clues): string {
  if (!refusal) return 'no answer'
  return refusal.reason ? `${refusal.status} ${quote(refusal.reason)}` : String(refusal.status)
}

/** What the app said to people when it refused its greeting; empty, or with a space before it. */
export function quoteMessage({ frames }: Clues): string {
  const message = frames?.greeting?.kind === 'refused' ? frames.greeting.message : ''
  return message ? ` ${quote(message)}` : ''
}

export function instruct(instruction: string): Remedy {
  return { instruction }
}

/** A remedy whose exact text is to be pasted. */
export function paste(instruction: string, text: string | readonly string[]): Remedy {
  return { instruction, paste: { text: typeof text === 'string' ? text : text.join('\n') } }
}

/** Before what is not certain: a person who reads one sentence has to hear it. */
export function hedge(sure: Certainty): string {
  return { certain: '', likely: 'most likely ', unsure: 'perhaps ' }[sure]
}

/** Of nginx: what a location needs to hand the whole opening handshake on. */
export const UPGRADE_LINES: readonly string[] = [
  'proxy_http_version  1.1;',
  'proxy_set_header    Upgrade     $http_upgrade;',
  'proxy_set_header    Connection  "upgrade";',
  'proxy_set_header    Host        $host;',
]

/** The header that is to be sent, as the input has it. */
export const TOKEN_LINES = 'headers: |\n  Authorization: Bearer $' + '{{ secrets.WEBSOCKET_TOKEN }}'

/** The URL's path when it can stand in a configuration file as it is, and an example when not. */
export function choosePathToPaste({ evidence: { target } }: Clues): string {
  return /^\/[\w./~-]*$/.test(target.path) ? target.path : '/ws'
}
