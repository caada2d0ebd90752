/** How the catalogue words a kind of finding, and the pieces that its entries share. */

import { type Known, toListenerPort } from '../known.ts'
import type { Clues, Layer } from '../rules/rule.ts'

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
  explain(clues: Clues): string
  /** What to do, one sentence in the imperative, and what to paste. */
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

/** Behind a command of AWS's command line: whoever pastes it may have another region set. */
export function inRegion({ region = '' }: Known): string {
  return /^[a-z0-9-]+$/.test(region) ? ` --region ${region}` : ''
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

/** Of nginx: what a location needs to hand the whole opening handshake on. */
export const UPGRADE_LINES: readonly string[] = [
  'proxy_http_version  1.1;',
  'proxy_set_header    Upgrade     $http_upgrade;',
  'proxy_set_header    Connection  "upgrade";',
  'proxy_set_header    Host        $host;',
]

/** The URL's path when it can stand in a configuration file as it is, and an example when not. */
export function choosePathToPaste({ evidence: { target } }: Clues): string {
  return /^\/[\w./~-]*$/.test(target.path) ? target.path : '/ws'
}
