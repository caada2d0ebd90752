/** Findings about answers that are not HTTP, or not whole. */

import { startsWithAlert } from '../rules/connection-rules.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, namePlace, quote } from './entry.ts'

export const answerFindings = {
  'not-http': {
    layer: 'unknown',
    candidates: ['application', 'proxy'],
    severity: 'error',
    title: 'The answer was not HTTP',
    explain: clues =>
      `${namePlace(clues)} answered the opening handshake with bytes that are not HTTP/1.1: ${quoteBytes(clues)}.`,
    remedy: ({ evidence }) =>
      instruct(
        startsWithAlert(evidence.upgrade)
          ? 'Let the app speak plain HTTP on its port, or the proxy before it ask by "https://".'
          : 'Point the URL, and the proxy behind it, at the port on which the app speaks HTTP/1.1.',
      ),
  },
  'broken-answer': {
    layer: 'unknown',
    candidates: ['application', 'proxy'],
    severity: 'error',
    title: 'The answer broke the rules of HTTP',
    explain: clues =>
      `${namePlace(clues)} answered the opening handshake with a head that ${describeBreak(clues)}: ${quoteBytes(clues)}.`,
    remedy: clues => instruct(mendHead(clues)),
  },
} as const satisfies CataloguePart

function quoteBytes({ evidence: { upgrade } }: Clues): string {
  return quote(upgrade?.kind === 'not-http' || upgrade?.kind === 'garbage' ? upgrade.excerpt : '')
}

const BREAKS = {
  'head-too-large': {
    words: 'is longer than 16 KiB',
    remedy:
      'Shorten what the app sends in headers, most of all in Set-Cookie: clients and proxies read 16 KiB at most, nginx 4 KiB unless told otherwise.',
  },
  'head-cut-short': {
    words: 'broke off',
    remedy: 'Read /var/log/web.stdout.log of the instance for a crash of the app while it answered this request.',
  },
  'head-malformed': {
    words: 'is not one',
    remedy:
      'Look at what the app writes by itself into the connection of an Upgrade: a status line, headers without spaces or line breaks in their names, each ended by "\\r\\n", and an empty line.',
  },
} as const

function describeBreak({ evidence: { upgrade } }: Clues): string {
  return upgrade?.kind === 'garbage' ? BREAKS[upgrade.problem].words : 'is not one'
}

function mendHead({ evidence: { upgrade } }: Clues): string {
  return BREAKS[upgrade?.kind === 'garbage' ? upgrade.problem : 'head-malformed'].remedy
}
