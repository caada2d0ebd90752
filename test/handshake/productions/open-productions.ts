/** Productions of the findings about a 101, and about what came after a good one. */

import type { openFindings } from '../../../src/handshake/findings/open-findings.ts'
import { beaconPath, writeBeaconFile } from '../../../src/proxy/beacon-file.ts'
import { BEANSTALK_LOCATION, startNginx } from '../../support/nginx.ts'
import { checkOnce, SOON_MS } from '../check-once.ts'
import { dropAfterPing, flood, rawSocketOf } from '../rude-connections.ts'
import { listenSwitching } from '../switching-server.ts'
import { listenWebSocket, type WebSocketOptions } from '../websocket-server.ts'
import type { Production, ProductionsOf } from './production.ts'

export const openProductions: ProductionsOf<typeof openFindings> = {
  'invalid-accept': async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(`proxy_hide_header Sec-WebSocket-Accept; ${BEANSTALK_LOCATION(app.port)}`)
    return await checkOnce(`ws://localhost:${nginx.port}/`)
  },
  'subprotocol-not-agreed': async () => {
    await using server = await listenWebSocket({ handleProtocols: () => false })
    return await checkOnce(`ws://localhost:${server.port}/`, { subprotocols: ['chat'] })
  },
  'invalid-upgrade-response': async () => {
    await using server = await listenSwitching({ 'Sec-WebSocket-Extensions': 'permessage-deflate' })
    return await checkOnce(`ws://localhost:${server.port}/`)
  },
  'invalid-frames': () =>
    checkServer({ onConnection: socket => rawSocketOf(socket).write('HTTP/1.1 400 Bad Request\r\n\r\n') }),
  'closed-after-upgrade': () => checkServer({ onConnection: socket => socket.terminate() }),
  'no-pong': async () => {
    await using server = await listenWebSocket({ autoPong: false })
    return await checkOnce(`ws://localhost:${server.port}/`, { attemptTimeoutMs: SOON_MS })
  },
  'liveness-not-proved': () => checkServer({ autoPong: false, onConnection: flood }),
  'close-not-answered': () => checkServer({ onConnection: dropAfterPing }),
  'other-version-answers': async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v1') + BEANSTALK_LOCATION(app.port))
    const beacons = ['v2', 'v1'].map(versionLabel => ({ versionLabel, path: beaconPath(versionLabel) }))
    return await checkOnce(`ws://localhost:${nginx.port}/`, { beacons }, { versionLabel: 'v2' })
  },
}

async function checkServer(options: WebSocketOptions): ReturnType<Production> {
  await using server = await listenWebSocket(options)
  return await checkOnce(`ws://localhost:${server.port}/`)
}
