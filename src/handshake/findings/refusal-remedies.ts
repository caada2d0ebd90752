/** What to do about an app that refused the opening handshake: by its words, and by who else may be the cause. */

import { findRefusedHost } from '../fingerprints.ts'
import type { Clues } from '../rules/rule.ts'
import { instruct, quote, type Remedy, UPGRADE_LINES } from './entry.ts'

/** Of uvicorn 0.17, to any request with "Connection: upgrade"; newer ones answer as to a plain one. */
const UVICORN_WITHOUT_LIBRARY = 'Unsupported upgrade request.'

export function handleUpgrade(clues: Clues): Remedy {
  return (
    speakSockJs(clues) ??
    installLibrary(clues) ??
    instruct(
      `Write the path at which the app takes WebSockets (in the URL, or in "websocket-path" where that has none), or start its WebSocket server; Rails refuses a foreign Origin with the same 404.${lookAtProxy(clues)}`,
    )
  )
}

export function correctPath(clues: Clues): Remedy {
  const { path } = clues.evidence.target
  const instruction = `Write the path at which the app takes WebSockets (in the URL, or in "websocket-path" where that has none), which "${path}" seems not to be`
  return installLibrary(clues) ?? orPassOn(clues, instruction)
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
  return orPassOn(
    clues,
    refusal?.status === 429
      ? 'Let the limit of the app count each client by itself, which behind a proxy all have one address, or leave the opening handshake out of it, and run the check again after a while'
      : 'Read in the log of the app why it refuses this request',
  )
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

function orPassOn({ forwarding }: Clues, instruction: string): Remedy {
  if (forwarding === 'forwarded') return instruct(`${instruction}.`)
  return {
    instruction: `${instruction}; if that is not it, see that each proxy before the app has all of these lines.`,
    paste: { text: UPGRADE_LINES.join('\n') },
  }
}

/** The files that were read may not be those that the instance has. */
function lookAtProxy({ known }: Clues): string {
  if (known.proxy === 'none') return ''
  const folder = known.proxy === 'apache' ? '/etc/httpd' : '/etc/nginx'
  return ` If the app does take it, look at what its proxy really has, on the instance (by "eb ssh" or Session Manager): grep -rn -i upgrade ${folder}`
}
