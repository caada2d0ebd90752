/** What to do about an app that refused the opening handshake: by its words, and by who else may be the cause. */

import { findRefusedHost } from '../fingerprints.ts'
import type { Clues } from '../rules/rule.ts'
import { readLogs } from './commands.ts'
import { instruct, paste, quote, type Remedy, TOKEN_LINES, UPGRADE_LINES } from './entry.ts'

/** Of uvicorn 0.17, to any request with "Connection: upgrade"; newer ones answer as to a plain one. */
const UVICORN_WITHOUT_LIBRARY = 'Unsupported upgrade request.'

export function handleUpgrade(clues: Clues): Remedy {
  return (
    speakSockJs(clues) ??
    installLibrary(clues) ??
    instruct(
      `${writePath()}, or start its WebSocket server there. Rails refuses a foreign Origin with the same 404.${lookAtProxy(clues)}`,
    )
  )
}

function writePath(): string {
  return 'Write the path at which the app takes WebSockets, in the URL, or in "websocket-path: /ws" where that has none'
}

export function correctPath(clues: Clues): Remedy {
  const { path } = clues.evidence.target
  const instruction = `${writePath()}: ${quote(path)} seems not to be it`
  if (clues.forwarding !== 'forwarded') return orPassOn(clues, instruction)
  return installLibrary(clues) ?? instruct(`${instruction}.`)
}

export function answerRefusal(clues: Clues): Remedy {
  const { refusal, evidence } = clues
  const host = quote(evidence.target.host)
  switch (refusal && findRefusedHost(refusal)) {
    case 'django':
      return orPassOn(clues, `Add ${host} to ALLOWED_HOSTS in the settings of Django`)
    case 'rails':
      return orPassOn(clues, `Add ${host} to config.hosts in config/environments/production.rb`)
  }
  if (refusal?.status === 429) {
    return orPassOn(
      clues,
      'Let the limit of the app count each client by itself (behind a proxy all have one address), or exempt the opening handshake from it, and run the check again after a while',
    )
  }
  const remedy = orPassOn(clues, 'Read in the log of the app why it refuses this request')
  return remedy.paste ? remedy : readLogs(clues, remedy.instruction)
}

export function identifyYourself(clues: Clues): Remedy {
  const origin = `allow the Origin ${quote(clues.evidence.target.origin)}`
  if (clues.refusal?.status === 403) {
    return paste(
      `Send what the app expects with the input "headers", or ${origin}, or name one that it allows with the input "origin", or correct the path, which FastAPI refuses with 403.`,
      TOKEN_LINES,
    )
  }
  const orOrigin = isPlainAnswered(clues)
    ? ` Or ${origin}, which a plain GET does not need and servers refuse with 401, too.`
    : ''
  return paste(`Send what the app expects with the input "headers", from a secret.${orOrigin}`, TOKEN_LINES)
}

/** The same request without an Upgrade is let in as it is. */
function isPlainAnswered({ control }: Clues): boolean {
  return control !== undefined && control.status < 400
}

export function allowOrigin({ evidence: { target, origins = [] } }: Clues): Remedy {
  const instruction = `Add the Origin ${quote(target.origin)} to those that the app allows, or send one of them with the input "origin".`
  const taken = origins.find(({ isTaken }) => isTaken)
  return taken ? paste(instruction, `origin: ${taken.origin || 'none'}`) : instruct(instruction)
}

/** What a server of SockJS says at its prefix, to any request. */
export function speakSockJs({ refusal }: Clues): Remedy | undefined {
  if (!refusal?.body.startsWith('Welcome to SockJS!')) return undefined
  return instruct(
    'Set "protocol: sockjs": this path is the prefix of a SockJS server, which takes WebSockets below it.',
  )
}

function installLibrary({ forwarding, refusal }: Clues): Remedy | undefined {
  if (forwarding !== 'forwarded' || !refusal?.body.startsWith(UVICORN_WITHOUT_LIBRARY)) return undefined
  return instruct('Write "uvicorn[standard]" in requirements.txt: uvicorn has no library for WebSockets there.')
}

function orPassOn(clues: Clues, instruction: string): Remedy {
  if (clues.forwarding === 'forwarded') return instruct(`${instruction}.`)
  return paste(
    `${instruction}. If that is not it, see that each proxy before the app has all of these lines.`,
    UPGRADE_LINES,
  )
}

/** The files that were read may not be those that the instance has. */
function lookAtProxy({ known }: Clues): string {
  if (known.proxy === 'none') return ''
  const folder = known.proxy === 'apache' ? '/etc/httpd' : '/etc/nginx'
  return ` If the app does take it, look at what its proxy really has, on the instance (by "eb ssh" or Session Manager): grep -rn -i upgrade ${folder}`
}
