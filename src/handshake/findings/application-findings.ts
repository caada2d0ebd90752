/** Findings about the app itself, before a connection is a WebSocket. */

import { isSocketIoPause } from '../rules/refusal-clues.ts'
import type { Clues } from '../rules/rule.ts'
import { answerInTime, listen, stopDropping } from './application-remedies.ts'
import { readLogs } from './commands.ts'
import { type CataloguePart, hedge, nameAnswer, quote } from './entry.ts'
import { allowOrigin, answerRefusal, correctPath, handleUpgrade, identifyYourself } from './refusal-remedies.ts'
import { describeSilence, explainKeeping } from './silence-words.ts'

export const applicationFindings = {
  'application-down': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not listen',
    explain: clues =>
      `${clues.responder.kind === 'proxy' ? 'The proxy' : 'What stands before the app'} answered the opening handshake and a plain GET with ${nameAnswer(clues)}: it could not reach the app.`,
    remedy: clues => listen(clues),
  },
  'application-not-answering': {
    layer: 'application',
    severity: 'error',
    title: 'Neither the opening handshake nor a plain GET is answered',
    explain: clues => `The connection was taken, but ${describeSilence(clues)}.`,
    remedy: clues => readLogs(clues, explainKeeping(clues)),
  },
  'application-drops-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The app closes the connection of an Upgrade',
    explain: clues =>
      `A plain GET was answered, but ${describeDrop(clues)}${isSocketIoPause(clues) ? ', as socket.io does at a path that is not its own' : ''}.`,
    remedy: clues => stopDropping(clues),
  },
  'application-ignores-upgrade': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not answer an Upgrade',
    explain: clues => `A plain GET was answered, but the opening handshake got no answer within ${readMs(clues)} ms.`,
    remedy: clues => answerInTime(clues),
  },
  'application-without-handler': {
    layer: 'application',
    severity: 'error',
    title: 'The app does not handle the Upgrade here',
    explain: clues =>
      `The opening handshake was answered with ${nameAnswer(clues)}, as a plain GET is, though ${nameForwarding(clues)}${clues.known.pathIsGuess ? '; the path was a guess' : ''}.`,
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
    explain: (clues, sure) =>
      `The app ${hedge(sure)}refused the opening handshake as it may refuse any request: it answered with ${nameAnswer(clues)}${compareControl(clues)}.`,
    remedy: clues => answerRefusal(clues),
  },
  'application-refused-auth': {
    layer: 'application',
    severity: 'error',
    title: 'The app wants to know who is asking',
    explain: (clues, sure) =>
      `The opening handshake was answered with ${nameAnswer(clues)}, ${hedge(sure)}because the app got no token or cookie that it accepts.`,
    remedy: clues => identifyYourself(clues),
  },
  'application-refused-origin': {
    layer: 'application',
    severity: 'error',
    title: 'The app refused the Origin',
    explain: clues =>
      `The app answered with ${nameAnswer(clues)} to the Origin ${quote(clues.evidence.target.origin)}, ${describeOtherOrigin(clues)}.`,
    remedy: clues => allowOrigin(clues),
  },
  'application-error': {
    layer: 'application',
    severity: 'error',
    title: 'The app failed',
    explain: (clues, sure) =>
      isWordless(clues)
        ? `A plain GET was answered, but the opening handshake with ${nameAnswer(clues)} and no words, nor a sign of who wrote it.`
        : `The opening handshake was answered with ${nameAnswer(clues)}, ${hedge(sure)}by the app.`,
    remedy: clues =>
      readLogs(
        clues,
        `Read the app's log for the error of this request${isWordless(clues) ? ', and where there is none, the logs of each proxy and load balancer before the app' : ''}.`,
      ),
  },
} as const satisfies CataloguePart

function nameForwarding({ known }: Clues): string {
  if (known.proxy === 'none') return 'no proxy stands before the app'
  return 'the proxy, as far as its files are known, passes the Upgrade on'
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
