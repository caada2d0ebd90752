/** Findings about the proxy on the instance, and about the doubt between it and the app. */

import { isControlFine } from '../rules/refusal-clues.ts'
import type { Clues } from '../rules/rule.ts'
import {
  type CataloguePart,
  choosePathToPaste,
  instruct,
  nameAnswer,
  quote,
  type Remedy,
  UPGRADE_LINES,
} from './entry.ts'
import { speakSockJs } from './refusal-remedies.ts'

export const proxyFindings = {
  'proxy-drops-upgrade': {
    layer: 'proxy',
    severity: 'error',
    title: 'The proxy drops the Upgrade',
    explain: clues =>
      `${describeReturn(clues)}, ${nameReason(clues)}: ${nameSuspect(clues)} did not pass the Upgrade on to the app.${tellUnseen(clues)}`,
    remedy: clues => passUpgradeOn(clues),
  },
  'proxy-passes-elsewhere': {
    layer: 'proxy',
    severity: 'error',
    title: "The proxy passes requests to a port that is not the app's",
    explain: clues =>
      `The proxy answered the opening handshake and a plain GET with ${nameAnswer(clues)}, because nobody listens where ${namePass(clues)} passes them to.`,
    remedy: ({ known: { passesTo } }) =>
      instruct(
        passesTo?.kind === 'other-port'
          ? `Write the app's port in ${quote(passesTo.file)} line ${passesTo.line}, or see that your own program listens on ${passesTo.port}.`
          : "Write the app's port in the proxy's file.",
      ),
  },
  'proxy-refused': {
    layer: 'proxy',
    severity: 'error',
    title: 'The proxy answered by itself',
    explain: clues =>
      `The proxy answered the opening handshake with a page of its own, ${nameAnswer(clues)}, and did not ask the app.`,
    remedy: clues => instruct(letThrough(clues)),
  },
  'upgrade-dropped-or-no-handler': {
    layer: 'unknown',
    severity: 'error',
    title: 'The Upgrade was dropped on the way, or the app does not handle it here',
    explain: clues =>
      `The opening handshake came back as ${nameAnswer(clues)}, ${nameReason(clues)}${clues.known.pathIsGuess ? ', and the path was a guess' : ''}.`,
    remedy: clues =>
      speakSockJs(clues) ?? {
        instruction: `Make sure that the app handles WebSockets at "${choosePathToPaste(clues)}" (Rails refuses a foreign Origin with the same 404), and that each proxy before it has these lines.`,
        paste: { text: UPGRADE_LINES.join('\n') },
      },
  },
} as const satisfies CataloguePart

function describeReturn(clues: Clues): string {
  return clues.refusal
    ? `The opening handshake came back as ${nameAnswer(clues)}`
    : 'The opening handshake got no answer'
}

/** Where the answer is not that of a WebSocket server, the app may be without one, too. */
function tellUnseen({ missingUpgrade }: Clues): string {
  return missingUpgrade === 'certain' ? '' : ' Whether the app takes WebSockets here shows only once it does.'
}

function letThrough(clues: Clues): string {
  const location = `let a location for "${choosePathToPaste(clues)}" pass to the app`
  switch (clues.refusal?.status) {
    case 401:
      return `Send user name and password with the input "headers" ("Authorization: Basic ..."), or write "auth_basic off;" (httpd: "Require all granted") for "${choosePathToPaste(clues)}" in the proxy's files.`
    case 403:
      return `Look for "allow" and "deny" lines (httpd: "Require") in the proxy's files that keep this machine out; where there are none, ${location}.`
    default:
      return `L${location.slice(1)}, and look for limits (limit_conn, limit_req, header sizes) and for "listen ... proxy_protocol" in the proxy's files.`
  }
}

function namePass({ known: { passesTo } }: Clues): string {
  if (passesTo?.kind !== 'other-port') return "the proxy's file"
  return `${quote(passesTo.file)} line ${passesTo.line} (port ${passesTo.port})`
}

function nameReason(clues: Clues): string {
  const { refusal, missingUpgrade, comparison } = clues
  if (!refusal) return 'as a plain GET gets none, which a WebSocket server may well leave open'
  if (missingUpgrade !== 'none') return 'which is what a WebSocket server says to a request without the Upgrade'
  if (comparison === undefined) return 'and a plain GET got no answer'
  if (comparison === 'different') {
    return isControlFine(clues) ? 'though a plain GET is answered' : 'and a plain GET with something else'
  }
  return comparison === 'same' ? 'byte for byte what a plain GET gets' : 'much like what a plain GET gets'
}

function nameSuspect({ known }: Clues): string {
  const files = known.bundleOverridesProxy ?? []
  if (files.length > 0) return `the proxy, which is configured by ${files.map(quote).join(', ')},`
  return known.proxy === 'apache' ? "the platform's httpd" : "the platform's proxy"
}

function passUpgradeOn(clues: Clues): Remedy {
  const [file, ...others] = clues.known.bundleOverridesProxy ?? []
  const path = choosePathToPaste(clues)
  if (file !== undefined) {
    return {
      instruction: `Add these lines to the location that passes "${path}" to the app${others.length > 0 ? ', in whichever of the files holds it' : ''}.`,
      paste: { file: quote(file).slice(1, -1), text: UPGRADE_LINES.join('\n') },
    }
  }
  if (clues.known.proxy === 'apache') {
    return {
      instruction:
        'Add this file to the source bundle, with the port of the app (8080 on Node.js and Tomcat, 8000 on Python).',
      paste: {
        file: '.platform/httpd/conf.d/websocket.conf',
        text: `ProxyPass "${path}" "http://localhost:8080${path}" upgrade=websocket timeout=3600`,
      },
    }
  }
  return {
    instruction:
      'Add this file to the source bundle, with the address of the app (http://my_app on Ruby, http://docker on Docker, elsewhere its port).',
    paste: { file: '.platform/nginx/conf.d/elasticbeanstalk/websocket.conf', text: writeLocation(path) },
  }
}

/** `^~` wins over regular expressions, such as PHP's; at `/` it would be a second `location /` to nginx. */
function writeLocation(path: string): string {
  const prefix = path === '/' ? '/ws' : path
  const lines = ['proxy_pass          http://127.0.0.1:8080;', ...UPGRADE_LINES, 'proxy_read_timeout  3600s;']
  return [`location ^~ ${prefix} {`, ...lines.map(line => `    ${line}`), '}'].join('\n')
}
