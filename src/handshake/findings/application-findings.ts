/** Findings about the app itself, before a connection is a WebSocket. */

import { isSocketIoPause } from '../rules/refusal-clues.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, instruct, nameAnswer, quote } from './entry.ts'
import { answerRefusal, correctPath, handleUpgrade } from './refusal-remedies.ts'
import { describeSilence, explainKeeping } from './silence-words.ts'

export const applicationFindings = {
  'application-down': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not listen',
    explain: clues =>
      `The proxy answered the opening handshake and a plain GET with ${nameAnswer(clues)}: it could not reach the app.`,
    remedy: () =>
      instruct(
        'Let the app listen on the port in the variable PORT, on 127.0.0.1 or 0.0.0.0, and read /var/log/web.stdout.log for why it does not.',
      ),
  },
  'application-not-answering': {
    layer: 'application',
    severity: 'error',
    title: 'Neither the opening handshake nor a plain GET is answered',
    explain: clues => `The connection was taken, but ${describeSilence(clues)}.`,
    remedy: clues => instruct(explainKeeping(clues)),
  },
  'application-drops-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The app closes the connection of an Upgrade',
    explain: clues =>
      `A plain GET was answered, but ${describeDrop(clues)}${isSocketIoPause(clues) ? ', as socket.io does at a path that is not its own' : ''}.`,
    remedy: clues =>
      instruct(
        isSocketIoPause(clues)
          ? `Write ${clues.evidence.target.asksEngineIo ? '' : '"/socket.io/?EIO=4&transport=websocket", or '}the path option of the server, in the URL, or in "websocket-path" where that has none.`
          : 'Use the path at which the app takes WebSockets and the subprotocol it expects, and look for a crash in /var/log/web.stdout.log.',
      ),
  },
  'application-ignores-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not answer an Upgrade',
    explain: clues => `A plain GET was answered, but the opening handshake was not after ${readMs(clues)} ms.`,
    remedy: clues =>
      instruct(
        `Use the path at which the app takes WebSockets, or let its upgrade handler answer at "${clues.evidence.target.path}", sooner where it is only slow.`,
      ),
  },
  'application-without-handler': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not handle the Upgrade here',
    explain: clues =>
      `The opening handshake came back as ${nameAnswer(clues)}, as a plain GET does, though ${nameForwarding(clues)}${clues.known.pathIsGuess ? '; the path was a guess' : ''}.`,
    remedy: clues => handleUpgrade(clues),
  },
  'application-refused-path': {
    layer: 'application',
    severity: 'error',
    title: 'The app refused the opening handshake',
    explain: clues =>
      `The app answered the opening handshake with ${nameAnswer(clues)}, and a plain GET differently: the Upgrade${clues.forwarding === 'forwarded' ? '' : ', or a part of it,'} arrived and was refused.`,
    remedy: clues => correctPath(clues),
  },
  'application-refused-request': {
    layer: 'application',
    severity: 'error',
    title: 'The app refused the request',
    explain: clues => `The app answered the opening handshake with ${nameAnswer(clues)}${compareControl(clues)}.`,
    remedy: clues => answerRefusal(clues),
  },
  'application-refused-auth': {
    layer: 'application',
    severity: 'error',
    title: 'The app wants to know who is asking',
    explain: clues => `The opening handshake was answered with ${nameAnswer(clues)}.`,
    remedy: clues => ({
      instruction:
        clues.refusal?.status === 403
          ? `Send what the app expects with the input "headers", allow the Origin ${quote(clues.evidence.target.origin)}, or correct the path, which FastAPI refuses with 403.`
          : `Send what the app expects with the input "headers", from a secret${isPlainAnswered(clues) ? `; or allow the Origin ${quote(clues.evidence.target.origin)}, which a plain GET does not need and servers refuse with 401, too` : ''}.`,
      paste: { text: 'headers: |\n  Authorization: Bearer $' + '{{ secrets.WEBSOCKET_TOKEN }}' },
    }),
  },
  'application-refused-origin': {
    layer: 'application',
    severity: 'error',
    title: 'The app refused the Origin',
    explain: clues =>
      `The app answered with ${nameAnswer(clues)} to the Origin ${quote(clues.evidence.target.origin)}, ${describeOtherOrigin(clues)}.`,
    remedy: () => instruct('Add this Origin to those that the app allows, or set the input "origin" to one of them.'),
  },
  'application-error': {
    layer: 'application',
    severity: 'error',
    title: 'The app failed',
    explain: clues =>
      isWordless(clues)
        ? `A plain GET was answered, but the opening handshake with ${nameAnswer(clues)} and no words, nor a sign of who wrote it.`
        : `The app answered the opening handshake with ${nameAnswer(clues)}.`,
    remedy: clues =>
      instruct(
        `Read /var/log/web.stdout.log of the instance for the error of this request${isWordless(clues) ? ', and where there is none, the logs of each proxy and load balancer before the app' : ''}.`,
      ),
  },
} as const satisfies CataloguePart

function nameForwarding({ known }: Clues): string {
  if (known.proxy === 'none') return 'no proxy stands before the app'
  return 'the proxy, as far as its files are known, passes the Upgrade on'
}

/** The same request without an Upgrade is let in as it is. */
function isPlainAnswered({ control }: Clues): boolean {
  return control !== undefined && control.status < 400
}

function describeOtherOrigin({ evidence: { origins = [] } }: Clues): string {
  const taken = origins.find(({ isTaken }) => isTaken)
  if (!taken) return 'and named the Origin'
  return taken.origin
    ? `and opened a WebSocket for ${quote(taken.origin)}`
    : 'and opened a WebSocket without any Origin'
}

function compareControl({ comparison }: Clues): string {
  if (comparison === undefined) return ''
  return comparison === 'different' ? ', and a plain GET differently' : ', and a plain GET alike'
}

function readMs({ evidence: { upgrade } }: Clues): number {
  return Math.round(upgrade?.ms ?? 0)
}

/** A proxy's page that says so, or the end of the connection itself. */
function describeDrop(clues: Clues): string {
  if (isWordless(clues)) return `the opening handshake with ${nameAnswer(clues)} and no words after ${readMs(clues)} ms`
  return `the connection of the opening handshake was closed after ${readMs(clues)} ms`
}

/** Nobody signed the answer. */
function isWordless({ refusal, responder }: Clues): boolean {
  return refusal !== undefined && responder.kind === 'unknown'
}
