/** What a server's own close frame says, and what to do about it. */

import type { Clues } from '../rules/rule.ts'
import { readLogs } from './commands.ts'
import { instruct, paste, quote, type Remedy, TOKEN_LINES } from './entry.ts'

/** As `code 1008 "Origin not allowed"`; `usual` is what the code means where the server wrote no reason. */
export function nameClose({ frames }: Clues, usual = ''): string {
  const end = frames?.end
  if (end?.kind !== 'closed-by-server') return end?.kind === 'clean' ? `code ${end.code}` : 'no code'
  const meaning = usual ? ` (${usual})` : ''
  return `code ${end.code}${end.reason ? ` ${quote(end.reason)}` : meaning}`
}

/** The latest message before it, which may say why; empty, or with a comma before it. */
export function quoteLastMessage({ frames }: Clues): string {
  const latest = frames?.dialogue?.heard?.latest
  return latest ? `, after the message ${quote(latest)}` : ''
}

/** For who was let in by the opening handshake and turned out by a close frame, or without one. */
export function adviseOnClose(clues: Clues): Remedy {
  const { code, said } = readClose(clues)
  if (isGraphQl(clues, code)) return instruct(GRAPHQL_ADVICE)
  if (/origin/i.test(said)) {
    return instruct(
      `Add the Origin ${quote(clues.evidence.target.origin)} to those that the app allows, or set the input "origin" to one of them.`,
    )
  }
  if (isAuthCode(code) || NEEDS_TOKEN.test(said)) {
    return paste('Send the token that the app expects, with the input "headers" or in the query.', TOKEN_LINES)
  }
  return readLogs(
    clues,
    ADVICE[code] ?? "Read the app's log for why it ends or closes when a client connects: it may crash.",
  )
}

/** Of the two, that which was not asked for. */
export function adviseOtherGraphQl(asked: string | undefined): string {
  const other = asked === 'graphql-ws' ? 'graphql-transport-ws' : 'graphql-ws'
  return `Set "protocol: ${other}", and give clients and server the same library: "graphql-ws" speaks graphql-transport-ws, the older "subscriptions-transport-ws" speaks graphql-ws.`
}

/** The server of `graphql-ws` says so by its own code; the older one by that of a broken protocol, which others say too. */
function isGraphQl({ evidence: { target, protocol } }: Clues, code: number): boolean {
  if (protocol !== undefined) return false
  return code === 4406 || (code === 1002 && /\/graphql\b/i.test(target.path))
}

const GRAPHQL_ADVICE =
  'Set "protocol: graphql-transport-ws", which servers of the library "graphql-ws" speak, or "protocol: graphql-ws" for the older "subscriptions-transport-ws".'

/** RFC 6455, section 7.4.1, and IANA's registry of close codes. */
const ADVICE: Readonly<Record<number, string>> = {
  1001: 'Run the check again: the app went away, as one does that is being stopped or restarted. If it stays, its log says why.',
  1011: "Read the app's log for this error, which the app has met and reported by the code 1011.",
  1012: 'Run the check again: the app says by the code 1012 that it restarts. If it stays, its log says why.',
  1013: 'Run the check again later: the app says by the code 1013 that it has too much to do. If it stays, look at its load and its limits.',
}

const NEEDS_TOKEN = /\b(un)?auth|\btoken\b|\bforbidden\b|\bcredential|\blog ?in\b/i

function readClose({ frames }: Clues): { code: number; said: string } {
  const said = frames?.dialogue?.heard?.latest ?? ''
  if (frames?.end.kind !== 'closed-by-server') return { code: 1006, said }
  return { code: frames.end.code, said: frames.end.reason ?? said }
}

/** RFC 6455's policy violation, and the codes that apps use for HTTP's 401 and 403. */
function isAuthCode(code: number): boolean {
  return [1008, 3000, 3003, 4401, 4403].includes(code)
}
