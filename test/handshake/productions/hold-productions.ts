/** Productions of the findings about what was asked of an opened WebSocket: a message, and to stay open in silence. */

import type { WebSocket } from 'ws'
import { parseExpectation } from '../../../src/handshake/expectation.ts'
import type { holdFindings } from '../../../src/handshake/findings/hold-findings.ts'
import type { Known } from '../../../src/handshake/known.ts'
import { BEANSTALK_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce } from '../check-once.ts'
import { floodAfterPing } from '../rude-connections.ts'
import { listenWebSocket } from '../websocket-server.ts'
import type { Production, ProductionsOf } from './production.ts'

const BOTH = { silenceLimits: { proxy: 2, loadBalancer: 2 } } as const

export const holdProductions: ProductionsOf<typeof holdFindings> = {
  'no-message': () => checkExpecting('welcome', () => undefined),
  'unexpected-message': () => checkExpecting('welcome', socket => socket.send('go away')),
  'expression-too-slow': () => checkExpecting('/^(a+)+$/', socket => socket.send(`${'a'.repeat(5000)}!`)),
  'too-much-while-held': async () => {
    await using server = await listenWebSocket({ onConnection: floodAfterPing })
    return await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 30_000 })
  },
  'closed-while-held': async () => {
    let connections = 0
    const closeSecond = (socket: WebSocket) => {
      connections += 1
      if (connections === 2) socket.once('ping', () => setTimeout(() => socket.close(4408, 'idle'), 500))
    }
    // The first connection is not held.
    await using server = await listenWebSocket({ onConnection: closeSecond })
    return await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 30_000 })
  },
  'cut-by-proxy': () => checkCut({ silenceLimits: { proxy: 2 }, loadBalancer: 'none' }),
  'cut-by-load-balancer': () => checkCut({ silenceLimits: { loadBalancer: 2 }, proxy: 'none' }),
  'cut-while-held': () => checkCut(BOTH),
  'dropped-while-held': async () => {
    await using server = await listenWebSocket({ onConnection: answerOnePing, autoPong: false })
    return await checkOnce(`ws://localhost:${server.port}/`, { holdMs: 200, attemptTimeoutMs: 3000 })
  },
}

async function checkExpecting(text: string, onConnection: (socket: WebSocket) => void): ReturnType<Production> {
  const parsed = parseExpectation(text)
  if (parsed.kind === 'problem') throw new Error(parsed.problem)
  await using server = await listenWebSocket({ onConnection })
  return await checkOnce(`ws://localhost:${server.port}/`, {
    dialogue: { expectation: parsed },
    attemptTimeoutMs: 3000,
  })
}

/** Something on the way cuts what was silent for two seconds; who that was is for what is known to say. */
async function checkCut(known: Known): ReturnType<Production> {
  await using app = await listenWebSocket()
  await using nginx = await startNginx(`proxy_read_timeout 2s; ${BEANSTALK_LOCATION(app.port)}`)
  return await checkOnce(`ws://localhost:${nginx.port}/`, { holdMs: 30_000 }, known)
}

/** The first ping of a connection is answered, those after the silence are not. */
function answerOnePing(socket: WebSocket): void {
  socket.once('ping', data => socket.pong(data))
}
