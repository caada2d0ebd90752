/** Findings about answers that are not HTTP, or not whole. */

import { startsWithAlert } from '../rules/connection-rules.ts'
import type { Clues } from '../rules/rule.ts'
import { readLogs } from './commands.ts'
import { type CataloguePart, instruct, namePlace, paste, quote, type Remedy } from './entry.ts'

export const answerFindings = {
  'not-http': {
    layer: 'unknown',
    candidates: ['application', 'proxy'],
    severity: 'error',
    title: 'The answer was not HTTP',
    explain: clues =>
      `${namePlace(clues)} answered the opening handshake with bytes that were not HTTP/1.1: ${quoteBytes(clues)}.`,
    remedy: ({ evidence }) =>
      startsWithAlert(evidence.upgrade)
        ? instruct('Let the app speak plain HTTP on its port, or the proxy before it ask by "https://".')
        : paste(
            'Point the URL, or the proxy that is behind it, at the port on which the app speaks HTTP/1.1. In a file of nginx it is this line.',
            'proxy_pass http://127.0.0.1:PORT;',
          ),
  },
  'broken-answer': {
    layer: 'unknown',
    candidates: ['application', 'proxy'],
    severity: 'error',
    title: 'The answer broke the rules of HTTP',
    explain: clues =>
      `${namePlace(clues)} answered the opening handshake with HTTP headers that ${BREAKS[findBreak(clues)]}: ${quoteBytes(clues)}.`,
    remedy: clues => mendHead(clues),
  },
} as const satisfies CataloguePart

function quoteBytes({ evidence: { upgrade } }: Clues): string {
  return quote(upgrade?.kind === 'not-http' || upgrade?.kind === 'garbage' ? upgrade.excerpt : '')
}

const BREAKS = {
  'head-too-large': 'were longer than 16 KiB',
  'head-cut-short': 'broke off',
  'head-malformed': 'were not written by the rules',
} as const

function findBreak({ evidence: { upgrade } }: Clues): keyof typeof BREAKS {
  return upgrade?.kind === 'garbage' ? upgrade.problem : 'head-malformed'
}

/** RFC 6455, section 4.2.2: the least that opens a WebSocket, as the bytes are written. */
const WHOLE_ANSWER = [
  'HTTP/1.1 101 Switching Protocols\\r\\n',
  'Upgrade: websocket\\r\\n',
  'Connection: Upgrade\\r\\n',
  'Sec-WebSocket-Accept: ...\\r\\n',
  '\\r\\n',
]

function mendHead(clues: Clues): Remedy {
  switch (findBreak(clues)) {
    case 'head-too-large':
      return instruct(
        'Shorten what the app sends in headers, most of all in Set-Cookie: clients and proxies read 16 KiB at most, nginx 4 KiB unless told otherwise.',
      )
    case 'head-cut-short':
      return readLogs(clues, "Read the app's log for a crash of the app while it answered this request.")
    default:
      return paste(
        'Correct what the app itself writes into the connection of an Upgrade: a status line, headers, an empty line, and "\\r\\n" at the end of each.',
        WHOLE_ANSWER,
      )
  }
}
