/** Findings about the proxy on the instance, and about the doubt between it and the app. */

import { isControlFine } from '../rules/refusal-clues.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, choosePathToPaste, hedge, nameAnswer, paste, quote, UPGRADE_LINES } from './entry.ts'
import { correctPort, letThrough, passUpgradeOn } from './proxy-remedies.ts'
import { speakSockJs } from './refusal-remedies.ts'

export const proxyFindings = {
  'proxy-drops-upgrade': {
    layer: 'proxy',
    severity: 'error',
    title: 'The proxy drops the Upgrade',
    explain: (clues, sure) =>
      `${nameSuspect(clues)} ${hedge(sure)}did not pass the Upgrade header on to the app: ${describeReturn(clues)}, ${nameReason(clues)}.${tellUnseen(clues)}`,
    remedy: clues => passUpgradeOn(clues),
  },
  'proxy-passes-elsewhere': {
    layer: 'proxy',
    severity: 'error',
    title: "The proxy passes requests to a port that is not the app's",
    explain: (clues, sure) =>
      `The proxy answered the opening handshake and a plain GET with ${nameAnswer(clues)}, ${hedge(sure)}because nobody listens where ${namePass(clues)} passes them to.`,
    remedy: clues => correctPort(clues),
  },
  'proxy-refused': {
    layer: 'proxy',
    severity: 'error',
    title: 'The proxy answered by itself',
    explain: clues =>
      `The proxy (${nameProduct(clues)}) answered the opening handshake with a page of its own, ${nameAnswer(clues)}, and most likely did not ask the app.`,
    remedy: clues => letThrough(clues),
  },
  'upgrade-dropped-or-no-handler': {
    layer: 'unknown',
    severity: 'error',
    title: 'The Upgrade was dropped on the way, or the app does not handle it here',
    explain: clues =>
      `The opening handshake was answered with ${nameAnswer(clues)}, ${nameReason(clues)}: either its Upgrade header was lost on the way, or the app takes no WebSockets at ${quote(clues.evidence.target.path)}.${clues.known.pathIsGuess ? ' That path was a guess.' : ''}`,
    remedy: clues =>
      speakSockJs(clues) ??
      paste(
        `Correct the path, if the app takes WebSockets elsewhere than at "${choosePathToPaste(clues)}"; otherwise let each proxy before the app have these lines.${clues.refusal?.status === 404 ? REFUSED_BY_RAILS : ''}`,
        UPGRADE_LINES,
      ),
  },
} as const satisfies CataloguePart

const REFUSED_BY_RAILS = ' Rails refuses a foreign Origin with the same 404.'

function describeReturn(clues: Clues): string {
  return clues.refusal ? `the answer was ${nameAnswer(clues)}` : 'the opening handshake got no answer'
}

/** Where the answer is not that of a WebSocket server, the app may be without one, too. */
function tellUnseen({ refusal, missingUpgrade }: Clues): string {
  const open = refusal ? '' : ' A WebSocket server may well leave a plain GET open.'
  return missingUpgrade === 'certain' ? open : `${open} Whether the app takes WebSockets here shows only once it does.`
}

function nameProduct({ responder }: Clues): string {
  if (responder.kind !== 'proxy') return 'of the instance'
  return { nginx: 'nginx', apache: 'httpd', haproxy: 'HAProxy' }[responder.product]
}

function namePass({ known: { passesTo } }: Clues): string {
  if (passesTo?.kind !== 'other-port') return "the proxy's file"
  return `${quote(passesTo.file)} line ${passesTo.line} (port ${passesTo.port})`
}

function nameReason(clues: Clues): string {
  const { refusal, missingUpgrade, comparison } = clues
  if (!refusal) return 'nor did a plain GET'
  if (missingUpgrade !== 'none') return 'which a WebSocket server says to a request without it'
  if (comparison === undefined) return 'and a plain GET got no answer'
  if (comparison === 'different') {
    return isControlFine(clues) ? 'though a plain GET is answered' : 'and a plain GET with something else'
  }
  return comparison === 'same' ? 'byte for byte what a plain GET gets' : 'much like what a plain GET gets'
}

function nameSuspect({ known }: Clues): string {
  const files = known.bundleOverridesProxy ?? []
  if (files.length > 0) return `The proxy, which is configured by ${files.map(quote).join(', ')},`
  return known.proxy === 'apache' ? "The platform's httpd" : "The platform's proxy"
}
